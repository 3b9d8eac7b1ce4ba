package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.store.Jobs;
import org.takeup.store.ServedStore;
import org.takeup.store.Signals;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * Panels that are drawn for longer than after which a draw is looked for whose node died. The clock stands but for what the test
 * lets pass while the draw reads people, and right before its survey is kept.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowDrawIT {
    private static final int PEOPLE = 9;

    private final StillClock clock = new StillClock();
    private final Moments moments = new Moments();
    private ServedStore store;
    private TestPlatform platform;
    private Vertx vertx;

    @BeforeAll
    void start() {
        store = new ServedStore();
        vertx = Vertx.vertx();
        platform = TestPlatform.on(store.uri(), HashMap::new, clock, moments);
    }

    @AfterEach
    void quiet() {
        moments.reads.set(() -> {});
        moments.kept.set(() -> {});
    }

    @AfterAll
    void stop() {
        platform.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** Does something once when people are next read, and when a survey is next about to be kept. */
    private static final class Moments implements CommandListener {
        private final AtomicReference<Runnable> reads = new AtomicReference<>(() -> {});
        private final AtomicReference<Runnable> kept = new AtomicReference<>(() -> {});

        @Override
        public void commandStarted(CommandStartedEvent event) {
            String command = event.getCommandName();
            if (command.equals("find") && of(event).equals("people")) {
                reads.getAndSet(() -> {}).run();
            }
            if (command.equals("insert") && of(event).equals("waves")) {
                kept.getAndSet(() -> {}).run();
            }
        }

        private static String of(CommandStartedEvent event) {
            return event.getCommand().getString(event.getCommandName()).getValue();
        }
    }

    /** When what is left of draws is looked for next; in the far future if there is no such job any more. */
    private Instant next(Workspace workspace) {
        return new Jobs(platform.store(), new Signals(vertx), clock)
                .waiting(workspace.tenant().id()).stream()
                        .filter(job -> job.kind().equals("survey-draw"))
                        .map(Jobs.Waiting::due)
                        .findFirst()
                        .orElse(Instant.MAX);
    }

    private Planner planner() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        Samples.people(workspace, 0, PEOPLE, "Sales");
        return new Planner(platform, workspace);
    }

    @Test
    void aDrawThatTakesLongIsNotTakenForOneWhoseNodeDied() {
        Planner planner = planner();
        Workspace workspace = planner.workspace();
        moments.reads.set(() -> clock.pass(Duration.ofMinutes(6)));
        moments.kept.set(() -> {
            Instant due = next(workspace);
            clock.pass(Duration.ofMinutes(6));
            Eventually.holds("somebody looks for draws whose node died", Samples.SOON, () -> {
                clock.pass(Duration.ofMillis(1));
                return next(workspace).isAfter(due);
            });
        });
        String id = planner.open(Map.of("whom", "panel", "sample", "7"));
        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        var panel = (Audience.Panel) wave.audience();
        assertEquals(7, panel.people());
        assertEquals(7, new Named(workspace, panel.draw()).all().size());
        Samples.invite(platform, workspace, wave, 7);
        // And once it is kept, nothing is looked for any more.
        clock.pass(Pulse.SILENT.plusMinutes(7));
        Eventually.holds("it is settled", Samples.SOON, () -> {
            clock.pass(Duration.ofMillis(100));
            return next(workspace).equals(Instant.MAX);
        });
        assertEquals(7, workspace.collection(Named.LISTS).count(new Document()), "the sign of life goes");
    }
}
