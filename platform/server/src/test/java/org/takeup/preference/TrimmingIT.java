package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Tenant.Placement;

/** What is kept of messages, and for how long. The test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrimmingIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(environment -> environment, clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static SendingStore.Sending sending(String id, boolean said, boolean best, Instant when) {
        return new SendingStore.Sending(id, "p", "plan", "step", "EMAIL", said, best, when);
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whatIsOlderThanNinetyDaysIsLetGoOfAndTheRestStays(Placement placement) {
        var told = new Told(platform, placement);
        var neighbour = new Told(platform, placement);
        Instant old = clock.instant().minus(Duration.ofDays(Trimming.DAYS)).minusSeconds(1);
        Instant young = clock.instant().minus(Duration.ofDays(Trimming.DAYS)).plusSeconds(60);
        int most = Trimming.BATCH + 3;
        for (Told each : List.of(told, neighbour)) {
            var sendings = new SendingStore(each.workspace);
            var suppressed = new SuppressedStore(each.workspace);
            for (int i = 0; i < most; i++) {
                sendings.addAll(List.of(sending("old-" + i, i % 2 == 0, false, old)));
                suppressed.addAll(List.of(new SuppressedStore.Whose("p", suppressed(old))));
            }
            sendings.addAll(List.of(sending("young", true, true, young)));
            suppressed.addAll(List.of(new SuppressedStore.Whose("p", suppressed(young))));
        }
        platform.store()
                .control("jobs")
                .insertOne(new Document("_id", "trim-" + told.workspace.tenant().id())
                        .append("kind", "told-trim")
                        .append("tenant", told.workspace.tenant().id())
                        .append("payload", new Document())
                        .append("state", "ready")
                        .append("due", Date.from(clock.instant()))
                        .append("fence", 0L)
                        .append("attempt", 0));
        Eventually.holds(
                "only what is young is left",
                Duration.ofSeconds(60),
                () -> stored(told, SendingStore.SENDINGS) == 1 && stored(told, SuppressedStore.SUPPRESSED) == 1);
        assertEquals(
                young.toEpochMilli(),
                new SuppressedStore(told.workspace)
                        .latest(Optional.empty(), 5)
                        .getFirst()
                        .at()
                        .toEpochMilli());
        assertEquals(most + 1, stored(neighbour, SendingStore.SENDINGS));
        assertEquals(most + 1, stored(neighbour, SuppressedStore.SUPPRESSED));
    }

    private static long stored(Told told, CollectionSpec spec) {
        return told.workspace.collection(spec).count(new Document());
    }

    private static Suppressed suppressed(Instant at) {
        return new Suppressed("", at, "plan-step", "EMAIL", Suppressed.Why.CHANNEL, Optional.empty(), Optional.empty());
    }
}
