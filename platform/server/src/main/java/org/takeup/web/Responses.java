package org.takeup.web;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Json;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;

/** Writes replies and problems, and the headers that every response has. Runs on the connection's event loop. */
final class Responses {
    private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

    private static final String RETRY_AFTER = "retry-after";

    private static final long LINGER_MILLIS = 2_000;

    /** A problem's body ends with the id of its request, where nothing is wrong with single fields. */
    private static final String AFTER_ITS_ID = "\"}";

    private final ErrorPages errorPages;
    private final ProtectingHeaders headers;
    private final URI publicUrl;
    /** What a problem says of its type, by type; resolving an address takes a tenth of what a refusal does. */
    private final Map<String, String> types = new ConcurrentHashMap<>();
    /** What programs are told who have to come back, by seconds, up to where the request's id stands. */
    private final Map<Integer, byte[]> toBusyPrograms = new ConcurrentHashMap<>();

    /** @param publicUrl where types of problems are explained */
    Responses(ErrorPages errorPages, ProtectingHeaders headers, URI publicUrl) {
        this.publicUrl = publicUrl;
        this.errorPages = errorPages;
        this.headers = headers;
    }

    /** Puts the headers that every response has, before anything can go wrong. */
    void secure(RoutingContext ctx) {
        headers.on(ctx.response(), Visit.id(ctx));
        ctx.next();
    }

    /** Sends a reply whose page, if it is one, is already rendered. */
    void send(RoutingContext ctx, Reply reply, Buffer rendered, String mediaType) {
        HttpServerResponse response = ctx.response();
        if (response.closed() || response.ended()) {
            return;
        }
        Limits.tell(ctx, response);
        head(response, reply, mediaType);
        response.end(rendered);
    }

    /** Sends a part of a reply that is written while it is sent, and its head before the first one. */
    Future<Void> sendPart(RoutingContext ctx, Reply reply, String mediaType, Buffer part) {
        HttpServerResponse response = ctx.response();
        if (response.closed()) {
            return Future.failedFuture("closed");
        }
        if (!response.headWritten()) {
            Limits.tell(ctx, response);
            head(response, reply, mediaType);
            response.setChunked(true);
        }
        return response.write(part);
    }

    /** Ends what was sent in parts. */
    Future<Void> end(RoutingContext ctx) {
        return ctx.response().end();
    }

    private static void head(HttpServerResponse response, Reply reply, String mediaType) {
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        reply.cookies().forEach(cookie -> response.addCookie(cookie(cookie)));
        if (reply.content() instanceof Reply.Content.Redirect redirect) {
            response.putHeader("location", redirect.location());
        }
        if (!mediaType.isEmpty()) {
            response.putHeader("content-type", mediaType);
        }
    }

    /** Refuses because there is too much to do. @param seconds when whoever asks may come back */
    void busy(RoutingContext ctx, int seconds) {
        ctx.response().putHeader(RETRY_AFTER, String.valueOf(seconds));
        if (ctx.request().getHeader("expect") != null) {
            // Whether the body still comes is up to its sender; the next request must not be taken for it.
            endConnection(ctx);
        }
        problem(ctx, WebProblems.busy(seconds));
    }

    /**
     * The same to a program, for a request that no router has seen. Its body is thrown away as it comes.
     *
     * @param seconds when it may come back
     */
    void busy(HttpServerRequest request, int seconds) {
        String id = Visit.freshId();
        HttpServerResponse response = request.response();
        headers.on(response, id);
        response.setStatusCode(503)
                .putHeader(RETRY_AFTER, String.valueOf(seconds))
                .putHeader("content-type", "application/problem+json")
                .end(Buffer.buffer(toBusyPrograms.computeIfAbsent(seconds, this::untilItsId))
                        .appendString(id + AFTER_ITS_ID));
    }

    private byte[] untilItsId(int seconds) {
        byte[] whole = Json.write(body(WebProblems.busy(seconds), ""));
        return Arrays.copyOf(whole, whole.length - AFTER_ITS_ID.length());
    }

    /** Refuses in words: a page for people, problem+json for programs. */
    void problem(RoutingContext ctx, Problem problem) {
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        Limits.tell(ctx, ctx.response());
        if (problem.status() == 503 && !ctx.response().headers().contains(RETRY_AFTER)) {
            ctx.response().putHeader(RETRY_AFTER, "5");
        }
        if (problem.status() == 401 && !wantsPage(ctx)) {
            String error = problem.type().equals("invalid-token") ? ", error=\"invalid_token\"" : "";
            ctx.response().putHeader("www-authenticate", "Bearer realm=\"takeup\"" + error);
        }
        if (problem.status() == 413 || problem.status() == 408) {
            endConnection(ctx);
        }
        ctx.response().setStatusCode(problem.status());
        if (wantsPage(ctx)) {
            page(ctx.response(), errorPages.render(ctx, problem));
        } else if (isOfScim(Visit.path(ctx))) {
            scim(ctx.response(), problem);
        } else {
            json(ctx.response(), problem, Visit.id(ctx));
        }
    }

