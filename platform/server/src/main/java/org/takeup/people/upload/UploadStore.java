package org.takeup.people.upload;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.people.FileEntry;
import org.takeup.people.upload.Upload.State;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** Uploads, what each of them changes, and what the last one that was taken over said of everybody. */
public final class UploadStore {
    /** By the file's id of a person: the entry, and who they are in the directory. */
    private static final CollectionSpec ENTRIES = CollectionSpec.named("people_entries");

    private static final CollectionSpec UPLOADS =
            CollectionSpec.named("people_uploads").index("created").index("state");
    private static final CollectionSpec CHANGES = CollectionSpec.named("people_upload_changes")
            .index("upload", "number")
            .index("upload", "kind", "number");
    private static final CollectionSpec NOTES =
            CollectionSpec.named("people_upload_notes").index("upload", "number");
    /** One document: how many were taken over, the last of them, and the one that is moving. */
    private static final CollectionSpec TURNS = CollectionSpec.named("people_upload_turns");

    public static final List<CollectionSpec> COLLECTIONS = List.of(ENTRIES, UPLOADS, CHANGES, NOTES, TURNS);

    static final int BATCH = 1_000;
    private static final String TURN = "turn";

    private final TenantCollection entries;
    private final TenantCollection uploads;
    private final TenantCollection changes;
    private final TenantCollection notes;
    private final TenantCollection turns;

    UploadStore(Workspace workspace) {
        this.entries = workspace.collection(ENTRIES);
        this.uploads = workspace.collection(UPLOADS);
        this.changes = workspace.collection(CHANGES);
        this.notes = workspace.collection(NOTES);
        this.turns = workspace.collection(TURNS);
    }

    /** An entry as it was taken over last, and who it is in the directory. */
    record Known(FileEntry entry, String person) {}

    /** What the last file said of these, by the file's ids. At most a few thousand at a time. */
    Map<String, Known> known(Collection<String> ids) {
        var known = new HashMap<String, Known>();
        entries.findAll(ids).forEach(stored -> known.put(TenantCollection.id(stored), readKnown(stored)));
        return known;
    }

    /** What the last file said of everybody, read as it is asked for. */
    void everybody(Consumer<Known> sink) {
        entries.all().batchSize(BATCH).forEach(stored -> sink.accept(readKnown(stored)));
    }

    void keep(Collection<Known> known) {
        entries.write(known.stream()
                .<Write>map(each -> new Write.Put(
                        each.entry().id(), UploadDocument.write(each.entry()).append("person", each.person())))
                .toList());
    }

    void forget(Collection<String> ids) {
        entries.write(ids.stream().<Write>map(Write.Delete::new).toList());
    }

    /** @param applied how many files were taken over @param last the last of them, @param moving or empty */
    record Turn(int applied, String last, String moving) {}

    Turn turn() {
        return turns.find(TURN)
                .map(stored ->
                        new Turn(stored.getInteger("applied"), stored.getString("last"), stored.getString("moving")))
                .orElseGet(() -> {
                    turns.insert(
                            TURN, new Document("applied", 0).append("last", "").append("moving", ""));
                    return new Turn(0, "", "");
                });
    }

    /** Gives the turn to an upload, if all is still as it was found. @return false if somebody was faster */
    boolean take(Turn found, String upload) {
        return turns.updateIf(
                TURN,
                and(eq("applied", found.applied()), eq("last", found.last()), eq("moving", "")),
                set("moving", upload));
    }

    /** @param last the upload that can be taken back from now on, or empty */
    void endTurn(String upload, String last) {
        turns.updateIf(TURN, eq("moving", upload), combine(set("moving", ""), set("last", last), inc("applied", 1)));
    }

    void add(Upload upload) {
        uploads.put(upload.id(), UploadDocument.write(upload));
    }

    Optional<Upload> find(String id) {
        return uploads.find(id).map(UploadDocument::read);
    }

    /** The newest first. */
    List<Upload> list(Optional<Instant> before, int most) {
        Bson filter = before.<Bson>map(moment -> lt("created", Date.from(moment)))
                .orElseGet(() -> gt("created", new Date(0)));
        return uploads.find(filter)
                .sort(Sorts.descending("created"))
                .limit(most)
                .map(UploadDocument::read)
                .into(new ArrayList<>());
    }

    /** Moves an upload on. @return false if it was in none of these states */
    boolean enter(String id, Collection<State> from, State to, long total) {
        return uploads.updateIf(
                id,
                in("state", from.stream().map(State::name).toList()),
                combine(set("state", to.name()), set("done", 0L), set("total", total), set("wish", "")));
    }

    /** @return whether somebody wishes that it stops */
    boolean progress(String id, long done) {
        return uploads.change(id, exists("state"), set("done", done))
                .map(stored -> "stop".equals(stored.getString("wish")))
                .orElse(true);
    }

    void wishToStop(String id) {
        uploads.update(id, set("wish", "stop"));
    }

    void end(String id, State state, String message, Instant now) {
        uploads.update(
                id, combine(set("state", state.name()), set("message", message), set("finished", Date.from(now))));
    }

    /** What could be taken over or taken back until now cannot any more. */
    void makePast(String except) {
        for (Document each :
                uploads.find(in("state", State.CHECKED.name(), State.DONE.name(), State.CANCELLED.name()))) {
            String id = TenantCollection.id(each);
            if (!id.equals(except)) {
                uploads.update(id, set("state", State.PAST.name()));
                changes.deleteAll(eq("upload", id));
            }
        }
    }

    void addChanges(String upload, List<RowChange> part) {
        changes.write(part.stream()
                .<Write>map(each -> new Write.Put(upload + "." + each.number(), UploadDocument.write(upload, each)))
                .toList());
    }

    /** @param kind of which kind, or all */
    List<RowChange> changes(String upload, Optional<RowChange.Kind> kind, long after, int most) {
        Bson filter = kind.map(each -> and(eq("upload", upload), eq("kind", each.key()), gt("number", after)))
                .orElseGet(() -> and(eq("upload", upload), gt("number", after)));
        return changes.find(filter)
                .sort(Sorts.ascending("number"))
                .limit(most)
                .batchSize(most)
                .map(UploadDocument::readChange)
                .into(new ArrayList<>());
    }

    void addNotes(String upload, List<RowNote> part) {
        notes.write(part.stream()
                .<Write>map(each -> new Write.Put(upload + "." + each.number(), UploadDocument.write(upload, each)))
                .toList());
    }

    List<RowNote> notes(String upload, int after, int most) {
        return notes.find(and(eq("upload", upload), gt("number", after)))
                .sort(Sorts.ascending("number"))
                .limit(most)
                .map(UploadDocument::readNote)
                .into(new ArrayList<>());
    }

    private static Known readKnown(Document stored) {
        return new Known(UploadDocument.readEntry(stored), stored.getString("person"));
    }
}
