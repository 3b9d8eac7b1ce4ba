package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.store.ServedStore;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * A node is killed with -9 after it has drawn two rotating panels and before either survey is kept: one that was planned and
 * opens by itself, one that a planner opens. The first opens on another node with the people that it holds; those of the
 * second, which never came to be, are free again.
 */
class KilledDrawIT {
    private static final Duration OPENS_IN = Duration.ofHours(1);
    private static final int PEOPLE = 9;
    private static final String PLANNED = "planned";
    private static final String AT_ONCE = "at-once";
    private static final UnaryOperator<Map<String, String>> ENVIRONMENT = DoomedNode.environment(Map.of());

    @TempDir
    private Path folder;

    @Test
    void whoWasDrawnIsAskedByTheSurveyThatGoesOnAndIsFreeIfThereIsNone() throws Exception {
        try (var store = new ServedStore()) {
            DoomedNode.kill(KilledDrawIT.class, folder, "both-are-drawn", store.uri());
            // After the leases of the killed node, and before what is left of its draws is looked for.
            var clock = new StillClock(Instant.now().plus(OPENS_IN).plus(Duration.ofMinutes(5)));
            try (var platform = TestPlatform.on(store.uri(), ENVIRONMENT, clock, new DoomedNode.Unstopped())) {
                Workspace planned = platform.tenant(PLANNED, Placement.POOLED);
                Workspace atOnce = platform.tenant(AT_ONCE, Placement.POOLED);
                assertEquals(0, can(atOnce), "held for a survey that is not there");
                Eventually.holds("it opens", DoomedNode.SOON, () -> {
                    clock.pass(Duration.ofMillis(100));
                    return only(planned).filter(wave -> !wave.planned()).isPresent();
                });
                Wave wave = only(planned).orElseThrow();
                var panel = (Audience.Panel) wave.audience();
                assertEquals(PEOPLE, panel.people(), "it found those whom it held");
                assertEquals(PEOPLE, new Named(planned, panel.draw()).all().size());

                clock.pass(Duration.ofMinutes(10));
                Eventually.holds("nobody is held for the other one", DoomedNode.SOON, () -> {
                    clock.pass(Duration.ofMillis(100));
                    return can(atOnce) == PEOPLE;
                });
                Eventually.holds("only one draw is left", DoomedNode.SOON, () -> {
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

    /** The node that is killed. */
    public static void main(String[] arguments) {
        DoomedNode.live(arguments, KilledDrawIT::stand);
    }

    private static void stand(DoomedNode self, List<String> arguments) throws Exception {
        var stand = new Stand();
        var clock = new StillClock();
        var platform = TestPlatform.on(arguments.getFirst(), ENVIRONMENT, clock, stand);
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
        self.isThere();
    }

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
                DoomedNode.stand();
            }
        }
    }
}
