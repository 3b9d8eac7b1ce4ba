package org.takeup.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.takeup.http.Exchange;
import org.takeup.http.Json;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.identity.Callers;
import org.takeup.tenant.Workspace;

/**
 * Takes a request from the event loop to a virtual thread of its own, where the route runs, and back to write the
 * reply. A verticle of virtual threads would run one request at a time; a thread per request does not.
 */
final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private final Admission admission;
    private final Templates templates;
    private final Frames frames;
    private final Hosts hosts;
    private final Responses responses;
    private final Deeds deeds;
    private final Limits limits;
    private final Turnstile turnstile;
    private final Idempotency idempotency = new Idempotency();
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-", 0).factory());

    Dispatcher(
            Admission admission,
            Templates templates,
            Frames frames,
            Hosts hosts,
            Responses responses,
            Deeds deeds,
            Limits limits,
            Turnstile turnstile) {
        this.turnstile = turnstile;
        this.deeds = deeds;
        this.limits = limits;
        this.admission = admission;
        this.templates = templates;
        this.frames = frames;
        this.hosts = hosts;
        this.responses = responses;
    }

    /** Admits before the body is read, for bodies that are worth refusing early. */
    void admitFirst(Route route, Mount mount, RoutingContext ctx) {
        ctx.request().pause();
        onVirtualThread(ctx, () -> {
            admission.admit(route, mount, ctx);
            return () -> {
                ctx.request().resume();
                ctx.next();
            };
        });
    }

    /**
     * Refuses what finds no place anyway, before its body is read. Not for uploads, whose bodies are held back. Most of
     * what programs send was refused by {@link Turnstile#sentAway} already.
     */
    void turnAwayEarly(Mount mount, RoutingContext ctx) {
        if (turnstile.isFullFor(address(mount, ctx))) {
            turnAway(ctx);
        } else {
            ctx.next();
        }
    }

    private void turnAway(RoutingContext ctx) {
        responses.busy(ctx, turnstile.comeBack());
    }

    /** Runs the route, or says that there is too much to do. The body is here. */
    void run(Route route, Mount mount, RoutingContext ctx) {
        Optional<Turnstile.Visitor> free = turnstile.enter(address(mount, ctx));
        if (free.isEmpty()) {
            turnAway(ctx);
            return;
        }
        Context context = Objects.requireNonNull(Vertx.currentContext(), "dispatched from an event loop");
        Turnstile.Visitor inside = free.get();
        onVirtualThread(ctx, () -> {
            try (inside) {
                return run(route, mount, ctx, context, inside);
            }
        });
    }

    /** What a request asks for, before anybody has looked whether it is there. */
    private static String address(Mount mount, RoutingContext ctx) {
        if (!mount.onPlatformHost()) {
            return Turnstile.ofHost(ctx.request());
        }
        String tenant = ctx.pathParam("tenant");
        return tenant == null ? "" : tenant;
    }

    private Runnable run(Route route, Mount mount, RoutingContext ctx, Context context, Turnstile.Visitor inside)
            throws Exception {
        Admission.Visitor visitor = admission.admit(route, mount, ctx);
        Admission.refuseWithoutToken(route, visitor.signedIn(), ctx);
        limits.count(route, visitor, ctx);
        Exchange exchange = exchange(mount, ctx, visitor);
        Reply reply = idempotency.once(route, exchange, () -> {
            Reply made = route.handler().handle(exchange);
            deeds.note(route, exchange, made);
            return made;
        });
        turnstile.served();
        if (reply.content() instanceof Reply.Content.Stream stream) {
            // It lasts as long as its reader likes, and is bounded by what it reads.
            inside.close();
            stream(ctx, context, reply, stream);
            return () -> {};
        }
        Reading all = Reading.of(ctx, visitor.workspace());
        Reading reading = reply.status() >= 400 ? all.refusing() : all;
        Buffer rendered = render(reply, mount, ctx, visitor, reading);
        inside.done(route.id());
        return () -> responses.send(ctx, reading.remember(reply), rendered, mediaType(reply));
    }

    private void stream(RoutingContext ctx, Context context, Reply reply, Reply.Content.Stream content) {
        var out = new ReplyStream(
                context, part -> responses.sendPart(ctx, reply, content.mediaType(), part), () -> responses.end(ctx));
        try {
            if (!ctx.request().method().equals(HttpMethod.HEAD)) {
                content.writer().write(out);
            }
            out.finish();
        } catch (IOException | RuntimeException e) {
            if (!out.begun() && e instanceof RuntimeException early) {
                throw early;
            }
            if (e instanceof IOException) {
                LOG.info("Request {} was cut off: {}", Visit.id(ctx), e.toString());
            } else {
                LOG.error("Request {} failed half-way", Visit.id(ctx), e);
            }
            // Half a file must not look like a whole one.
            context.runOnContext(ignored -> ctx.request().connection().close());
        }
    }

    /** What runs on the virtual thread. Gives back what is left to do on the event loop. */
    private interface Work {
        Runnable run() throws Exception;
    }

    private void onVirtualThread(RoutingContext ctx, Work work) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "dispatched from an event loop");
        requests.execute(() -> {
            MDC.put("request", Visit.id(ctx));
            try {
                Runnable rest = work.run();
                context.runOnContext(ignored -> finish(ctx, rest));
            } catch (Throwable e) {
                // Made into words here, where the log knows request and tenant. An Error is answered like the rest:
                // a thread that ends without a word leaves its caller waiting.
                Problem problem = responses.problemOf(ctx, e);
                noteRefusal(ctx, problem);
                context.runOnContext(ignored -> finish(ctx, () -> refuse(ctx, problem)));
                rethrowIfTheMachineIsIll(e);
            }
        });
    }

    /** Who asks for what is not theirs, or too often, is found in the log by request and tenant. */
    private static void noteRefusal(RoutingContext ctx, Problem problem) {
        Route route = Visit.route(ctx);
        if (route != null && (problem.status() == 403 || problem.status() == 429)) {
            LOG.atInfo()
                    .addKeyValue("event", "refused")
                    .addKeyValue("reason", problem.type())
                    .log("Refused {}: {}", route.id(), problem.type());
        }
    }

    /** A full stack is empty again by now; other errors of the virtual machine are for those who watch it. */
    private static void rethrowIfTheMachineIsIll(Throwable thrown) {
        if (thrown instanceof VirtualMachineError ill && !(ill instanceof StackOverflowError)) {
            throw ill;
        }
    }

    /** Nothing above us on the event loop would answer for what goes wrong here. */
    private static void finish(RoutingContext ctx, Runnable rest) {
        try {
            rest.run();
        } catch (Throwable e) {
            ctx.fail(500, e);
        }
    }

    private void refuse(RoutingContext ctx, Problem problem) {
        letTheRestIn(ctx);
        Route route = Visit.route(ctx);
        Mount mount = Visit.mount(ctx);
        if (problem.type().equals("sign-in-required")
                && route != null
                && mount != null
                && route.style() == Route.Style.PAGE
                && !Forgery.changes(route.method())) {
            responses.send(ctx, SignInFirst.redirect(mount, ctx), Buffer.buffer(), "");
        } else {
            responses.problem(ctx, problem);
        }
    }

    /** A body that was held back while its sender was looked at: many clients read no answer before all is sent. */
    private static void letTheRestIn(RoutingContext ctx) {
        if (!ctx.request().isEnded()) {
            Responses.endConnection(ctx);
            ctx.request().resume();
        }
    }

    private Exchange exchange(Mount mount, RoutingContext ctx, Admission.Visitor visitor) {
        Workspace workspace = visitor.workspace();
        Callers.SignedIn signedIn = visitor.signedIn();
        String base = mount.base(workspace == null ? "" : workspace.tenant().slug());
        Reading reading = Reading.of(ctx, workspace);
        var request = Requests.copy(ctx, Visit.id(ctx), hosts.origin(ctx.request()), base, reading);
        return new Exchange(
                request,
                workspace,
                signedIn == null ? null : signedIn.caller(),
                signedIn == null ? "" : signedIn.csrf());
    }

    private Buffer render(Reply reply, Mount mount, RoutingContext ctx, Admission.Visitor visitor, Reading reading) {
        return switch (reply.content()) {
            case Reply.Content.Page page -> {
                var frame = frames.frame(
                        page.title(),
                        mount,
                        visitor.workspace(),
                        visitor.signedIn(),
                        ctx.normalizedPath(),
                        Visit.id(ctx),
                        reading,
                        true);
                yield templates.render(page.template(), frame, page.model());
            }
            case Reply.Content.Json json -> Buffer.buffer(Json.write(json.value()));
            case Reply.Content.Bytes file -> Buffer.buffer(file.bytes());
            case Reply.Content.Redirect _, Reply.Content.Empty _, Reply.Content.Stream _ -> Buffer.buffer();
        };
    }

    private static String mediaType(Reply reply) {
        return switch (reply.content()) {
            case Reply.Content.Page _ -> "text/html; charset=utf-8";
            case Reply.Content.Json _ -> "application/json";
            case Reply.Content.Bytes file -> file.mediaType();
            case Reply.Content.Stream stream -> stream.mediaType();
            case Reply.Content.Redirect _, Reply.Content.Empty _ -> "";
        };
    }

    /** Waits for the requests under way, at most this long. */
    void drain(long seconds) throws InterruptedException {
        requests.shutdown();
        if (!requests.awaitTermination(seconds, TimeUnit.SECONDS)) {
            requests.shutdownNow();
        }
    }

    @Override
    public void close() {
        requests.shutdownNow();
    }
}
