package org.takeup.tenant;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
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

/** Jobs run in the workspace that their envelope names, or not at all (threats T8). */
class TenantJobsIT {
    private static final CollectionSpec NOTES = CollectionSpec.named("job_notes");
    private static final String NOBODY = "ffffffffffffffffffffffff";
    private static final int TENANTS = 50;
    private static final int EACH = 1_000;
    private static final int AT_ONCE = 64;

    private final Vertx vertx = Vertx.vertx();
    /** Jobs that find nothing to do once their tenant is gone. */
    private static final Set<String> WITHOUT_TENANT = Set.of("arrival-watch", "depart");

    private final TenantWatch watch = new TenantWatch();
    private final Store store = TestStores.open(watch);
    private final Signals signals = new Signals(vertx);
    private final Clock clock = Clock.systemUTC();
    private final Tenants tenants = new Tenants(
            store, new TenantSchema(store, List.of(NOTES)), Sealer.fromMaster(new byte[32], "tests"), signals, clock);
    private final Jobs jobs = new Jobs(store, signals, clock);
    private final JobRunner runner = new JobRunner(jobs, signals, clock, (ended, outcome, took) -> {}, AT_ONCE);
    private final TenantJobs tenantJobs = new TenantJobs(jobs, runner, tenants);
    private final String kind = "note-" + UUID.randomUUID();

    @AfterEach
    void close() {
        runner.close();
        store.close();
        vertx.close();
        assertEquals(List.of(), watch.offences());
    }

    /** The queue is kept short while it is filled: the embedded store reads all of it for each claim. */
    @Attack(
            value = "interleaved jobs of fifty tenants that write the same ids",
            kind = Kind.JOB,
            threats = "T8",
            at = "the queue of jobs",
            onePlacement = "every other tenant lies in the other placement")
    @Test
    void interleavedJobsOfManyTenantsNeverWriteIntoAnother() throws Exception {
        List<Workspace> workspaces = IntStream.range(0, TENANTS)
                .mapToObj(i -> tenant(Tenant.Placement.values()[i % 2]))
                .toList();
        var done = new CountDownLatch(TENANTS * EACH);
        var room = new Semaphore(2 * AT_ONCE);
        tenantJobs.register(kind, (workspace, payload) -> {
            workspace.collection(NOTES).put(payload.getString("note"), new Document("of", payload.getString("of")));
            room.release();
            done.countDown();
        });
        runner.start();
        for (int i = 0; i < EACH; i++) {
            for (Workspace workspace : workspaces) {
                room.acquire();
                var payload = new Document("note", "n" + i)
                        .append("of", workspace.tenant().id());
                tenantJobs.add(workspace, kind, payload);
            }
        }
        assertTrue(done.await(60, TimeUnit.SECONDS), done.getCount() + " jobs have not run");
        for (Workspace workspace : workspaces) {
            var owners = new ArrayList<String>();
            workspace.collection(NOTES).all().forEach(note -> owners.add(note.getString("of")));
            assertEquals(EACH, owners.size());
            assertTrue(owners.stream().allMatch(workspace.tenant().id()::equals));
        }
    }

    /** Put into the store by hand, past the check of {@link Jobs#add}. */
    @Attack(
            value = "every kind of job without a tenant, with an empty one, with one that nobody has",
            kind = Kind.JOB,
            threats = "T8",
            at = "the queue of jobs")
    @BothPlacements
    void noKindOfJobRunsWithoutATenantThatExists(Placement placement) {
        try (var platform = TestPlatform.start()) {
            Workspace somebody =
                    platform.tenant("t" + UUID.randomUUID().toString().substring(0, 12), placement);
            List<Document> before = platform.dump(somebody);
            var control = platform.store().control("jobs");
            var ids = new ArrayList<String>();
            var ended = new ArrayList<String>();
            for (String each : platform.platform().jobKinds()) {
                for (String tenant : Arrays.asList(null, "", NOBODY)) {
                    Document job = job(each, tenant);
                    control.insertOne(job);
                    (WITHOUT_TENANT.contains(each) ? ended : ids).add(job.getString("_id"));
                }
            }
            Eventually.holds(
                    "those that go on until their tenant is gone have ended",
                    Duration.ofSeconds(60),
                    () -> control.countDocuments(in("_id", ended)) == 0);
            assertTrue(ids.size() >= 15, "kinds of jobs: " + platform.platform().jobKinds());
            Eventually.holds(
                    "each was tried, has failed and waits to be tried again",
                    Duration.ofSeconds(60),
                    () -> control.countDocuments(and(in("_id", ids), eq("state", "ready"), gte("attempt", 1)))
                            == ids.size());
            assertEquals(before, platform.dump(somebody));
            assertEquals(List.of(), platform.pooled(NOBODY));
            assertEquals(List.of(), platform.pooled(""));
            control.deleteMany(in("_id", ids));
        }
    }

