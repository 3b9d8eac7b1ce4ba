package org.takeup.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Body;
import org.takeup.http.Problem;

/**
 * Reads bodies up to each route's limit and within a time that fits it; files go to disk while they come in and are
 * deleted when the request ends.
 */
final class Bodies {
    private static final String TIMER = "takeup.body-timer";
    /** Slower than this on average is cut off, once the patience for a small body is used up. */
    private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

    private final Vertx vertx;
    private final Path uploads;
    private final Duration patience;
    private final Responses responses;

    Bodies(Vertx vertx, Path uploads, Duration patience, Responses responses) {
        this.vertx = vertx;
        this.uploads = uploads;
        this.patience = patience;
        this.responses = responses;
    }

    /** A handler that reads the body and goes on, or refuses it. */
    Handler<RoutingContext> reader(Body body) {
        if (body instanceof Body.None) {
            return this::expectNone;
        }
        BodyHandler reader = body instanceof Body.Upload
                ? BodyHandler.create(uploads.toString()).setDeleteUploadedFilesOnEnd(true)
                : BodyHandler.create(false);
        reader.setBodyLimit(body.mostBytes());
        return ctx -> {
            Problem refusal = refusal(body, ctx);
            if (refusal == null) {
                expectSoon(body, ctx);
                reader.handle(ctx);
            } else {
                responses.problem(ctx, refusal);
            }
        };
    }

    private void expectNone(RoutingContext ctx) {
        if (length(ctx) > 0 || ctx.request().getHeader("transfer-encoding") != null) {
            responses.problem(ctx, WebProblems.noBody());
        } else {
            ctx.next();
        }
    }

    private void expectSoon(Body body, RoutingContext ctx) {
        long millis = patience.plusSeconds(body.mostBytes() / SLOWEST_BYTES_PER_SECOND)
                .toMillis();
        long timer = vertx.setTimer(millis, ignored -> responses.problem(ctx, WebProblems.slow()));
        ctx.put(TIMER, timer);
        ctx.addEndHandler(ignored -> vertx.cancelTimer(timer));
    }

    /** The body is here: stops the clock. */
    void arrived(RoutingContext ctx) {
        Long timer = ctx.get(TIMER);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private static @Nullable Problem refusal(Body body, RoutingContext ctx) {
        long length = length(ctx);
        if (length > body.mostBytes()) {
            return WebProblems.tooLarge(body.mostBytes());
        }
        String header = ctx.request().getHeader("content-type");
        String type = header == null ? "" : header.toLowerCase(Locale.ROOT);
        return switch (body) {
            case Body.None _ -> null;
            case Body.Form form ->
                length == 0
                                || type.startsWith("application/x-www-form-urlencoded")
                                || form.parts() && type.startsWith("multipart/form-data")
                        ? null
                        : WebProblems.wrongType("application/x-www-form-urlencoded");
            case Body.Json _ ->
                type.startsWith("application/json") || type.startsWith("application/merge-patch+json")
                        ? null
                        : WebProblems.wrongType("application/json");
            case Body.Scim _ ->
                type.startsWith("application/scim+json") || type.startsWith("application/json")
                        ? null
                        : WebProblems.wrongType("application/scim+json");
            case Body.Upload _ ->
                type.startsWith("multipart/form-data") ? null : WebProblems.wrongType("multipart/form-data");
        };
    }

    private static long length(RoutingContext ctx) {
        String header = ctx.request().getHeader("content-length");
        try {
            return header == null ? -1 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
