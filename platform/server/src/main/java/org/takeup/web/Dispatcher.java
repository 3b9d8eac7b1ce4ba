package org.takeup.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    private final Admission admission;
    private final Templates templates;
    private final Frames frames;
    private final Hosts hosts;
    private final Responses responses;
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-", 0).factory());

    Dispatcher(Admission admission, Templates templates, Frames frames, Hosts hosts, Responses responses) {
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

    /** Runs the route. The body is here. */
    void run(Route route, Mount mount, RoutingContext ctx) {
        onVirtualThread(ctx, () -> {
            Admission.Admitted admitted = admission.admit(route, mount, ctx);
            noteFor(ctx, admitted);
            Admission.refuseWithoutToken(route, admitted.signedIn(), ctx);
            Reply reply = route.handler().handle(exchange(mount, ctx, admitted));
            Buffer rendered = render(reply, mount, ctx, admitted);
            return () -> responses.send(ctx, reply, rendered, mediaType(reply));
        });
    }

    /** For the frame of an error page, and for the log. */
    private static void noteFor(RoutingContext ctx, Admission.Admitted admitted) {
        Visit.admits(ctx, admitted);
        if (admitted.workspace() != null) {
            MDC.put("tenant", admitted.workspace().tenant().id());
        }
    }

    private interface Work {
        Runnable run() throws Exception;
    }

    private void onVirtualThread(RoutingContext ctx, Work work) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "dispatched from an event loop");
        requests.execute(() -> {
            MDC.put("request", Visit.id(ctx));
            Runnable next = attempt(ctx, work);
            context.runOnContext(ignored -> next.run());
        });
    }

    private Runnable attempt(RoutingContext ctx, Work work) {
        try {
            return work.run();
        } catch (Exception | StackOverflowError e) {
            return () -> refuse(ctx, responses.problemOf(ctx, e));
        }
    }

    private void refuse(RoutingContext ctx, Problem problem) {
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

    private Exchange exchange(Mount mount, RoutingContext ctx, Admission.Admitted admitted) {
        Workspace workspace = admitted.workspace();
        Callers.SignedIn signedIn = admitted.signedIn();
        String base = mount.base(workspace == null ? "" : workspace.tenant().slug());
        var request = Requests.copy(ctx, Visit.id(ctx), hosts.origin(ctx.request()), base, locale(workspace));
        return new Exchange(
                request,
                workspace,
                signedIn == null ? null : signedIn.caller(),
                signedIn == null ? "" : signedIn.csrf());
    }

    private static Locale locale(@Nullable Workspace workspace) {
        return workspace == null ? Locale.ENGLISH : workspace.settings().language();
    }

    private Buffer render(Reply reply, Mount mount, RoutingContext ctx, Admission.Admitted admitted) {
        return switch (reply.content()) {
            case Reply.Content.Page page -> {
                var frame = frames.frame(
                        page.title(),
                        mount,
                        admitted.workspace(),
                        admitted.signedIn(),
                        ctx.normalizedPath(),
                        Visit.id(ctx));
                yield templates.render(page.template(), frame, page.model());
            }
            case Reply.Content.Json json -> Buffer.buffer(Json.write(json.value()));
            case Reply.Content.Bytes file -> Buffer.buffer(file.bytes());
            case Reply.Content.Redirect _, Reply.Content.Empty _ -> Buffer.buffer();
        };
    }

    private static String mediaType(Reply reply) {
        return switch (reply.content()) {
            case Reply.Content.Page _ -> "text/html; charset=utf-8";
            case Reply.Content.Json _ -> "application/json";
            case Reply.Content.Bytes file -> file.mediaType();
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
