package org.takeup.preference;

import static com.mongodb.client.model.Filters.eq;

import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** The organisation's cap in MongoDB: one document. */
final class CapStore {
    static final CollectionSpec RULES = CollectionSpec.named("told_rules");

    private static final String ID = "cap";
    /** Where nobody has set one: a message each working day. */
    private static final int USUAL = 5;

    private final TenantCollection rules;

    CapStore(Workspace workspace) {
        this.rules = workspace.collection(RULES);
    }

    /** At most so many messages in seven days. @param version 0 if nobody has set it */
    record Cap(int most, long version) {}

    Cap cap() {
        return rules.find(ID)
                .map(row -> new Cap(row.getInteger("most"), row.getLong("version")))
                .orElse(new Cap(USUAL, 0));
    }

    /** @return false, changing nothing, unless the stored version is this one */
    boolean put(int most, long seen) {
        var body = new Document("most", most).append("version", seen + 1);
        return seen == 0 ? rules.insert(ID, body) : rules.updateIf(ID, eq("version", seen), new Document("$set", body));
    }
}
