package org.takeup.demo.onboarding;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Stands in front of Keycloak's admin API: passes requests on, and plays one fault when told to. */
final class CuttingProxy implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final URI target;
    private final HttpServer server;
    private final AtomicInteger passed = new AtomicInteger();
    private final BlockingQueue<Seen> held = new LinkedBlockingQueue<>();
    private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

    /**
     * What goes wrong, once.
     *
     * @param when with the number of a request since {@link #play}, counted from 1
     * @param how what happens to it
     */
    record Fault(Predicate<Seen> when, How how) {
        static final Fault NONE = new Fault(seen -> false, How.BEFORE);
    }

    /** A request as it comes in. @param number since the fault was set */
    record Seen(int number, String method, String path) {}

    /** How a request ends badly. */
    enum How {
        /** Keycloak never hears of it. */
        BEFORE,
        /** Keycloak does it, and its answer is lost. */
        AFTER,
        /** Keycloak does it, and its answer is kept back: see {@link CuttingProxy#awaitHeld}. */
        HELD,
        /** Keycloak is said not to take it. */
        REFUSED
    }

    CuttingProxy(URI target) {
        this.target = target;
        this.server = vertx.createHttpServer()
                .requestHandler(this::pass)
                .listen(0, "127.0.0.1")
                .await();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    void play(Fault next) {
        passed.set(0);
        fault.set(next);
    }

    /** The request whose answer is kept back, if there is one within this time. */
    Optional<Seen> awaitHeld(Duration patience) throws InterruptedException {
        return Optional.ofNullable(held.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether the fault has happened. */
    boolean played() {
        return fault.get() == Fault.NONE;
    }

    private void pass(HttpServerRequest request) {
        var seen = new Seen(passed.incrementAndGet(), request.method().name(), request.path());
        Fault now = fault.get();
        boolean hit = now.when().test(seen) && fault.compareAndSet(now, Fault.NONE);
        if (hit && now.how() == How.BEFORE) {
            request.connection().close();
        } else if (hit && now.how() == How.REFUSED) {
            request.response().setStatusCode(400).end("{\"errorMessage\":\"Not today\"}");
        } else {
            request.body().onSuccess(body -> forward(request, body, seen, hit ? now.how() : null));
        }
    }

    private void forward(HttpServerRequest request, Buffer body, Seen seen, How how) {
        var options = new RequestOptions()
                .setMethod(request.method())
                .setHost(target.getHost())
                .setPort(target.getPort())
                .setURI(request.uri());
        client.request(options)
                .compose(onward -> copied(request, onward).send(body))
                .compose(answer -> answer.body().onSuccess(content -> {
                    if (how == How.AFTER) {
                        request.connection().close();
                    } else if (how == How.HELD) {
                        held.add(seen);
                    } else if (how == null) {
                        request.response().setStatusCode(answer.statusCode());
                        answer.headers().forEach((name, value) -> {
                            if (!name.equalsIgnoreCase("transfer-encoding")) {
                                request.response().putHeader(name, value);
                            }
                        });
                        request.response().end(content);
                    }
                }))
                .onFailure(ignored -> request.connection().close());
    }

    private static HttpClientRequest copied(HttpServerRequest request, HttpClientRequest onward) {
        request.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                onward.putHeader(name, value);
            }
        });
        return onward;
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
