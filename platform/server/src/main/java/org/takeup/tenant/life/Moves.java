package org.takeup.tenant.life;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.Jobs;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/**
 * Moves a tenant's documents to the other placement. Nobody gets in meanwhile; the tenant is switched over when the copy
 * has the checksums of the original, and the original is deleted after that. A job does it: broken off before the switch
 * it begins anew, after it it goes on deleting. Thread-safe.
 */
public final class Moves {
    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);
    private static final String JOB = "move-tenant";
    private static final Duration WHILE_BUSY = Duration.ofSeconds(2);

    private final Tenants tenants;
    private final TenantJobs jobs;
    private final Jobs queue;
    private final TenantSchema schema;
    private final Store store;
    private final Duration settling;

    /** @param settling how long requests that began before may still write */
    public Moves(Tenants tenants, TenantJobs jobs, Jobs queue, TenantSchema schema, Store store, Duration settling) {
        this.tenants = tenants;
        this.jobs = jobs;
        this.queue = queue;
        this.schema = schema;
        this.store = store;
        this.settling = settling;
        jobs.registerThroughout(
                JOB,
                (tenant, payload) -> run(
                        tenant,
                        Tenant.Placement.valueOf(payload.getString("to")),
                        payload.getDate("settled").toInstant()));
    }

    /** Has a tenant moved. Nothing happens if it is there already. */
    public void move(Workspace workspace, Tenant.Placement to) throws LifeRefused {
        Tenant tenant = workspace.tenant();
        if (tenant.placement() == to) {
            return;
        }
        Instant settled = queue.now().plus(settling).truncatedTo(ChronoUnit.MILLIS);
        // The job first, so that no moving tenant is without one, wherever a node dies; it knows its move by its
        // moment.
        jobs.add(workspace, JOB, new Document("to", to.name()).append("settled", Date.from(settled)), settled);
        if (!tenants.enter(tenant, Set.of(Stay.State.HERE), Stay.State.MOVING, settled)) {
            throw new LifeRefused("Something is under way with the tenant: it is restored, moved, or leaves.");
        }
    }

    private void run(String id, Tenant.Placement to, Instant settled) throws Later {
        Tenant tenant = tenants.reread(id)
                .filter(now -> now.stay().state() == Stay.State.MOVING)
                .filter(now -> now.stay().until().equals(settled))
                .orElse(null);
        if (tenant == null) {
            return;
        }
        if (settled.isAfter(queue.now()) || jobs.atWork(id, JOB)) {
            throw new Later("Something is still at work for the tenant", WHILE_BUSY);
        }
        if (tenant.placement() != to) {
            copy(tenants.byId(id).orElseThrow(), to);
        }
        // Nobody can move it back before its original is gone: what is deleted here is nobody's copy.
        deleteOriginal(tenants.byId(id).orElseThrow());
        tenants.enter(tenant, Set.of(Stay.State.MOVING), Stay.State.HERE, Instant.EPOCH);
        LOG.info("Tenant {} is {} now", tenant.slug(), to);
    }

    private void copy(Workspace workspace, Tenant.Placement to) {
        Tenant tenant = workspace.tenant();
        schema.prepare(tenant.id(), to == Tenant.Placement.DEDICATED);
        var original = new Documents(workspace, schema.specs());
        var copy = new Documents(tenants.elsewhere(workspace), schema.specs());
        copy.delete();
        original.copyTo(copy, () -> {});
        if (!original.totals().equals(copy.totals())) {
            throw new IllegalStateException("The copy of tenant " + tenant.id() + " is not like its original");
        }
        if (!tenants.place(tenant, to)) {
            throw new IllegalStateException("Tenant " + tenant.id() + " does not move any more");
        }
    }

    /** @param workspace as it is after the switch */
    private void deleteOriginal(Workspace workspace) {
        Workspace before = tenants.elsewhere(workspace);
        new Documents(before, List.copyOf(schema.specs())).delete();
        if (before.tenant().dedicated()) {
            store.dropDedicated(before.tenant().id());
        }
    }
}
