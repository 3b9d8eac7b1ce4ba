package org.takeup.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import org.takeup.bench.ClosedLoop.Call;
import org.takeup.bench.ClosedLoop.Figures;
import org.takeup.bench.ClosedLoop.Tally;

/**
 * Prints, in one run, requests a second and latencies of a bare Vert.x hello, of Vert.x with one insert, and of the
 * whole answer intake: signed in, validated, stored. The three take turns, so that a machine whose speed changes while
 * it is measured is as fast for one as for the others.
 */
final class Load {
    private static final int PEOPLE = 6_000;
    private static final int HELLOS = 30_000;
    private static final int ROUNDS = 5;

    private final ClosedLoop baseline;
    private final ClosedLoop platform;
    private final Intake intake;
    private final Buffer answers;

    private Load(ClosedLoop baseline, ClosedLoop platform, Intake intake, Buffer answers) {
        this.baseline = baseline;
        this.platform = platform;
        this.intake = intake;
        this.answers = answers;
    }

    /** @param plugins the folder with plugin packages */
    static void run(String mongoUri, Path plugins) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        String slug = PlatformServer.newSlug();
        Vertx vertx = Vertx.vertx();
        Path cookies = folder.resolve("cookies.txt");
        try (Child server = Child.start(folder.resolve("baseline.log"), "baseline-server", mongoUri);
                Child platform = PlatformServer.child(mongoUri, plugins, folder, slug, PEOPLE)) {
            server.awaitPort();
            platform.awaitFile(cookies);
            var intake = new Intake(platform.port(), slug, Files.readAllLines(cookies));
            // The insert has the size of the answers.
            Buffer answers = intake.answers(intake.openWave("To see the questionnaire"));
            new Load(new ClosedLoop(vertx, server.port()), new ClosedLoop(vertx, platform.port()), intake, answers)
                    .measure();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void measure() throws Exception {
        round(new Tally(), new Tally(), new Tally(), "Warm-up");
        var hellos = new Tally();
        var inserts = new Tally();
        var intakes = new Tally();
        for (int round = 1; round <= ROUNDS; round++) {
            round(hellos, inserts, intakes, "Round " + round);
        }
        System.out.printf(
                "%-34s %10s %12s %10s %10s %9s%n", "", "requests", "requests/s", "p50 ms", "p99 ms", "failures");
        print("bare Vert.x hello", hellos.figures());
        print("bare Vert.x + one insert", inserts.figures());
        print("answer intake, whole platform", intakes.figures());
        System.out.printf(
                Locale.ROOT,
                "intake / insert: %.0f %%%n",
                100 * intakes.figures().perSecond() / inserts.figures().perSecond());
    }

    private void round(Tally hellos, Tally inserts, Tally intakes, String title) throws Exception {
        String wave = intake.openWave(title);
        baseline.run(HELLOS, always(HttpMethod.GET, "/hello", Buffer.buffer()), hellos);
        baseline.run(PEOPLE, always(HttpMethod.POST, "/insert", answers), inserts);
        platform.run(PEOPLE, n -> intake.call(wave, answers, n), intakes);
        System.out.println(title + " is done");
    }

    private static IntFunction<Call> always(HttpMethod method, String uri, Buffer body) {
        return n -> new Call(new RequestOptions().setMethod(method).setURI(uri), body);
    }

    private static void print(String what, Figures figures) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %10d %12.0f %10.2f %10.2f %9d%n",
                what,
                figures.requests(),
                figures.perSecond(),
                figures.p50Millis(),
                figures.p99Millis(),
                figures.failures());
    }
}
