package org.takeup.web;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One HTTP server for each processor, all on one port: connections are shared out among them, and each reads and writes
 * its own on an event loop of its own. A server that is made outside of a verticle has all its connections on one event
 * loop, however many processors there are.
 */
final class Listeners {
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    private Listeners() {}

    /**
     * Listens. Blocks until all do.
     *
     * @param router makes a router for one event loop: the cache of static files is not to be shared among threads
     * @param turnstile whether it sent a request away that finds no place
     * @param unreadable answers what cannot be read
     * @throws RuntimeException if the port is taken; then none listens
     */
    static Listeners start(
            Vertx vertx,
            HttpServerOptions options,
            Supplier<Router> router,
            Predicate<HttpServerRequest> turnstile,
            Handler<HttpServerRequest> unreadable) {
        var listeners = new Listeners();
        int each = Runtime.getRuntime().availableProcessors();
        await(vertx.deployVerticle(
                () -> listeners.new OnOneLoop(options, router, turnstile, unreadable),
                new DeploymentOptions().setInstances(each)));
        return listeners;
    }

    private final class OnOneLoop extends VerticleBase {
        private final HttpServerOptions options;
        private final Supplier<Router> routers;
        private final Predicate<HttpServerRequest> turnstile;
        private final Handler<HttpServerRequest> unreadable;

        OnOneLoop(
                HttpServerOptions options,
                Supplier<Router> routers,
                Predicate<HttpServerRequest> turnstile,
                Handler<HttpServerRequest> unreadable) {
            this.turnstile = turnstile;
            this.options = options;
            this.routers = routers;
            this.unreadable = unreadable;
        }

        @Override
        public Future<?> start() {
            Router router = routers.get();
            var server = vertx.createHttpServer(options)
                    .requestHandler(request -> handle(request, router))
                    .invalidRequestHandler(unreadable);
            servers.add(server);
            return server.listen();
        }

        private void handle(HttpServerRequest request, Router router) {
            if (!Framing.isPlain(request)) {
                unreadable.handle(request);
            } else if (!turnstile.test(request)) {
                router.handle(request);
            }
        }
    }

    /** Takes no new connections, lets requests under way finish for at most this long. Blocks. */
    void drain(long seconds) {
        await(Future.join(servers.stream()
                .map(server -> server.shutdown(seconds, TimeUnit.SECONDS))
                .toList()));
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
