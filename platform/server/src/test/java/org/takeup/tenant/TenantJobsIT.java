package org.takeup.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner;
import org.takeup.store.Jobs;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.store.TenantWatch;
import org.takeup.store.TestStores;

/** Jobs run in the workspace that their envelope names, or not at all (threats T8). */
class TenantJobsIT {
    private static final CollectionSpec NOTES = CollectionSpec.named("job_notes");

    private final Vertx vertx = Vertx.vertx();
    private final TenantWatch watch = new TenantWatch();
    private final Store store = TestStores.open(watch);
    private final Signals signals = new Signals(vertx);
    private final Clock clock = Clock.systemUTC();
    private final Tenants tenants = new Tenants(
            store, new TenantSchema(store, List.of(NOTES)), Sealer.fromMaster(new byte[32], "tests"), signals, clock);
    private final Jobs jobs = new Jobs(store, signals, clock);
    private final JobRunner runner = new JobRunner(jobs, signals, clock);
    private final TenantJobs tenantJobs = new TenantJobs(jobs, runner, tenants);
    private final String kind = "note-" + UUID.randomUUID();

    @AfterEach
    void close() {
        runner.close();
        store.close();
        vertx.close();
        assertEquals(List.of(), watch.offences());
    }

    @Test
    void interleavedJobsOfManyTenantsNeverWriteIntoAnother() throws Exception {
        int eachTenant = 20;
        List<Workspace> workspaces = IntStream.range(0, 50)
                .mapToObj(i -> tenant(Tenant.Placement.POOLED))
                .toList();
        var done = new CountDownLatch(workspaces.size() * eachTenant);
        tenantJobs.register(kind, (workspace, payload) -> {
            workspace.collection(NOTES).put(payload.getString("note"), new Document("of", payload.getString("of")));
            done.countDown();
        });
        for (int i = 0; i < eachTenant; i++) {
            for (Workspace workspace : workspaces) {
                var payload = new Document("note", "n" + i)
                        .append("of", workspace.tenant().id());
                tenantJobs.add(workspace, kind, payload);
            }
        }
        runner.start();
        assertTrue(done.await(60, TimeUnit.SECONDS), done.getCount() + " jobs have not run");
        for (Workspace workspace : workspaces) {
            var owners = new ArrayList<String>();
            workspace.collection(NOTES).all().forEach(note -> owners.add(note.getString("of")));
            assertEquals(eachTenant, owners.size());
            assertTrue(owners.stream().allMatch(workspace.tenant().id()::equals));
        }
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
        jobs.add(
                kind,
                "ffffffffffffffffffffffff",
                new Document(),
                clock.instant().minus(Duration.ofSeconds(3)));
        tenantJobs.add(suspended, kind, new Document(), clock.instant().minus(Duration.ofSeconds(2)));
        tenantJobs.add(active, kind, new Document());
        runner.start();
        assertTrue(last.await(30, TimeUnit.SECONDS));
        assertEquals(List.of(active.tenant().slug()), ran);
    }

    private Workspace tenant(Tenant.Placement placement) {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 12);
        tenants.apply(TestPlatform.definition(slug, placement));
        return tenants.bySlug(slug).orElseThrow();
    }
}
