package org.takeup.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A fixed number of clients, each of which sends its next request when it has the answer to the one before. */
final class ClosedLoop {
    private static final int CLIENTS = 32;

    private final Vertx vertx;
    private final int port;
    private final IntFunction<Call> calls;

    /**
     * @param port of the server, on loopback
     * @param calls the n-th request, counted from 0 over all clients
     */
    ClosedLoop(Vertx vertx, int port, IntFunction<Call> calls) {
        this.vertx = vertx;
        this.port = port;
        this.calls = calls;
    }

    /** One request. */
    record Call(RequestOptions request, Buffer body) {}

    /**
     * What was measured.
     *
     * @param failures answers other than 2xx, and broken connections
     */
    record Figures(double perSecond, double p50Millis, double p99Millis, long failures) {}

    /** Sends this many requests and waits for all answers. */
    Figures run(int requests) {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("localhost").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(CLIENTS));
        var histogram = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos(), 3);
        var failures = new AtomicLong();
        var next = new AtomicInteger();
        long begin = System.nanoTime();
        var clients = new java.util.ArrayList<Future<Void>>();
        for (int i = 0; i < CLIENTS; i++) {
            Promise<Void> done = Promise.promise();
            clients.add(done.future());
            step(client, requests, next, histogram, failures, done);
        }
        Future.all(clients).toCompletionStage().toCompletableFuture().join();
        double seconds = (System.nanoTime() - begin) / 1e9;
        client.close();
        return figures(histogram, requests / seconds, failures.get());
    }

    private void step(
            HttpClient client,
            int requests,
            AtomicInteger next,
            Histogram histogram,
            AtomicLong failures,
            Promise<Void> done) {
        int number = next.getAndIncrement();
        if (number >= requests) {
            done.complete();
            return;
        }
        Call call = calls.apply(number);
        long sent = System.nanoTime();
        client.request(call.request())
                .compose(request -> request.send(call.body()))
                .compose(ClosedLoop::status)
                .onComplete(status -> {
                    histogram.recordValue(System.nanoTime() - sent);
                    if (status.failed() || status.result() / 100 != 2) {
                        failures.incrementAndGet();
                    }
                    step(client, requests, next, histogram, failures, done);
                });
    }

    private static Future<Integer> status(HttpClientResponse response) {
        return response.end().map(ignored -> response.statusCode());
    }

    private static Figures figures(Histogram histogram, double perSecond, long failures) {
        return new Figures(
                perSecond,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                failures);
    }
}
