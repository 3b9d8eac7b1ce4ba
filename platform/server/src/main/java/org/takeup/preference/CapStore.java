package org.takeup.preference;

import static com.mongodb.client.model.Filters.eq;

import java.util.Optional;
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

    /**
     * At most so many messages in seven days.
     *
     * @param version 0 if nobody has set it
     * @param joined whether planning's own number of old has been looked at
     */
    record Cap(int most, long version, boolean joined) {}

    Cap cap() {
        return rules.find(ID)
                .map(row ->
                        new Cap(row.getInteger("most", USUAL), row.getLong("version"), row.getBoolean("joined", false)))
                .orElse(new Cap(USUAL, 0, false));
    }

    /** Notes that planning's number of old has been looked at, and takes it over if it is stricter. Somebody may be quicker. */
    void join(Cap seen, Optional<Integer> stricter) {
        var change = new Document("joined", true);
        stricter.ifPresent(most -> change.append("most", most));
        if (!rules.updateIf(ID, eq("version", seen.version()), new Document("$set", change)) && seen.version() == 0) {
            rules.insert(ID, change.append("version", 0L));
        }
    }

    /** @return false, changing nothing, unless the stored version is this one */
    boolean put(int most, long seen) {
        var body = new Document("most", most).append("version", seen + 1).append("joined", true);
        return rules.updateIf(ID, eq("version", seen), new Document("$set", body))
                || (seen == 0 && rules.insert(ID, body));
    }
}
