package org.takeup.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import org.takeup.http.Body;
import org.takeup.http.Problem;
import org.takeup.http.Route;
import org.takeup.ops.Metrics;

/**
 * Mounts routes. A workspace's routes answer at {@code /w/{tenant}/...} on the platform's host and at {@code /...} on a
 * tenant's own host; nothing answers on any other host.
 */
final class Door {
    private final Router router;
    private final Hosts hosts;
    private final Bodies bodies;
    private final Dispatcher dispatcher;
    private final Responses responses;
    private final Metrics metrics;

    Door(Router router, Hosts hosts, Bodies bodies, Dispatcher dispatcher, Responses responses, Metrics metrics) {
        this.metrics = metrics;
        this.router = router;
        this.hosts = hosts;
        this.bodies = bodies;
        this.dispatcher = dispatcher;
        this.responses = responses;
    }

    /** Mounts these routes, the static files and nothing else. */
    Router open(List<Route> routes) {
        router.route().handler(Visit::begin);
        router.route().handler(this::measure);
        router.route().handler(responses::secure);
        StaticFiles.mount(router);
        routes.forEach(this::mount);
        var methods = new Methods(routes);
        router.route().failureHandler(responses::failed);
        router.errorHandler(404, ctx -> responses.problem(ctx, Problem.notFound()));
        router.errorHandler(405, ctx -> wrongMethod(ctx, methods));
        router.errorHandler(400, ctx -> responses.problem(ctx, WebProblems.malformed()));
        return router;
    }

    /** The router knows no hosts: what it calls another method may be an address of another host. */
    private void wrongMethod(RoutingContext ctx, Methods methods) {
        String allowed = methods.at(ctx.normalizedPath(), hosts.isPlatform(ctx.request()));
        if (allowed.isEmpty()) {
            responses.problem(ctx, Problem.notFound());
        } else {
            responses.wrongMethod(ctx, allowed);
        }
    }

    private void measure(RoutingContext ctx) {
        long begun = System.nanoTime();
        ctx.addEndHandler(ended -> {
            Route route = Visit.route(ctx);
            metrics.request(
                    route == null ? "none" : route.id(),
                    ctx.response().getStatusCode(),
                    Duration.ofNanos(System.nanoTime() - begun));
        });
        ctx.next();
    }

    private void mount(Route route) {
        Mount.of(route.realm()).forEach(mount -> mountAt(route, mount));
    }

    private void mountAt(Route route, Mount mount) {
        on(route, mount).handler(ctx -> reach(route, mount, ctx));
        if (route.body() instanceof Body.Upload) {
            on(route, mount).handler(ctx -> onlyIf(mount, ctx, () -> dispatcher.admitFirst(route, mount, ctx)));
        }
        var readBody = bodies.reader(route.body());
        on(route, mount).handler(ctx -> onlyIf(mount, ctx, () -> readBody.handle(ctx)));
        on(route, mount)
                .handler(ctx -> onlyIf(mount, ctx, () -> {
                    bodies.arrived(ctx);
                    // Whoever was told to send it again because it was slow will; then this one must not count.
                    if (!ctx.response().ended()) {
                        dispatcher.run(route, mount, ctx);
                    }
                }));
    }

    private io.vertx.ext.web.Route on(Route route, Mount mount) {
        var mounted = router.route(route.method(), mount.pattern(route.path()));
        return route.method().equals(HttpMethod.GET) ? mounted.method(HttpMethod.HEAD) : mounted;
    }

    private void reach(Route route, Mount mount, RoutingContext ctx) {
        // The same path can mean two things on two hosts; the host alone decides.
        if (hosts.isPlatform(ctx.request()) != mount.onPlatformHost()) {
            ctx.next();
            return;
        }
        Visit.reaches(ctx, route, mount);
        if (Forgery.changes(route.method()) && Forgery.isForeign(ctx.request(), hosts.origin(ctx.request()))) {
            responses.problem(ctx, WebProblems.forged());
        } else {
            ctx.next();
        }
    }

    private static void onlyIf(Mount mount, RoutingContext ctx, Runnable step) {
        if (Visit.mount(ctx) == mount) {
            step.run();
        } else {
            ctx.next();
        }
    }
}
