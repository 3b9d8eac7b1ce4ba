package org.takeup.tenant.life;

import java.time.Instant;
import java.util.Set;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/** Takes back tenants that were begun and never were here: nobody has worked in them. Thread-safe. */
public final class TakingBack {
    private final Tenants tenants;
    private final TenantJobs jobs;
    private final TenantSchema schema;
    private final Store store;

    public TakingBack(Tenants tenants, TenantJobs jobs, TenantSchema schema, Store store) {
        this.tenants = tenants;
        this.jobs = jobs;
        this.schema = schema;
        this.store = store;
    }

    /**
     * Deletes its documents, its jobs, its key and the tenant. What broke off may be repeated.
     *
     * @param job the kind of the job that does this, which stays
     * @return false, changing nothing, if the tenant is here by now
     */
    public boolean takeBack(Workspace workspace, String job) {
        Tenant tenant = workspace.tenant();
        // From here on nobody can say any more that it is alive.
        boolean dead = tenants.enter(
                tenant, Set.of(Stay.State.ARRIVING, Stay.State.WITHDRAWN), Stay.State.WITHDRAWN, Instant.EPOCH);
        if (!dead && tenants.reread(tenant.id()).isPresent()) {
            return false;
        }
        // Also if another node has taken it back meanwhile: what was written since then goes too.
        new Documents(workspace, schema.specs()).delete();
        if (tenant.dedicated()) {
            store.dropDedicated(tenant.id());
        }
        jobs.drop(tenant.id(), job);
        tenants.remove(tenant);
        return true;
    }
}
