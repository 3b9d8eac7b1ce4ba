package org.takeup.ops;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * Health and metrics on a listener of their own, which no proxy leads people to. {@code /health/live}: the process
 * answers. {@code /health/ready}: requests should come here; else what is missing. {@code /metrics}: for Prometheus.
 */
public final class ManagementServer implements AutoCloseable {
    private final Vertx vertx;
    private final Health health;
    private final Metrics metrics;
    private final HttpServer server;

    private ManagementServer(Vertx vertx, Health health, Metrics metrics) {
        this.vertx = vertx;
        this.health = health;
        this.metrics = metrics;
        this.server = vertx.createHttpServer();
    }

    /** Starts to listen. Blocks until it does; throws if the port is taken. */
    public static ManagementServer start(Vertx vertx, String host, int port, Health health, Metrics metrics) {
        var management = new ManagementServer(vertx, health, metrics);
        management
                .server
                .requestHandler(management::answer)
                .listen(port, host)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return management;
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/health/live" -> json(request, 200, Map.of("live", true));
            case "/health/ready" ->
                vertx.executeBlocking(health::state, false)
                        .onSuccess(state -> json(
                                request,
                                state.ready() ? 200 : 503,
                                Map.of("ready", state.ready(), "checks", state.checks())))
                        .onFailure(failed -> json(request, 503, Map.of("ready", false)));
            case "/metrics" ->
                vertx.executeBlocking(metrics::scrape, false)
                        .onSuccess(text -> request.response()
                                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(text))
                        .onFailure(
                                failed -> request.response().setStatusCode(500).end());
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static void json(HttpServerRequest request, int status, Map<String, Object> body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(new JsonObject(body).toBuffer());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
