package org.takeup.app;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.takeup.lifecycle.Exports;
import org.takeup.store.Jobs;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.life.Arrivals;
import org.takeup.tenant.life.Departures;
import org.takeup.tenant.life.Moves;
import org.takeup.tenant.life.Receipts;
import org.takeup.tenant.life.TakingBack;

/** What moves the data of tenants as a whole: out, in, to the other placement and away for good. */
final class Life {
    /** Longer than any node may still take a tenant for what it was, and than a request takes. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final Exports exports;
    private final TakingBack takingBack;
    private final Arrivals arrivals;
    private final Moves moves;
    private final Departures departures;
    private final Receipts receipts;
    private final BiConsumer<Workspace, String> endSessions;

    /**
     * @param steps what goes with a tenant that leaves, outside of its documents
     * @param endSessions signs a person out everywhere
     */
    Life(
            Store store,
            Tenants tenants,
            TenantJobs jobs,
            Jobs queue,
            TenantSchema schema,
            byte[] masterKey,
            List<Departures.Step> steps,
            BiConsumer<Workspace, String> endSessions) {
        this.exports = new Exports(jobs, tenants::handKey, schema.specs(), Schema.leftOut());
        this.takingBack = new TakingBack(tenants, jobs, schema, store);
        this.arrivals = new Arrivals(
                tenants,
                jobs,
                queue,
                schema,
                takingBack,
                Schema.leftOut().keySet(),
                arrived -> Schema.ofOlder(arrived::collection));
        this.moves = new Moves(tenants, jobs, queue, schema, store, SETTLING);
        this.receipts = new Receipts(store, masterKey);
        this.departures = new Departures(tenants, jobs, queue, schema, store, receipts, steps, SETTLING);
        this.endSessions = endSessions;
    }

    Exports exports() {
        return exports;
    }

    TakingBack takingBack() {
        return takingBack;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Moves moves() {
        return moves;
    }

    Departures departures() {
        return departures;
    }

    Receipts receipts() {
        return receipts;
    }

    /** Signs a person out everywhere. */
    BiConsumer<Workspace, String> endSessions() {
        return endSessions;
    }
}
