package org.takeup.quota;

import static com.mongodb.client.model.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.MDC;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** When what a workspace has stored is weighed, while time passes and more is stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasuringIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final StillClock clock = new StillClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private final Meanwhile meanwhile = new Meanwhile();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.heardBy(meanwhile, clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** Does something when the job that weighs begins to read. */
    private static final class Meanwhile implements CommandListener {
        private final AtomicReference<Runnable> deed = new AtomicReference<>(() -> {});

        @Override
        public void commandStarted(CommandStartedEvent event) {
            String job = MDC.get("job");
            String name = event.getCommandName();
            if (job != null
                    && job.startsWith("measure-usage")
                    && event.getCommand().isString(name)
                    && event.getCommand().getString(name).getValue().equals("people")) {
                deed.getAndSet(() -> {}).run();
            }
        }
    }

    private Optional<Date> measured(Workspace workspace) {
        return Optional.ofNullable(platform.store()
                        .control("quotas")
                        .find(eq(workspace.tenant().id()))
                        .first())
                .map((Document found) -> found.getDate("measured"));
    }

    private void look(Workspace workspace) {
        String usage = "/w/" + workspace.tenant().slug() + "/usage";
        assertEquals(200, platform.signedIn(workspace, Role.ADMIN).get(usage).statusCode());
    }

    /** Else what is stored while it is weighed would be in no figure for an hour. */
    @Test
    void whatWasMeasuredIsAsOldAsTheMomentAtWhichThatBeganSoThatItIsDoneAgainSoonEnough() {
        Workspace workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        Instant before = clock.instant();
        // Not while the page is made, which would find what it asked for an hour old and ask for it again.
        var looked = new CountDownLatch(1);
        meanwhile.deed.set(() -> {
            try {
                looked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            clock.pass(Duration.ofMinutes(61));
        });
        look(workspace);
        looked.countDown();
        Eventually.holds("it is measured", SOON, () -> measured(workspace).isPresent());
        assertEquals(Optional.of(Date.from(before)), measured(workspace));
        look(workspace);
        Eventually.holds(
                "it is measured again",
                SOON,
                () -> measured(workspace).equals(Optional.of(Date.from(clock.instant()))));
    }
}
