package org.takeup.measure;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Decisions about measures in MongoDB, one document a measure. */
final class DecisionStore {
    static final CollectionSpec DECISIONS =
            CollectionSpec.named("measure_decisions").index("at");

    private final TenantCollection decisions;

    DecisionStore(Workspace workspace) {
        this.decisions = workspace.collection(DECISIONS);
    }

    /** The latest first. */
    List<Decision> all() {
        return decisions
                .all()
                .sort(Sorts.descending("at"))
                .map(DecisionStore::read)
                .into(new ArrayList<>());
    }

    Optional<Decision> find(String measure) {
        return decisions.find(measure).map(DecisionStore::read);
    }

    /** @return false, changing nothing, unless the stored version is the one before this, or there is none before the first */
    boolean put(Decision decision) {
        return decision.version() == 1
                ? decisions.insert(decision.measure(), write(decision))
                : decisions.updateIf(
                        decision.measure(),
                        eq("version", decision.version() - 1),
                        new Document("$set", write(decision)));
    }

    private static Document write(Decision decision) {
        return write(decision.past())
                .append(
                        "history",
                        decision.history().stream().map(DecisionStore::write).toList())
                .append("version", decision.version());
    }

    private static Document write(Decision.Before decided) {
        return new Document("state", decided.state().name())
                .append("note", decided.note())
                .append("owner", decided.owner())
                .append("at", Date.from(decided.at()))
                .append("by", decided.by());
    }

    private static Decision read(Document row) {
        Decision.Before now = before(row);
        return new Decision(
                TenantCollection.id(row),
                now.state(),
                now.note(),
                now.owner(),
                now.at(),
                now.by(),
                row.getList("history", Document.class).stream()
                        .map(DecisionStore::before)
                        .toList(),
                row.getLong("version"));
    }

    private static Decision.Before before(Document row) {
        return new Decision.Before(
                Decision.State.valueOf(row.getString("state")),
                row.getString("note"),
                row.getString("owner"),
                row.getDate("at").toInstant(),
                row.getString("by"));
    }
}
