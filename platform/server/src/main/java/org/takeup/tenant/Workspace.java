package org.takeup.tenant;

import java.time.Clock;
import java.time.LocalDate;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Sealer;
import org.takeup.store.Store;
import org.takeup.store.TenantCollection;

/**
 * The key to a tenant: hold it and you can reach that tenant's data, don't and you can't. Opened by {@link Tenants}
 * only, at the door or for a job. Immutable, thread-safe, cheap; valid for the request or job that it was opened for.
 */
public final class Workspace {
    private final Tenant tenant;
    private final Store store;
    private final Sealer sealer;
    private final Clock clock;

    Workspace(Tenant tenant, Store store, Sealer sealer, Clock clock) {
        this.tenant = tenant;
        this.store = store;
        this.sealer = sealer;
        this.clock = clock;
    }

    public Tenant tenant() {
        return tenant;
    }

    public TenantSettings settings() {
        return tenant.settings();
    }

    /** This tenant's part of a collection. */
    public TenantCollection collection(CollectionSpec spec) {
        return store.tenant(tenant.id(), tenant.dedicated(), spec);
    }

    /** Seals secrets with the tenant's own data key. */
    public Sealer sealer() {
        return sealer;
    }

    public Clock clock() {
        return clock;
    }

    /** The date in the tenant's time zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings().zone());
    }
}
