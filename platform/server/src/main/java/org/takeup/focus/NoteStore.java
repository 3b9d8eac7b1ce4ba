package org.takeup.focus;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Notes in MongoDB. What nobody agreed to is deleted here and not only hidden, so that no archive has it. */
final class NoteStore {
    static final CollectionSpec NOTES =
            CollectionSpec.named("focus_notes").index("group", "number").index("group", "speaker");

    private final TenantCollection notes;

    NoteStore(Workspace workspace) {
        this.notes = workspace.collection(NOTES);
    }

    long count(String group) {
        return notes.count(eq("group", group));
    }

    void insert(Note note) {
        notes.insert(note.id(), write(note));
    }

    Optional<Note> find(String group, String id) {
        return notes.find(id).map(NoteStore::read).filter(note -> note.group().equals(group));
    }

    /** In the order in which they were written. */
    List<Note> of(String group) {
        return notes.find(eq("group", group))
                .sort(Sorts.ascending("number"))
                .map(NoteStore::read)
                .into(new ArrayList<>());
    }

    /** @return false, changing nothing, unless the stored version is the one before this */
    boolean replace(Note note) {
        return notes.updateIf(note.id(), eq("version", note.version() - 1), new Document("$set", write(note)));
    }

    boolean delete(String id, long version) {
        return notes.deleteIf(id, eq("version", version));
    }

    void delete(String id) {
        notes.delete(id);
    }

    /** Deletes all that one speaker said. @param onlyQuotes only what is word for word */
    void deleteOf(String group, int speaker, boolean onlyQuotes) {
        delete(and(eq("group", group), eq("speaker", speaker)), onlyQuotes);
    }

    /** Deletes all that any speaker said. @param onlyQuotes only what is word for word */
    void deleteOfSpeakers(String group, boolean onlyQuotes) {
        delete(and(eq("group", group), gt("speaker", 0)), onlyQuotes);
    }

    private void delete(Bson which, boolean onlyQuotes) {
        notes.deleteAll(onlyQuotes ? and(which, eq("quote", true)) : which);
    }

    private static Document write(Note note) {
        return new Document("group", note.group())
                .append("number", note.number())
                .append("speaker", note.speaker())
                .append("text", note.text())
                .append("quote", note.quote())
                .append("codes", note.codes())
                .append("version", note.version());
    }

    private static Note read(Document row) {
        return new Note(
                TenantCollection.id(row),
                row.getString("group"),
                row.getLong("number"),
                row.getInteger("speaker"),
                row.getString("text"),
                row.getBoolean("quote"),
                row.getList("codes", String.class),
                row.getLong("version"));
    }
}
