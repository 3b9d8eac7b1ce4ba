package org.takeup.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Ten thousand people answer page by page, by the link of their mail and without script: a confidential survey and an
 * anonymous one within ten minutes each, and a confidential one with 500 pages saved a second. Each begins and goes on at
 * their time, however slow the page before was. Then the survey is closed and its results are compared with a ledger of
 * who was told that all is kept. Prints its result, as {@link Bench} says.
 */
final class PagesRun {
    private static final int PEOPLE = 10_000;
    private static final int WARM_UP = 2_000;
    private static final int SAVES = 500;
    private static final Duration ALL = Duration.ofMinutes(10);
    private static final Duration EACH = Duration.ofMinutes(3);
    private static final Duration HURRIED = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final Intake intake;
    private final int port;

    private PagesRun(Vertx vertx, Intake intake, int port) {
        this.vertx = vertx;
        this.intake = intake;
        this.port = port;
    }

    /** @param plugins the folder with plugin packages */
    static void run(String mongoUri, Path plugins) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        String slug = PlatformServer.newSlug();
        Vertx vertx = Vertx.vertx();
        Path cookies = folder.resolve("cookies.txt");
        try (Child platform = PlatformServer.child(mongoUri, plugins, folder, slug, PEOPLE)) {
            platform.awaitFile(cookies);
            var intake = new Intake(platform.port(), slug, Files.readAllLines(cookies));
            new PagesRun(vertx, intake, platform.port()).measure();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void measure() throws Exception {
        answer("confidential", WARM_UP, Duration.ofSeconds(40), HURRIED);
        answer("anonymous", WARM_UP, Duration.ofSeconds(40), HURRIED);
        System.out.printf(
                "%-36s %7s %7s | %7s %6s %6s %8s | %7s %6s %6s %8s | %7s %6s %5s %8s%n",
                "", "people", "s", "shown", "p50", "p99", "slowest", "saved", "p50", "p99", "slowest", "refused",
                "broken", "lost", "doubled");
        int pages = intake.pages(intake.openWave("Counted", "confidential")).size();
        Duration hurried = Duration.ofSeconds((long) PEOPLE * pages / SAVES);
        print("confidential, " + SAVES + " saved a second", answer("confidential", PEOPLE, hurried, HURRIED));
        print("anonymous, in ten minutes", answer("anonymous", PEOPLE, ALL.minus(EACH), EACH));
        print("confidential, in ten minutes", answer("confidential", PEOPLE, ALL.minus(EACH), EACH));
    }

    /** @param lost people who were told that their answers are kept and are not counted @param doubled counted too many */
    private record Seen(Respondents.Told told, int people, double seconds, long lost, long doubled) {}

    /** @param beginning in which people begin, evenly @param each how long each of them takes */
    private Seen answer(String privacy, int people, Duration beginning, Duration each) throws Exception {
        String wave = intake.openWave(privacy, privacy);
        List<String> links = intake.links(wave, people);
        List<List<Buffer>> forms = intake.forms(wave);
        var acknowledged = new AtomicIntegerArray(people);
        var left = new CountDownLatch(people);
        var respondents = new Respondents(vertx, port, forms, each, privacy.equals("anonymous"));
        long begin = System.nanoTime();
        for (int i = 0; i < people; i++) {
            int person = i;
            int rating = 1 + i % Intake.RATINGS;
            long due = begin + beginning.toNanos() / people * i;
            respondents.begin(links.get(i), rating, due, () -> {
                acknowledged.set(person, rating);
                left.countDown();
            });
        }
        left.await();
        double seconds = (System.nanoTime() - begin) / 1e9;
        respondents.close();
        long lost = 0;
        long doubled = 0;
        long[] counted = intake.counted(wave);
        for (int rating = 1; rating <= Intake.RATINGS; rating++) {
            long told = 0;
            for (int i = 0; i < people; i++) {
                told += acknowledged.get(i) == rating ? 1 : 0;
            }
            lost += Math.max(0, told - counted[rating - 1]);
            doubled += Math.max(0, counted[rating - 1] - told);
        }
        return new Seen(respondents.told(), people, seconds, lost, doubled);
    }

    private static void print(String what, Seen seen) {
        Respondents.Told told = seen.told();
        System.out.printf(
                Locale.ROOT,
                "%-36s %7d %7.1f | %7d %6.1f %6.1f %8.1f | %7d %6.1f %6.1f %8.1f | %7d %6d %5d %8d%n",
                what,
                seen.people(),
                seen.seconds(),
                told.shown().getTotalCount(),
                told.shown().getValueAtPercentile(50) / 1e6,
                told.shown().getValueAtPercentile(99) / 1e6,
                told.shown().getMaxValue() / 1e6,
                told.saved().getTotalCount(),
                told.saved().getValueAtPercentile(50) / 1e6,
                told.saved().getValueAtPercentile(99) / 1e6,
                told.saved().getMaxValue() / 1e6,
                told.refused().get(),
                told.broken().get(),
                seen.lost(),
                seen.doubled());
    }
}
