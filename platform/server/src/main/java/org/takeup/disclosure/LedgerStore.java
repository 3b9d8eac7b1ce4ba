package org.takeup.disclosure;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** One document a workspace, in MongoDB. */
final class LedgerStore {
    static final CollectionSpec LEDGER = CollectionSpec.named("shown_groups");

    private static final String ONLY = "ledger";

    private final TenantCollection ledger;

    LedgerStore(Workspace workspace) {
        this.ledger = workspace.collection(LEDGER);
    }

    /**
     * What is shown.
     *
     * @param version grows with each one that comes in or goes
     * @param sizes of the two groups of each, as they were entered
     */
    record Ledger(long version, Map<String, List<Integer>> sizes) {}

    Optional<Ledger> find() {
        return ledger.find(ONLY).map(row -> {
            var sizes = new HashMap<String, List<Integer>>();
            Document all = row.get("sizes", Document.class);
            all.keySet().forEach(key -> sizes.put(key, all.getList(key, Integer.class)));
            return new Ledger(row.getLong("version"), sizes);
        });
    }

    /** Begins it, unless somebody else has. */
    void begin(Map<String, List<Integer>> sizes) {
        var _ = ledger.insert(ONLY, new Document("version", 0L).append("sizes", new Document(Map.copyOf(sizes))));
    }

    /**
     * Of two that are entered at once, the later one looks at the earlier one first.
     *
     * @return false, changing nothing, if the ledger is another one by now
     */
    boolean enter(Ledger seen, String key, List<Integer> sizes) {
        return ledger.updateIf(
                ONLY,
                eq("version", seen.version()),
                Updates.combine(Updates.inc("version", 1L), Updates.set("sizes." + key, sizes)));
    }

    void leave(List<String> keys) {
        List<Bson> changes = new ArrayList<>(
                keys.stream().map(key -> Updates.unset("sizes." + key)).toList());
        changes.add(Updates.inc("version", 1L));
        var _ = ledger.update(ONLY, Updates.combine(changes));
    }
}
