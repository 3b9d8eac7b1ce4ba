package org.takeup.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.takeup.bench.Answerers.Again;
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
    /** So that all are due at once. */
    private static final int AS_FAST_AS_IT_GOES = 1_000_000;
    /** So many at a time are let in by a node whatever else there is; none of them is refused. */
    private static final int WHO_WAIT = 24;

    private static final Duration BEFORE_IT_HAPPENS = Duration.ofSeconds(5);
    private static final Duration STORE_AWAY = Duration.ofSeconds(30);
    /** That everybody answers when there is a crowd, so that it lasts. */
    private static final int SURVEYS = 5;

    private final Vertx vertx;
    private final Path folder;
    private final String slug;
    private final String mongoUri;
    private final Intake intake;
    private final int port;
    private Child platform;

    private AnswersRun(Vertx vertx, Path folder, String slug, String mongoUri, Intake intake, Child platform) {
        this.vertx = vertx;
        this.folder = folder;
        this.slug = slug;
        this.mongoUri = mongoUri;
        this.intake = intake;
        this.platform = platform;
        this.port = platform.port();
    }

    /** The table of a command. */
    private interface Rows {
        void measure(AnswersRun run) throws Exception;
    }

    /** While nothing happens, the node is killed, the store is away. @param plugins the folder with plugin packages */
    static void whatFails(String mongoUri, Path plugins) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (var store = new StoreRelay(vertx, mongoUri)) {
            run(store.uri(), plugins, run -> run.whatFails(store, plugins));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Ten times as many as usual. @param plugins the folder with plugin packages */
    static void crowd(String mongoUri, Path plugins) throws Exception {
        run(mongoUri, plugins, AnswersRun::crowd);
    }

    private static void run(String mongoUri, Path plugins, Rows rows) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        String slug = PlatformServer.newSlug();
        Vertx vertx = Vertx.vertx();
        Path cookies = folder.resolve("cookies.txt");
        try (Child first = PlatformServer.child(mongoUri, plugins, folder, slug, PEOPLE)) {
            first.awaitFile(cookies);
            var intake = new Intake(first.port(), slug, Files.readAllLines(cookies));
            var run = new AnswersRun(vertx, folder, slug, mongoUri, intake, first);
            try {
                rows.measure(run);
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

    private void whatFails(StoreRelay store, Path plugins) throws Exception {
        warmUpAndPrintHead();
        print("500 a second", answer("500 a second", 1, RATE, Again.A_MOMENT_LATER, () -> {}));
        print("killed -9, started again", answer("Killed", 1, RATE, Again.A_MOMENT_LATER, () -> restart(plugins)));
        print("store away for 30 s", answer("Store away", 1, RATE, Again.A_MOMENT_LATER, () -> away(store)));
    }

    private void crowd() throws Exception {
        // So that what refuses is compiled, too.
        answer("A first crowd", 1, 10 * RATE, Again.WHEN_TOLD, () -> {});
        warmUpAndPrintHead();
        print("500 a second", answer("500 a second", 1, RATE, Again.WHEN_TOLD, () -> {}));
        printPeak();
        Seen obedient = answer("Crowd", SURVEYS, 10 * RATE, Again.WHEN_TOLD, () -> {});
        print("5,000 a second for 10 s", obedient);
        print("500 a second, right after it", answer("After it", 1, RATE, Again.WHEN_TOLD, () -> {}));
        Seen impatient = answer("Impatient", 1, 10 * RATE, Again.A_MOMENT_LATER, () -> {});
        print("5,000 a second, impatient", impatient);
        print("500 a second, right after that", answer("After that", 1, RATE, Again.WHEN_TOLD, () -> {}));
        obedient.told().bySecond().print("5,000 a second for 10 s, second by second");
        impatient.told().bySecond().print("5,000 a second, impatient, second by second");
    }

    /**
     * The most that can be kept in a second: nobody comes who does not wait for their turn, and somebody always does. As many
     * surveys as the crowd answers, or the store would be compared with one that has less to do.
     */
    private void printPeak() throws Exception {
        Answerers.Told told = answer("Peak", SURVEYS, AS_FAST_AS_IT_GOES, Again.WHEN_TOLD, WHO_WAIT, () -> {})
                .told();
        System.out.printf(
                Locale.ROOT,
                "%-34s %8d %7.0f   (%d send the next when the one before is kept; %d refused)%n",
                "as many as can be",
                told.accepted().getTotalCount(),
                told.keptPerSecondInAll(),
                WHO_WAIT,
                told.refused().getTotalCount());
    }

    private void warmUpAndPrintHead() throws Exception {
        answer("Warm-up", 1, RATE, Again.WHEN_TOLD, () -> {});
        System.out.printf(
                "%-34s %8s %7s %9s %9s %10s %10s %8s %10s %9s %8s %6s %8s%n",
                "",
                "answers",
                "kept/s",
                "p50 ms",
                "p99 ms",
                "slowest ms",
                "p99 a try",
                "refused",
                "p99 of it",
                "load late",
                "broken",
                "lost",
                "heap MB");
    }

    private void restart(Path plugins) throws IOException {
        platform.close();
        platform = PlatformServer.again(port, mongoUri, plugins, folder, slug);
    }

    private static void away(StoreRelay store) throws InterruptedException {
        store.cut();
        // The time is what is measured; nothing else could end it.
        Thread.sleep(STORE_AWAY);
        store.mend();
    }

    /**
     * @param answers that were kept
     * @param heap of the node, in megabytes, after it was collected
     */
    private record Seen(Answerers.Told told, int answers, int lost, long heap) {}

    private Seen answer(String title, int waves, int rate, Again again, Happening happening) throws Exception {
        return answer(title, waves, rate, again, Answerers.CONNECTIONS, happening);
    }

    private Seen answer(String title, int waves, int rate, Again again, int connections, Happening happening)
            throws Exception {
        var opened = new ArrayList<String>();
        for (int wave = 1; wave <= waves; wave++) {
            opened.add(intake.openWave(title + " " + wave));
        }
        var people = new Answerers(port, intake, PEOPLE, opened, rate, again, connections);
        people.begin();
        // Into the middle of the load, at the same moment in each run.
        Thread.sleep(Wire.SETTLED.plus(BEFORE_IT_HAPPENS));
        happening.happen();
        Answerers.Told told = people.await();
        long heap = platform.heapInUse() / 1_000_000;
        return new Seen(told, waves * PEOPLE, lost(opened, people), heap);
    }

    /** How many of those who were told that their answers are kept do not find them so. */
    private int lost(List<String> waves, Answerers people) throws Exception {
        int lost = 0;
        for (int wave = 0; wave < waves.size(); wave++) {
            List<Given> kept = intake.own(waves.get(wave));
            for (int person = 0; person < PEOPLE; person++) {
                if (!kept.get(person).equals(new Given(people.acknowledged(wave, person), true))) {
                    lost++;
                }
            }
        }
        return lost;
    }

    private static void print(String what, Seen seen) {
        Answerers.Told told = seen.told();
        System.out.printf(
                Locale.ROOT,
                "%-34s %8d %7.0f %9.1f %9.1f %10.1f %10.1f %8d %10.1f %9.1f %8d %6d %8d%n",
                what,
                seen.answers(),
                told.keptPerSecond(),
                told.waits().getValueAtPercentile(50) / 1e6,
                told.waits().getValueAtPercentile(99) / 1e6,
                told.waits().getMaxValue() / 1e6,
                told.accepted().getValueAtPercentile(99) / 1e6,
                told.refused().getTotalCount(),
                told.refused().getValueAtPercentile(99) / 1e6,
                told.late().getValueAtPercentile(99) / 1e6,
                told.broken(),
                seen.lost(),
                seen.heap());
    }
}
