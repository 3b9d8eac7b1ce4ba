package org.takeup.audit;

import java.time.Clock;
import java.util.function.Function;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Sealer;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** One trail of many: whose it is, where its entries are kept and what its end is sealed with. Thread-safe. */
public final class Ledger {
    /** No tenant's id, which is 24 hex digits. */
    private static final String OPERATORS = "operators";

    private final String owner;
    private final AuditStore store;
    private final Sealer sealer;
    private final Clock clock;

    private Ledger(String owner, AuditStore store, Sealer sealer, Clock clock) {
        this.owner = owner;
        this.store = store;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** A workspace's own trail. */
    public static Ledger of(Workspace workspace) {
        var store = new AuditStore(workspace::collection, AuditStore.ENTRIES, AuditStore.HEAD);
        return new Ledger(workspace.tenant().id(), store, workspace.sealer(), workspace.clock());
    }

    /**
     * What operators did in their console, in the installation's own data.
     *
     * @param collections gives the installation's collections
     */
    public static Ledger ofOperators(
            Function<CollectionSpec, TenantCollection> collections, Sealer sealer, Clock clock) {
        var store = new AuditStore(collections, AuditStore.OPERATORS_ENTRIES, AuditStore.OPERATORS_HEAD);
        return new Ledger(OPERATORS, store, sealer, clock);
    }

    /**
     * What the benchmark over organisations has given away, in the installation's own data.
     *
     * @param collections gives the installation's collections
     */
    public static Ledger ofBenchmark(
            Function<CollectionSpec, TenantCollection> collections, Sealer sealer, Clock clock) {
        var store = new AuditStore(collections, AuditStore.BENCHMARK_ENTRIES, AuditStore.BENCHMARK_HEAD);
        return new Ledger("benchmark", store, sealer, clock);
    }

    String owner() {
        return owner;
    }

    AuditStore store() {
        return store;
    }

    Sealer sealer() {
        return sealer;
    }

    Clock clock() {
        return clock;
    }
}
