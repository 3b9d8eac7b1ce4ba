package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.model.Filters;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.event.Events;
import org.takeup.people.PeopleStore;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner;
import org.takeup.store.Jobs;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.store.TenantWatch;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/** Nodes that die while a wave is opened or closed: what they leave behind comes to its end all the same. */
class ClosingIT {
    private static final List<CollectionSpec> COLLECTIONS = Stream.concat(
                    Surveys.COLLECTIONS.stream(), Stream.of(PeopleStore.PEOPLE))
            .toList();

    private final Vertx vertx = Vertx.vertx();
    private final TenantWatch watch = new TenantWatch();
    private final Store store = TestStores.open(watch);
    private final Signals signals = new Signals(vertx);
    private final Clock clock = Clock.systemUTC();
    private final Tenants tenants = new Tenants(
            store, new TenantSchema(store, COLLECTIONS), Sealer.fromMaster(new byte[32], "tests"), signals, clock);
    private final Jobs jobs = new Jobs(store, signals, clock);
    private final JobRunner runner = new JobRunner(jobs, signals, clock);
    private final Closing closing = new Closing(
            new Waves(signals), (separated, wave) -> {}, new TenantJobs(jobs, runner, tenants), new Events());
    private final String slug = "c" + UUID.randomUUID().toString().substring(0, 8);
    private Workspace workspace;

    @BeforeEach
    void start() {
        tenants.apply(TestPlatform.definition(slug, Placement.DEDICATED));
        workspace = tenants.bySlug(slug).orElseThrow();
        runner.start();
    }

    @AfterEach
    void stop() {
        runner.close();
        store.close();
        vertx.close();
        assertEquals(List.of(), watch.offences());
    }

    private void becomesSeparated(Wave wave) {
        Eventually.holds(
                "the wave is separated",
                Samples.SOON,
                () -> Samples.stored(workspace, wave).state() == Wave.State.SEPARATED);
    }

    @Test
    void aWaveThatWasMarkedClosedAndNoMoreIsSeparatedWhenItIsClosedAgain() {
        Wave wave = Samples.wave(workspace);
        Instant before = Instant.parse("2026-11-01T10:00:00Z");
        new WaveStore(workspace).close(wave.id(), before);

        closing.close(workspace, wave.id(), clock.instant());

        becomesSeparated(wave);
        assertEquals(before, Samples.stored(workspace, wave).closed().orElseThrow());
    }

    @Test
    void aWaveWhoseSeparationWasBrokenOffIsSeparatedWhenItIsClosedAgain() {
        Wave wave = Samples.wave(workspace);
        var waves = new WaveStore(workspace);
        waves.close(wave.id(), clock.instant());
        waves.beginSeparating(wave.id(), Participation.none());

        closing.close(workspace, wave.id(), clock.instant());

        becomesSeparated(wave);
    }

    @Test
    void aWaveThatWasPlannedToCloseButNeverStoredDisturbsNothing() {
        Wave stored = now("1".repeat(32), Samples.unstored(workspace));
        new WaveStore(workspace).insert(stored, WaveKey.fresh(), Samples.snapshot());
        closing.plan(workspace, now("0".repeat(32), stored));
        closing.plan(workspace, stored);

        becomesSeparated(stored);
        assertEquals(
                List.of(stored.id()),
                new WaveStore(workspace)
                        .list(java.util.Optional.empty(), 10).stream()
                                .map(Wave::id)
                                .toList());
        Eventually.holds("no job is left", Samples.SOON, () -> unfinished() == 0);
    }

    private long unfinished() {
        return store.control("jobs")
                .countDocuments(Filters.eq("tenant", workspace.tenant().id()));
    }

    /** The same wave under this id, whose time is over, also for those who were answering. */
    private Wave now(String id, Wave wave) {
        return new Wave(
                id,
                wave.title(),
                wave.state(),
                wave.opened(),
                clock.instant().minus(Wave.GRACE),
                wave.closed(),
                wave.instrument(),
                wave.segment(),
                wave.privacy(),
                wave.units(),
                wave.participation());
    }
}