    private Document job(String kind, @Nullable String tenant) {
        return new Document("_id", UUID.randomUUID().toString())
                .append("kind", kind)
                .append("tenant", tenant)
                .append("payload", new Document("plan", "x").append("wave", "x").append("import", "x"))
                .append("state", "ready")
                .append("due", Date.from(clock.instant()))
                .append("fence", 0L)
                .append("attempt", 0);
    }

    @Test
    void aJobOfASuspendedTenantWaitsAndAJobOfNoTenantRunsNowhere() throws Exception {
        Workspace suspended = tenant(Tenant.Placement.DEDICATED);
        Workspace active = tenant(Tenant.Placement.POOLED);
        tenants.setStatus(suspended.tenant().slug(), Tenant.Status.SUSPENDED);
        var ran = new ArrayList<String>();
        var last = new CountDownLatch(1);
        tenantJobs.register(kind, (workspace, payload) -> {
            ran.add(workspace.tenant().slug());
            last.countDown();
        });
        jobs.add(kind, NOBODY, new Document(), clock.instant().minus(Duration.ofSeconds(3)));
        tenantJobs.add(suspended, kind, new Document(), clock.instant().minus(Duration.ofSeconds(2)));
        tenantJobs.add(active, kind, new Document());
        runner.start();
        assertTrue(last.await(30, TimeUnit.SECONDS));
        assertEquals(List.of(active.tenant().slug()), ran);
    }

    @Test
    void aJobUnderWayStopsWhenItsTenantIsSuspendedAndGoesOnLater() throws Exception {
        Workspace workspace = tenant(Tenant.Placement.POOLED);
        var began = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        tenantJobs.register(kind, (mine, payload) -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.countDown();
                throw e;
            }
        });
        runner.start();
        tenantJobs.add(workspace, kind, new Document());
        assertTrue(began.await(30, TimeUnit.SECONDS));
        tenants.setStatus(workspace.tenant().slug(), Tenant.Status.SUSPENDED, "Bills");
        assertTrue(stopped.await(30, TimeUnit.SECONDS), "it reached its safe point");
        assertEquals(
                "Bills",
                tenants.reread(workspace.tenant().id()).orElseThrow().stay().reason());
        Eventually.holds("it waits until the tenant is resumed", Duration.ofSeconds(30), () -> {
            var waiting = tenantJobs.waiting(workspace);
            return waiting.size() == 1
                    && waiting.getFirst().due().isAfter(clock.instant().plusSeconds(60));
        });
    }

    @Test
    void ofAKindThatIsWokenAWorkspaceHasOneJobAlsoWhenManyAreBroughtFromElsewhere() throws Exception {
        Workspace workspace = tenant(Tenant.Placement.POOLED);
        var ran = new CountDownLatch(1);
        tenantJobs.registerWoken(kind, (mine, payload, progress) -> ran.countDown());
        var elsewhere = new Jobs.Waiting("x", kind, new Document(), clock.instant());
        tenantJobs.addAll(workspace, List.of(elsewhere, elsewhere, elsewhere));
        tenantJobs.wakeAfter(
                workspace,
                kind,
                () -> assertEquals(2, tenantJobs.waiting(workspace).size()));
        assertEquals(1, tenantJobs.waiting(workspace).size(), "the guard is gone");
        runner.start();
        assertTrue(ran.await(30, TimeUnit.SECONDS));
        Eventually.holds(
                "it is over",
                Duration.ofSeconds(30),
                () -> tenantJobs.waiting(workspace).isEmpty());
    }

    @Test
    void whatMayHaveBeenStoredBeforeItFailedWakesTheJobLater() {
        Workspace workspace = tenant(Tenant.Placement.POOLED);
        tenantJobs.registerWoken(kind, (mine, payload, progress) -> {});
        assertThrows(
                IllegalStateException.class,
                () -> tenantJobs.wakeAfter(workspace, kind, () -> {
                    throw new IllegalStateException("the store did not answer");
                }));
        var guard = tenantJobs.waiting(workspace).getFirst();
        assertEquals(kind, guard.payload().getString("kind"));
        assertTrue(guard.due().isAfter(clock.instant().plusSeconds(30)));
        assertTrue(guard.due().isBefore(clock.instant().plusSeconds(120)));
    }

    private Workspace tenant(Tenant.Placement placement) {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 12);
        tenants.apply(TestPlatform.definition(slug, placement));
        return tenants.bySlug(slug).orElseThrow();
    }
}
