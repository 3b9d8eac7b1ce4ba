package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.store.ServedStore;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * A node is killed with -9 after it has drawn two rotating panels and before either survey is kept: one that was planned and
 * opens by itself, one that a planner opens. The first opens on another node with the people that it holds; those of the
 * second, which never came to be, are free again.
 */
class KilledDrawIT {
    /** A node takes its time to start on a busy machine. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private static final Duration OPENS_IN = Duration.ofHours(1);
    private static final int PEOPLE = 9;
    private static final String PLANNED = "planned";
    private static final String AT_ONCE = "at-once";

    @TempDir
    private Path folder;

    @Test
    void whoWasDrawnIsAskedByTheSurveyThatGoesOnAndIsFreeIfThereIsNone() throws Exception {
        try (var store = new ServedStore()) {
            kill(store);
            // After the leases of the killed node, and before what is left of its draws is looked for.
            var clock = new StillClock(Instant.now().plus(OPENS_IN).plus(Duration.ofMinutes(5)));
            try (var platform = TestPlatform.on(store.uri(), withKey(), clock, new Nothing())) {
                Workspace planned = platform.tenant(PLANNED, Placement.POOLED);
                Workspace atOnce = platform.tenant(AT_ONCE, Placement.POOLED);
                assertEquals(0, can(atOnce), "held for a survey that is not there");
                Eventually.holds("it opens", SOON, () -> {
                    clock.pass(Duration.ofMillis(100));
                    return only(planned).filter(wave -> !wave.planned()).isPresent();
                });
                Wave wave = only(planned).orElseThrow();
                var panel = (Audience.Panel) wave.audience();
                assertEquals(PEOPLE, panel.people(), "it found those whom it held");
                assertEquals(PEOPLE, new Named(planned, panel.draw()).all().size());

                clock.pass(Duration.ofMinutes(10));
                Eventually.holds("nobody is held for the other one", SOON, () -> {
                    clock.pass(Duration.ofMillis(100));
                    return can(atOnce) == PEOPLE;
                });
                Eventually.holds("only one draw is left", SOON, () -> {
                    clock.pass(Duration.ofMillis(100));
                    return lists(planned) == PEOPLE && lists(atOnce) == 0;
                });
                assertEquals(0, can(planned), "the survey that is open holds its people");
                assertEquals(Optional.empty(), only(atOnce));
                assertEquals(List.of(), platform.watch().offences());
            }
        }
    }

    private static Optional<Wave> only(Workspace workspace) {
        return new WaveStore(workspace).list(Optional.empty(), 1).stream().findFirst();
    }

    private static long can(Workspace workspace) {
        return new Rotation(workspace, new Frame(new People()))
                .outlook(Segment.everybody())
                .can();
    }

    private static long lists(Workspace workspace) {
        return workspace.collection(Named.LISTS).count(new org.bson.Document());
    }

    private void kill(ServedStore store) throws Exception {
        Path marker = folder.resolve("there");
        Path log = folder.resolve("log");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("..", "jvm.options").toAbsolutePath().normalize(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledDrawIT.class.getName(),
                        store.uri(),
                        marker.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Eventually.holds("both are drawn", SOON, () -> Files.exists(marker) || !child.isAlive());
            assertTrue(child.isAlive(), () -> said(log));
        } finally {
            child.destroyForcibly().waitFor();
        }
        TestStores.requireNoOffence(said(log).lines().toList());
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "nothing";
        }
    }

    private static UnaryOperator<Map<String, String>> withKey() {
        return environment -> {
            var changed = new HashMap<>(environment);
            // Both nodes open what the first one sealed.
            changed.put("TAKEUP_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
            return changed;
        };
    }

    /** The node that is killed. */
    public static void main(String[] arguments) {
        try {
            stand(arguments);
        } catch (Exception | AssertionError e) {
            // Says why, and does not let the parent wait for it.
            LoggerFactory.getLogger(KilledDrawIT.class).error("The node cannot be killed where it should", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void stand(String[] arguments) throws Exception {
        var stand = new Stand();
        var clock = new StillClock();
        var platform = TestPlatform.on(arguments[0], withKey(), clock, stand);
        Workspace planned = platform.tenant(PLANNED, Placement.POOLED);
        Workspace atOnce = platform.tenant(AT_ONCE, Placement.POOLED);
        Samples.people(planned, 0, PEOPLE, "Sales");
        Samples.people(atOnce, 0, PEOPLE, "Sales");
        Instant opens = clock.instant().plus(OPENS_IN);
        var answer = new Planner(platform, planned)
                .send("POST", "/waves", """
                {"plugin":"survey-maturity","title":"Later","sample":{"percent":100,"rotating":true},"opens":"%s","closes":"%s"}""".formatted(opens, opens.plus(Duration.ofDays(3))));
        assertEquals(201, answer.statusCode(), answer.body());
        var planner = new Planner(platform, atOnce);
        var form = Map.of("whom", "panel", "sample", "100", "of", "percent");
        stand.atInserts();
        clock.pass(OPENS_IN.plusSeconds(1));
        Thread.ofVirtual().start(() -> planner.sendForm(form));
        stand.there.await();
        Files.writeString(Path.of(arguments[1]), "x");
        Thread.currentThread().join();
    }

    private static final class Nothing implements CommandListener {}

    /** Lets whoever is about to keep an open survey stand there for ever. */
    private static final class Stand implements CommandListener {
        private final CountDownLatch there = new CountDownLatch(2);
        private volatile boolean inserts;

        /** From now on also whoever is about to keep a new survey. */
        void atInserts() {
            inserts = true;
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            String command = event.getCommandName();
            String job = MDC.get("job");
            boolean opens = command.equals("update") && job != null && job.startsWith("survey-open");
            if ((opens || command.equals("insert") && inserts)
                    && event.getCommand().getString(command).getValue().equals("waves")) {
                there.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
