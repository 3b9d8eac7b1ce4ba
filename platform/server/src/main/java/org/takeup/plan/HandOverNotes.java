package org.takeup.plan;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** What messengers said differently, in MongoDB: one note a person and step. */
final class HandOverNotes {
    static final CollectionSpec NOTES = CollectionSpec.named("hand_over_notes").index("plan", "at");

    private final TenantCollection notes;

    HandOverNotes(Workspace workspace) {
        this.notes = workspace.collection(NOTES);
    }

    /** A note. @param personId who wrote it */
    record Note(String stepId, String personId, String text, Instant at) {}

    /** Keeps a person's note in place of the one before; an empty one takes it back. */
    void put(String planId, String stepId, String personId, String text, Instant now) {
        String id = HandOverStore.idOf(stepId, personId);
        if (text.isEmpty()) {
            notes.delete(id);
            return;
        }
        notes.upsert(
                id,
                combine(
                        setOnInsert("plan", planId),
                        setOnInsert("step", stepId),
                        setOnInsert("person", personId),
                        set("text", text),
                        set("at", Date.from(now))));
    }

    /** A person's own, or empty. */
    String of(String stepId, String personId) {
        return notes.find(HandOverStore.idOf(stepId, personId))
                .map(row -> row.getString("text"))
                .orElse("");
    }

    /** Those about a plan's steps, the latest first. */
    List<Note> latest(String planId, int most) {
        return notes.find(eq("plan", planId))
                .sort(Sorts.descending("at"))
                .limit(most)
                .map(HandOverNotes::read)
                .into(new ArrayList<>());
    }

    private static Note read(Document row) {
        return new Note(
                row.getString("step"),
                row.getString("person"),
                row.getString("text"),
                row.getDate("at").toInstant());
    }
}
