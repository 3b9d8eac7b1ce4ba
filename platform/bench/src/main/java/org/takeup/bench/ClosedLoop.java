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
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;

/** A fixed number of clients, each of which sends its next request when it has the answer to the one before. */
final class ClosedLoop {
    private static final int CLIENTS = 32;

    private final Vertx vertx;
    private final int port;

    /** @param port of the server, on loopback */
    ClosedLoop(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /** One request. */
    record Call(RequestOptions request, Buffer body) {}

    /**
     * What was measured.
     *
     * @param failures answers other than 2xx, and broken connections
     */
    record Figures(long requests, double perSecond, double p50Millis, double p99Millis, long failures) {}

    /** What several runs have measured together. */
    static final class Tally {
        private final ConcurrentHistogram latencies =
                new ConcurrentHistogram(Duration.ofMinutes(1).toNanos(), 3);
        private final AtomicLong failures = new AtomicLong();
        private double seconds;

        private void answered(long nanos, boolean well) {
            latencies.recordValue(nanos);
            if (!well) {
                failures.incrementAndGet();
            }
        }

        Figures figures() {
            long requests = latencies.getTotalCount();
            return new Figures(
                    requests,
                    requests / seconds,
                    latencies.getValueAtPercentile(50) / 1e6,
                    latencies.getValueAtPercentile(99) / 1e6,
                    failures.get());
        }
    }

    /**
     * Sends this many requests and waits for all answers.
     *
     * @param calls the n-th request, counted from 0 over all clients
     * @param tally gets what was measured
     */
    void run(int requests, IntFunction<Call> calls, Tally tally) {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("localhost").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(CLIENTS));
        var run = new Run(client, requests, calls, tally, new AtomicInteger());
        long begin = System.nanoTime();
        var clients = new ArrayList<Future<Void>>();
        for (int i = 0; i < CLIENTS; i++) {
            Promise<Void> done = Promise.promise();
            clients.add(done.future());
            run.step(done);
        }
        Future.all(clients).toCompletionStage().toCompletableFuture().join();
        tally.seconds += (System.nanoTime() - begin) / 1e9;
        client.close();
    }

    private record Run(HttpClient client, int requests, IntFunction<Call> calls, Tally tally, AtomicInteger next) {
        void step(Promise<Void> done) {
            int number = next.getAndIncrement();
            if (number >= requests) {
                done.complete();
                return;
            }
            Call call = calls.apply(number);
            long sent = System.nanoTime();
            client.request(call.request())
                    .compose(request -> request.send(call.body()))
                    .compose(Run::status)
                    .onComplete(status -> {
                        tally.answered(System.nanoTime() - sent, status.succeeded() && status.result() / 100 == 2);
                        step(done);
                    });
        }

        private static Future<Integer> status(HttpClientResponse response) {
            return response.end().map(ignored -> response.statusCode());
        }
    }
}
