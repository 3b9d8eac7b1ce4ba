package org.takeup.tenant;

import org.takeup.store.Store;
import org.takeup.store.TenantSchema;

/** Weighs what a tenant has stored. Thread-safe; takes as long as reading an index of everything does. */
public final class Scales {
    private final Store store;
    private final TenantSchema schema;

    public Scales(Store store, TenantSchema schema) {
        this.store = store;
        this.schema = schema;
    }

    /** Bytes of all documents of the tenant, without indexes. */
    public long bytes(Workspace workspace) {
        boolean inStore = !store.isEmbedded();
        return schema.specs().stream()
                .mapToLong(spec -> workspace.collection(spec).bytes(inStore))
                .sum();
    }
}
