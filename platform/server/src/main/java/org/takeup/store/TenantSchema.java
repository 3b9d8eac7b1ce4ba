package org.takeup.store;

import java.util.Collection;
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

    /**
     * Drops an index that a collection declared once, in the pool and for these tenants; those that it declares now are made
     * first, so that no query is ever without one. For a migration; safe to repeat.
     *
     * @param dedicated ids of the tenants that have a database of their own
     * @param fields of the index, after the tenant
     */
    public void retireIndex(CollectionSpec spec, Collection<String> dedicated, String... fields) {
        retire("", false, spec, List.of(fields));
        dedicated.forEach(tenant -> retire(tenant, true, spec, List.of(fields)));
    }

    /** Makes the indexes of a collection that declares more by now, in the pool and for these tenants. For a migration; safe to repeat. */
    public void makeIndexes(CollectionSpec spec, Collection<String> dedicated) {
        store.createIndexes("", false, spec);
        dedicated.forEach(tenant -> store.createIndexes(tenant, true, spec));
    }

    private void retire(String tenant, boolean dedicated, CollectionSpec spec, List<String> fields) {
        if (spec.indexes().stream().anyMatch(index -> index.fields().equals(fields))) {
            throw new IllegalArgumentException("An index that is declared is not dropped");
        }
        store.createIndexes(tenant, dedicated, spec);
        store.dropIndex(tenant, dedicated, spec, fields);
    }

    /** Makes the indexes that this tenant's placement needs; quick and harmless if they are there. */
    public void prepare(String tenant, boolean dedicated) {
        specs.forEach(spec -> store.createIndexes(tenant, dedicated, spec));
    }
}
