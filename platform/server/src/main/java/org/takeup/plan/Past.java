package org.takeup.plan;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** What was done to the stakeholder map, by whom. Says that somebody's stand was changed, and never from what to what. */
final class Past {
    static final CollectionSpec HISTORY =
            CollectionSpec.named("stakeholder_history").index("at").index("stakeholder", "at");

    private final Workspace workspace;
    private final TenantCollection history;

    Past(Workspace workspace) {
        this.workspace = workspace;
        this.history = workspace.collection(HISTORY);
    }

    /** One change. @param by a person's id @param what in a sentence, with the stakeholder's name */
    record Change(String stakeholder, Instant at, String by, String what) {}

    void note(Caller caller, String stakeholder, String what) {
        history.insert(
                RandomCode.hex(12),
                new Document("stakeholder", stakeholder)
                        .append("at", Date.from(workspace.clock().instant()))
                        .append("by", caller.personId())
                        .append("what", what));
    }

    /** The latest first. */
    List<Change> latest(int most) {
        return history.all()
                .sort(Sorts.descending("at"))
                .limit(most)
                .map(Past::read)
                .into(new ArrayList<>());
    }

    /** Of one stakeholder, the latest first. */
    List<Change> of(String stakeholder, int most) {
        return history.find(eq("stakeholder", stakeholder))
                .sort(Sorts.descending("at"))
                .limit(most)
                .map(Past::read)
                .into(new ArrayList<>());
    }

    private static Change read(Document stored) {
        return new Change(
                stored.getString("stakeholder"),
                stored.getDate("at").toInstant(),
                stored.getString("by"),
                stored.getString("what"));
    }
}
