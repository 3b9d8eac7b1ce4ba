package org.takeup.reach;

import static com.mongodb.client.model.Filters.eq;

import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** What a workspace has switched on, in MongoDB: one document. */
final class CountingStore {
    static final CollectionSpec RULES = CollectionSpec.named("reach_rules");

    private static final String ID = "counting";

    private final TenantCollection rules;

    CountingStore(Workspace workspace) {
        this.rules = workspace.collection(RULES);
    }

    Counting read() {
        return rules.find(ID)
                .map(row -> new Counting(
                        row.getBoolean("clicks", false), row.getBoolean("opens", false), row.getLong("version")))
                .orElse(Counting.OFF);
    }

    /** @return false, changing nothing, unless the stored version is this one */
    boolean put(boolean clicks, boolean opens, long seen) {
        var body = new Document("clicks", clicks).append("opens", opens).append("version", seen + 1);
        return seen == 0 ? rules.insert(ID, body) : rules.updateIf(ID, eq("version", seen), new Document("$set", body));
    }
}
