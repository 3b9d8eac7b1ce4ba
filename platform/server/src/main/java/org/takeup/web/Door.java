package org.takeup.web;

import io.vertx.core.Vertx;
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
    private final Vertx vertx;
    private final Hosts hosts;
    private final Bodies bodies;
    private final Dispatcher dispatcher;
    private final Responses responses;
    private final Metrics metrics;

    Door(Vertx vertx, Hosts hosts, Bodies bodies, Dispatcher dispatcher, Responses responses, Metrics metrics) {
        this.metrics = metrics;
        this.vertx = vertx;
        this.hosts = hosts;
        this.bodies = bodies;
        this.dispatcher = dispatcher;
        this.responses = responses;
    }

    /** Mounts these routes, the static files and nothing else. */
    Router open(List<Route> routes) {
        Router router = Router.router(vertx);
        router.route().handler(Visit::begin);
        router.route().handler(this::measure);
        router.route().handler(responses::secure);
        StaticFiles.mount(router);
        // The host alone decides what a path means.
        var platform = new Shelves(vertx);
        var tenants = new Shelves(vertx);
        routes.forEach(route -> Mount.of(route.realm())
                .forEach(mount -> mountAt(route, mount, mount.onPlatformHost() ? platform : tenants)));
        router.route().handler(ctx -> (hosts.isPlatform(ctx.request()) ? platform : tenants).handle(ctx));
        var methods = new Methods(routes);
        router.route().failureHandler(responses::failed);
        router.errorHandler(404, ctx -> nothingHere(ctx, methods));
        router.errorHandler(405, ctx -> nothingHere(ctx, methods));
        router.errorHandler(400, ctx -> responses.problem(ctx, WebProblems.malformed()));
        return router;
    }

    /** A router within a router does not tell its outer one that only the method was another. */
    private void nothingHere(RoutingContext ctx, Methods methods) {
        String allowed = methods.at(ctx.normalizedPath(), hosts.isPlatform(ctx.request()));
        if (allowed.isEmpty()
                || List.of(allowed.split(", ")).contains(ctx.request().method().name())) {
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

    private void mountAt(Route route, Mount mount, Shelves shelves) {
        String pattern = mount.pattern(route.path());
        var mounted = shelves.forRoute(route.method(), pattern).route(route.method(), pattern);
        if (route.method().equals(HttpMethod.GET)) {
            mounted.method(HttpMethod.HEAD);
        }
        mounted.handler(ctx -> reach(route, mount, ctx));
        if (route.body() instanceof Body.Upload) {
            mounted.handler(ctx -> dispatcher.admitFirst(route, mount, ctx));
        } else {
            mounted.handler(ctx -> dispatcher.turnAwayEarly(mount, ctx));
        }
        var readBody = bodies.reader(route.body());
        mounted.handler(readBody::handle);
        mounted.handler(ctx -> {
            bodies.arrived(ctx);
            // Whoever was told to send it again because it was slow will; then this one must not count.
            if (!ctx.response().ended()) {
                dispatcher.run(route, mount, ctx);
            }
        });
    }

    private void reach(Route route, Mount mount, RoutingContext ctx) {
        Visit.reaches(ctx, route, mount);
        if (Forgery.changes(route.method()) && Forgery.isForeign(ctx.request(), hosts.origin(ctx.request()))) {
            responses.problem(ctx, WebProblems.forged());
        } else {
            ctx.next();
        }
    }
}
