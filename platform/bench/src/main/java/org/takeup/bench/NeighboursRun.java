package org.takeup.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * What organisations notice of one among a thousand that asks for far more than they do. They open pages at a steady rate,
 * whether or not the ones before have come back, so that a platform that stalls is seen to stall.
 */
final class NeighboursRun {
    private static final int TENANTS = 1_000;
    /** Organisations that are at work in the same moment, each with one page a second. */
    private static final int BUSY = 100;

    private static final int TIMES = 50;
    private static final int FLOOD = 200;
    private static final Duration MEASURED = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final int port;
    private final List<String> cookies;

    private NeighboursRun(Vertx vertx, int port, List<String> cookies) {
        this.vertx = vertx;
        this.port = port;
        this.cookies = cookies;
    }

    static void run(String mongoUri) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        Path cookies = folder.resolve("cookies.txt");
        Vertx vertx = Vertx.vertx();
        try (Child platform = NeighboursServer.child(mongoUri, folder, PlatformServer.newSlug(), TENANTS)) {
            platform.awaitFile(cookies);
            var run = new NeighboursRun(vertx, platform.port(), Files.readAllLines(cookies));
            // As much as is measured, and both kinds, so that no figure is taken while the machine still compiles.
            run.measure(TIMES, 0, MEASURED);
            run.measure(0, FLOOD, MEASURED);
            System.out.printf("%-44s %8s %10s %10s %9s %6s%n", "", "pages", "p50 ms", "p99 ms", "failures", "Jain");
            run.measure(0, 0, MEASURED).print("alone");
            run.measure(TIMES, 0, MEASURED).print("beside one that asks for " + TIMES + " a second");
            run.measure(0, FLOOD, MEASURED).print("beside one with " + FLOOD + " requests always open");
            run.measure(0, 0, MEASURED).print("alone again");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** What the well-behaved ones saw. */
    private record Seen(ConcurrentHistogram latencies, long failures, double jain, long loud, long loudRefused) {
        void print(String what) {
            System.out.printf(
                    Locale.ROOT,
                    "%-44s %8d %10.1f %10.1f %9d %6.3f",
                    what,
                    latencies.getTotalCount(),
                    latencies.getValueAtPercentile(50) / 1e6,
                    latencies.getValueAtPercentile(99) / 1e6,
                    failures,
                    jain);
            System.out.println(loud == 0 ? "" : "   (the loud one: " + loud + ", refused " + loudRefused + ")");
        }
    }

    /** @param rate of the loud one, a second @param open how many requests it always has under way */
    private Seen measure(int rate, int open, Duration time) throws InterruptedException {
        HttpClient quiet = client(400);
        HttpClient loud = client(Math.max(open, 64));
        var latencies = new ConcurrentHistogram(Duration.ofMinutes(2).toNanos(), 3);
        var failures = new AtomicInteger();
        var served = new AtomicLongArray(BUSY);
        var loudOnes = new AtomicInteger();
        var loudRefused = new AtomicInteger();
        long seconds = time.toSeconds();
        int all = (int) (BUSY * seconds);
        var left = new CountDownLatch(all);
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        for (int i = 0; i < open; i++) {
            flood(loud, end, loudOnes, loudRefused);
        }
        for (int i = 0; i < rate * seconds; i++) {
            awaitTime(begin, i, rate, () -> ask(loud, 0, loudOnes, loudRefused));
        }
        for (int i = 0; i < all; i++) {
            int number = i;
            awaitTime(begin, i, BUSY, () -> {
                long due = begin + (long) (number * 1e9 / BUSY);
                int tenant = number % BUSY;
                // Spread over all organisations, so that nothing is kept for a hundred of them alone.
                send(quiet, 1 + (tenant * (TENANTS - 1) / BUSY + number / BUSY) % (TENANTS - 1), status -> {
                    latencies.recordValue(System.nanoTime() - due);
                    if (status == 200) {
                        served.incrementAndGet(tenant);
                    } else {
                        failures.incrementAndGet();
                    }
                    left.countDown();
                });
            });
        }
        left.await();
        quiet.close();
        loud.close();
        return new Seen(latencies, failures.get(), jain(served), loudOnes.get(), loudRefused.get());
    }

    /** Does something when its turn has come, at so many a second. */
    private void awaitTime(long begin, int number, int rate, Runnable deed) {
        long due = begin + (long) (number * 1e9 / rate);
        vertx.setTimer(Math.max(1, (due - System.nanoTime()) / 1_000_000), ignored -> deed.run());
    }

    private void flood(HttpClient client, long end, AtomicInteger sent, AtomicInteger refused) {
        if (System.nanoTime() < end) {
            sent.incrementAndGet();
            send(client, 0, status -> {
                refused.addAndGet(status == 200 ? 0 : 1);
                flood(client, end, sent, refused);
            });
        }
    }

    private void ask(HttpClient client, int tenant, AtomicInteger sent, AtomicInteger refused) {
        sent.incrementAndGet();
        send(client, tenant, status -> refused.addAndGet(status == 200 ? 0 : 1));
    }

    private void send(HttpClient client, int tenant, IntConsumer told) {
        String[] slugAndCookie = cookies.get(tenant).split(" ", 2);
        var request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI("/w/" + slugAndCookie[0] + "/people")
                .putHeader("cookie", slugAndCookie[1]);
        client.request(request)
                .compose(HttpClientRequest::send)
                .compose(NeighboursRun::status)
                .onComplete(answer -> told.accept(answer.succeeded() ? answer.result() : -1));
    }

    private static Future<Integer> status(HttpClientResponse response) {
        return response.end().map(ignored -> response.statusCode());
    }

    private HttpClient client(int connections) {
        return vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("localhost").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Jain's index: 1 if all got the same, 1 / n if one got all (Jain, Chiu and Hawe 1984). */
    private static double jain(AtomicLongArray served) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < served.length(); i++) {
            double each = served.get(i);
            sum += each;
            squares += each * each;
        }
        return squares == 0 ? 0 : sum * sum / (served.length() * squares);
    }
}