    /** Refuses what did not become a request, and closes the connection: where the next one begins is unknown. */
    void unreadable(HttpServerRequest request, Problem problem) {
        String id = Visit.freshId();
        HttpServerResponse response = request.response();
        headers.on(response, id);
        response.setStatusCode(problem.status()).putHeader("connection", "close");
        String uri = String.valueOf(request.uri());
        if (isOfScim(uri)) {
            scim(response, problem);
        } else if (isOfTheApi(uri)) {
            json(response, problem, id);
        } else {
            page(response, errorPages.render(problem, null, "", id));
        }
        request.connection().close();
    }

    private static void page(HttpServerResponse response, Buffer rendered) {
        response.putHeader("content-type", "text/html; charset=utf-8").end(rendered);
    }

    private void json(HttpServerResponse response, Problem problem, String requestId) {
        response.putHeader("content-type", "application/problem+json")
                .end(Buffer.buffer(Json.write(body(problem, requestId))));
    }

    private static void scim(HttpServerResponse response, Problem problem) {
        response.putHeader("content-type", ScimErrors.MEDIA_TYPE)
                .end(Buffer.buffer(Json.write(ScimErrors.body(problem))));
    }

    private static boolean isOfScim(String path) {
        return path.contains("/scim/v2/");
    }

    private static boolean isOfTheApi(String path) {
        return path.contains("/api/");
    }

    /** The rest of the body is not wanted: what still comes is thrown away for a moment, so that the answer gets through. */
    static void endConnection(RoutingContext ctx) {
        if (ctx.request().version() == HttpVersion.HTTP_2) {
            return;
        }
        ctx.response().putHeader("connection", "close");
        ctx.addEndHandler(ignored -> ctx.vertx()
                .setTimer(LINGER_MILLIS, late -> ctx.request().connection().close()));
    }

    /** @param allowed the methods that this address knows */
    void wrongMethod(RoutingContext ctx, String allowed) {
        ctx.response().putHeader("allow", allowed);
        problem(ctx, WebProblems.wrongMethod());
    }

    /** Whatever was thrown, as a problem. The log gets the cause of what is our fault. */
    Problem problemOf(RoutingContext ctx, Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case MongoTimeoutException away -> storeAway(away);
            case MongoSocketException away -> storeAway(away);
            // While the store changes its primary, or right after it was lost.
            case MongoConnectionPoolClearedException away -> storeAway(away);
            case MongoNotPrimaryException away -> storeAway(away);
            case MongoNodeIsRecoveringException away -> storeAway(away);
            default -> {
                LOG.error("Request {} failed", Visit.id(ctx), thrown);
                yield WebProblems.broken(Visit.id(ctx));
            }
        };
    }

    private static Problem storeAway(MongoException cause) {
        LOG.warn("The store does not answer: {}", cause.getMessage());
        return WebProblems.storeAway();
    }

    /** For what fails before a route is reached, such as a body over its limit. */
    void failed(RoutingContext ctx) {
        Visit.inLog(ctx, () -> problem(ctx, failure(ctx)));
    }

    private Problem failure(RoutingContext ctx) {
        Throwable failure = ctx.failure();
        return switch (ctx.statusCode()) {
            case 413 -> WebProblems.tooLarge(Visit.limit(ctx));
            case 400 -> WebProblems.malformed();
            case 404 -> Problem.notFound();
            default -> failure == null ? WebProblems.broken(Visit.id(ctx)) : problemOf(ctx, failure);
        };
    }

    private static boolean wantsPage(RoutingContext ctx) {
        Route route = Visit.route(ctx);
        return route == null
                ? !isOfTheApi(Visit.path(ctx)) && !isOfScim(Visit.path(ctx))
                : route.style() == Route.Style.PAGE;
    }

    private Map<String, Object> body(Problem problem, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", types.computeIfAbsent(problem.type(), this::typeOf));
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("instance", "urn:takeup:request:" + requestId);
        if (!problem.fields().isEmpty()) {
            body.put("errors", problem.fields());
        }
        return body;
    }

    private String typeOf(String type) {
        return publicUrl.resolve(ProblemPages.path(type)).toString();
    }

    private static Cookie cookie(Reply.Cookie cookie) {
        Cookie made = Cookie.cookie(cookie.name(), cookie.value())
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(cookie.crossSite() ? CookieSameSite.NONE : CookieSameSite.LAX);
        return cookie.maxAgeSeconds() < 0 ? made : made.setMaxAge(cookie.maxAgeSeconds());
    }
}
