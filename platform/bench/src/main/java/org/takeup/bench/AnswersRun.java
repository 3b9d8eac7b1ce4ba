package org.takeup.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.takeup.bench.Intake.Given;

/**
 * Ten thousand people answer at a steady rate, whether or not the ones before have been told that theirs is kept: while
 * nothing happens, while the node is killed and started again, while the store is away, and all at once. Each sends again
 * what was not acknowledged. What was acknowledged is then asked for again, one by one. Prints its result, as {@link Bench}
 * says.
 */
final class AnswersRun {
    private static final int PEOPLE = 10_000;
    private static final int RATE = 500;
    private static final Duration BEFORE_IT_HAPPENS = Duration.ofSeconds(5);
    private static final Duration STORE_AWAY = Duration.ofSeconds(30);
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofMillis(250);

    private final Vertx vertx;
    private final Path folder;
    private final String slug;
    private final StoreRelay store;
    private final Intake intake;
    private final int port;
    private Child platform;

    private AnswersRun(Vertx vertx, Path folder, String slug, StoreRelay store, Intake intake, Child platform) {
        this.vertx = vertx;
        this.folder = folder;
        this.slug = slug;
        this.store = store;
        this.intake = intake;
        this.platform = platform;
        this.port = platform.port();
    }

    /** @param plugins the folder with plugin packages */
    static void run(String mongoUri, Path plugins) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        String slug = PlatformServer.newSlug();
        Vertx vertx = Vertx.vertx();
        Path cookies = folder.resolve("cookies.txt");
        try (var store = new StoreRelay(vertx, mongoUri);
                Child first = PlatformServer.child(store.uri(), plugins, folder, slug, PEOPLE)) {
            first.awaitFile(cookies);
            var intake = new Intake(first.port(), slug, Files.readAllLines(cookies));
            var run = new AnswersRun(vertx, folder, slug, store, intake, first);
            try {
                run.measure(plugins);
            } finally {
                run.platform.close();
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** What happens to a node while people answer. */
    private interface Happening {
        void happen() throws Exception;
    }

    private void measure(Path plugins) throws Exception {
        answer("Warm-up", RATE, () -> {});
        System.out.printf(
                "%-34s %8s %7s %9s %9s %10s %8s %10s %8s %6s %8s%n",
                "",
                "answers",
                "kept/s",
                "p50 ms",
                "p99 ms",
                "slowest ms",
                "refused",
                "p99 of it",
                "broken",
                "lost",
                "heap MB");
        print("500 a second", answer("500 a second", RATE, () -> {}));
        print("killed -9, started again", answer("Killed", RATE, () -> restart(plugins)));
        print("store away for 30 s", answer("Store away", RATE, this::storeAway));
        print("5,000 a second", answer("5,000 a second", 10 * RATE, () -> {}));
        print("500 a second, right after it", answer("500 after 5,000", RATE, () -> {}));
    }

    private void restart(Path plugins) throws IOException {
        platform.close();
        platform = PlatformServer.again(port, store.uri(), plugins, folder, slug);
    }

    private void storeAway() throws InterruptedException {
        store.cut();
        // The time is what is measured; nothing else could end it.
        Thread.sleep(STORE_AWAY);
        store.mend();
    }

    /**
     * @param refusals how long the tries took that the platform answered with 429 or 503, from when they had a connection
     * @param broken all others that failed
     * @param heap of the node, in megabytes, after it was collected
     */
    private record Seen(
            ConcurrentHistogram latencies,
            double seconds,
            ConcurrentHistogram refusals,
            long broken,
            int lost,
            long heap) {}

    private Seen answer(String title, int rate, Happening happening) throws Exception {
        String wave = intake.openWave(title);
        List<Buffer> contents = contents(wave);
        var run = new Run(wave, contents);
        long begin = System.nanoTime();
        for (int i = 0; i < PEOPLE; i++) {
            int person = i;
            long due = begin + (long) (i * 1e9 / rate);
            vertx.setTimer(Math.max(1, (due - System.nanoTime()) / 1_000_000), ignored -> run.send(person, due));
        }
        // Into the middle of the load, at the same moment in each run.
        Thread.sleep(BEFORE_IT_HAPPENS);
        happening.happen();
        run.left.await();
        double seconds = (System.nanoTime() - begin) / 1e9;
        run.client.close();
        long heap = platform.heapInUse() / 1_000_000;
        return new Seen(run.latencies, seconds, run.refusals, run.broken.get(), lost(wave, run.acknowledged), heap);
    }

    /** One content for each point of the scale, so that somebody else's answers are not taken for one's own. */
    private List<Buffer> contents(String wave) throws Exception {
        var contents = new ArrayList<Buffer>();
        for (int rating = 1; rating <= Intake.RATINGS; rating++) {
            contents.add(intake.answers(wave, rating));
        }
        return contents;
    }

    private final class Run {
        private final String wave;
        private final List<Buffer> contents;
        private final HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("localhost").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(512).setMaxWaitQueueSize(PEOPLE));
        private final ConcurrentHistogram latencies =
                new ConcurrentHistogram(Duration.ofMinutes(10).toNanos(), 3);
        private final ConcurrentHistogram refusals =
                new ConcurrentHistogram(Duration.ofMinutes(10).toNanos(), 3);
        private final AtomicLong broken = new AtomicLong();
        /** The ledger: the rating that was acknowledged, by person. */
        private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(PEOPLE);

        private final CountDownLatch left = new CountDownLatch(PEOPLE);

        private Run(String wave, List<Buffer> contents) {
            this.wave = wave;
            this.contents = contents;
        }

        private void send(int person, long due) {
            int rating = 1 + person % Intake.RATINGS;
            ClosedLoop.Call call = intake.call(wave, contents.get(rating - 1), person);
            // Waiting for one of the load's own connections is not the platform's time.
            var sent = new AtomicLong();
            client.request(call.request())
                    .compose(request -> {
                        sent.set(System.nanoTime());
                        return request.send(call.body());
                    })
                    .compose(response -> response.end().map(ignored -> response.statusCode()))
                    .onComplete(status -> {
                        if (status.succeeded() && status.result() / 100 == 2) {
                            latencies.recordValue(System.nanoTime() - due);
                            acknowledged.set(person, rating);
                            left.countDown();
                        } else {
                            boolean told = status.succeeded() && (status.result() == 503 || status.result() == 429);
                            if (told) {
                                refusals.recordValue(System.nanoTime() - sent.get());
                            } else {
                                broken.incrementAndGet();
                            }
                            vertx.setTimer(BEFORE_THE_NEXT_TRY.toMillis(), ignored -> send(person, due));
                        }
                    });
        }
    }

    /** How many of those who were told that their answers are kept do not find them so. */
    private int lost(String wave, AtomicIntegerArray acknowledged) throws Exception {
        int lost = 0;
        List<Given> kept = intake.own(wave);
        for (int person = 0; person < PEOPLE; person++) {
            if (!kept.get(person).equals(new Given(acknowledged.get(person), true))) {
                lost++;
            }
        }
        return lost;
    }

    private static void print(String what, Seen seen) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %8d %7.0f %9.1f %9.1f %10.1f %8d %10.1f %8d %6d %8d%n",
                what,
                seen.latencies().getTotalCount(),
                seen.latencies().getTotalCount() / seen.seconds(),
                seen.latencies().getValueAtPercentile(50) / 1e6,
                seen.latencies().getValueAtPercentile(99) / 1e6,
                seen.latencies().getMaxValue() / 1e6,
                seen.refusals().getTotalCount(),
                seen.refusals().getValueAtPercentile(99) / 1e6,
                seen.broken(),
                seen.lost(),
                seen.heap());
    }
}
