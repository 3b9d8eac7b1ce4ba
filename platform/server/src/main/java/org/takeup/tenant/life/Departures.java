package org.takeup.tenant.life;

import static com.mongodb.client.model.Filters.empty;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.store.CollectionSpec;
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
 * Off-boards tenants: a grace period in which it can be taken back, then all documents in both placements are deleted and
 * the data key is destroyed, which makes what backups still hold unreadable once they lose the key too. A job does it;
 * where a node dies, another one goes on. Thread-safe.
 */
public final class Departures {
    /** How long an admin's organisation has to think again, unless the operator says otherwise. */
    public static final int GRACE_DAYS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
    private static final String JOB = "depart";
    /** The longest grace period, in days. */
    public static final int MOST_DAYS = 365;

    private static final Duration WHILE_BUSY = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofHours(6);

    private final Tenants tenants;
    private final TenantJobs jobs;
    private final Jobs queue;
    private final TenantSchema schema;
    private final Store store;
    private final Receipts receipts;
    private final List<Step> steps;
    private final Duration settling;

    /**
     * What belongs to a tenant outside of its documents, and goes with it: each step is repeated until it succeeds, so it
     * must be safe to repeat, also when there is nothing any more.
     *
     * @param words for the receipt
     */
    public record Step(String words, Deed deed) {
        /** What a step does. Throws to be tried again. */
        public interface Deed {
            void carryOut(Tenant tenant) throws Exception;
        }
    }

    /**
     * @param steps done before the documents are deleted, in this order
     * @param settling how long requests that began before may still write
     */
    public Departures(
            Tenants tenants,
            TenantJobs jobs,
            Jobs queue,
            TenantSchema schema,
            Store store,
            Receipts receipts,
            List<Step> steps,
            Duration settling) {
        this.tenants = tenants;
        this.jobs = jobs;
        this.queue = queue;
        this.schema = schema;
        this.store = store;
        this.receipts = receipts;
        this.steps = List.copyOf(steps);
        this.settling = settling;
        jobs.registerThroughout(JOB, (tenant, ignored) -> run(tenant));
    }

    /**
     * Has a tenant leave after a grace period. Asking again changes nothing.
     *
     * @param days of grace, 0 to 365
     * @return when it is over
     */
    public Instant leave(Workspace workspace, int days) throws LifeRefused {
        if (days < 0 || days > MOST_DAYS) {
            throw new LifeRefused("The grace period has 0 to " + MOST_DAYS + " days.");
        }
        Tenant tenant = workspace.tenant();
        Instant now = queue.now();
        Instant end = now.plus(Duration.ofDays(days));
        // The job first, so that no leaving tenant is without one, wherever a node dies; one too many does nothing.
        jobs.add(workspace, JOB, new Document(), days == 0 ? now.plus(WHILE_BUSY) : end);
        if (!tenants.enter(tenant, Set.of(Stay.State.HERE), Stay.State.LEAVING, end)) {
            Stay stay = tenants.reread(tenant.id()).map(Tenant::stay).orElse(Stay.HERE);
            if (stay.state() == Stay.State.LEAVING) {
                return stay.until();
            }
            throw new LifeRefused("The tenant is being restored, moved or deleted; wait until that is over.");
        }
        return end;
    }

    /** Takes it back. Nothing happens to a tenant that does not leave. */
    public void stay(Workspace workspace) throws LifeRefused {
        Tenant tenant = workspace.tenant();
        tenants.enter(tenant, Set.of(Stay.State.LEAVING), Stay.State.HERE, Instant.EPOCH);
        boolean going = tenants.reread(tenant.id())
                .filter(now -> now.stay().state() == Stay.State.GOING)
                .isPresent();
        if (going) {
            throw new LifeRefused("The grace period is over and the tenant is being deleted.");
        }
    }

    private void run(String id) throws Exception {
        Tenant tenant = tenants.reread(id).orElse(null);
        if (tenant == null) {
            return;
        }
        Instant now = queue.now();
        if (tenant.stay().state() == Stay.State.LEAVING) {
            if (tenant.stay().until().isAfter(now)) {
                throw new Later(
                        "The grace period is not over",
                        shorter(Duration.between(now, tenant.stay().until())));
            }
            tenants.enter(tenant, Set.of(Stay.State.LEAVING), Stay.State.GOING, now.plus(settling));
            throw new Later("Requests that began before may still write", settling);
        }
        if (tenant.stay().state() != Stay.State.GOING) {
            return;
        }
        if (tenant.stay().until().isAfter(now) || jobs.atWork(id, JOB)) {
            throw new Later("Something is still at work for the tenant", WHILE_BUSY);
        }
        Workspace workspace = tenants.byId(id).orElseThrow();
        delete(workspace);
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN;
    }

    private void delete(Workspace workspace) throws Exception {
        Tenant tenant = workspace.tenant();
        receipts.expect(tenant, counts(workspace));
        var done = new ArrayList<String>();
        for (Step step : steps) {
            step.deed().carryOut(tenant);
            done.add(step.words());
        }
        jobs.drop(tenant.id(), JOB);
        for (Workspace each : List.of(workspace, tenants.elsewhere(workspace))) {
            new Documents(each, schema.specs()).delete();
        }
        store.dropDedicated(tenant.id());
        if (!counts(workspace).values().stream().allMatch(count -> count == 0)) {
            throw new IllegalStateException("Somebody still writes for a tenant that goes");
        }
        // The key first stops being of use and then is gone; the receipt is there before the tenant is not.
        receipts.sign(tenant, queue.now(), done);
        tenants.remove(tenant);
        LOG.info("Tenant {} has left; its data and its key are deleted", tenant.slug());
    }

    private Map<String, Long> counts(Workspace workspace) {
        var counts = new TreeMap<String, Long>();
        for (CollectionSpec spec : schema.specs()) {
            counts.put(spec.name(), workspace.collection(spec).count(empty()));
        }
        return counts;
    }
}
