package org.takeup.question;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import java.util.Optional;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Whether an answer helped, in MongoDB: one document an answer and person, so that nobody counts twice. */
final class MarkStore {
    static final CollectionSpec MARKS = CollectionSpec.named("faq_marks").index("entry", "helped");

    private final TenantCollection marks;

    MarkStore(Workspace workspace) {
        this.marks = workspace.collection(MARKS);
    }

    void put(String entry, String person, boolean helped) {
        marks.put(
                entry + ":" + person,
                new Document("entry", entry).append("person", person).append("helped", helped));
    }

    Optional<Boolean> of(String entry, String person) {
        return marks.find(entry + ":" + person).map(row -> row.getBoolean("helped"));
    }

    long count(String entry, boolean helped) {
        return marks.count(and(eq("entry", entry), eq("helped", helped)));
    }
}
