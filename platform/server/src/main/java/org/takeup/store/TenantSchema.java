package org.takeup.store;

import java.util.List;

/**
 * All collections of tenants' documents. Makes their indexes for the pool once, and for each dedicated tenant when it
 * is set up. Thread-safe.
 */
public final class TenantSchema {
    private final Store store;
    private final List<CollectionSpec> specs;

    public TenantSchema(Store store, List<CollectionSpec> specs) {
        this.store = store;
        this.specs = List.copyOf(specs);
    }

    /** The collections, for tests that check queries against indexes. */
    public List<CollectionSpec> specs() {
        return specs;
    }

    /** Makes the indexes of the shared collections. */
    public void preparePool() {
        specs.forEach(spec -> store.createIndexes("", false, spec));
    }

    /** Makes the indexes that this tenant's placement needs; quick and harmless if they are there. */
    public void prepare(String tenant, boolean dedicated) {
        specs.forEach(spec -> store.createIndexes(tenant, dedicated, spec));
    }
}
