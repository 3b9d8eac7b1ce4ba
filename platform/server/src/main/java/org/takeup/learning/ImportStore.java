package org.takeup.learning;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** Imports, the pieces of their files, and their row problems. Files are kept here so that any node can go on with them. */
public final class ImportStore {
    public static final CollectionSpec IMPORTS =
            CollectionSpec.named("learning_imports").index("created");
    public static final CollectionSpec PIECES =
            CollectionSpec.named("learning_import_pieces").index("import");
    public static final CollectionSpec PROBLEMS =
            CollectionSpec.named("learning_import_problems").index("import", "number");
    public static final CollectionSpec TURNS = CollectionSpec.named("learning_import_turns");

    /** How many row problems of an import are kept; all are counted. */
    static final int MOST_NOTED = 1_000;

    private static final int PIECE_BYTES = 1_000_000;
    private static final String TURN = "turn";

    private final TenantCollection imports;
    private final TenantCollection pieces;
    private final TenantCollection problems;
    private final TenantCollection turns;

    ImportStore(Workspace workspace) {
        this.imports = workspace.collection(IMPORTS);
        this.pieces = workspace.collection(PIECES);
        this.problems = workspace.collection(PROBLEMS);
        this.turns = workspace.collection(TURNS);
    }

    /** Takes the workspace's only turn. @return false if another import has it */
    boolean takeTurn(String importId, Instant now) {
        return turns.insert(TURN, new Document("import", importId).append("since", Date.from(now)));
    }

    /** Who has the turn, and since when. */
    Optional<Turn> turn() {
        return turns.find(TURN)
                .map(found -> new Turn(
                        found.getString("import"), found.getDate("since").toInstant()));
    }

    record Turn(String importId, Instant since) {}

    /** Takes the turn from an import that will not use it. @return false if somebody else was faster */
    boolean takeOver(Turn from, String importId, Instant now) {
        return turns.updateIf(
                TURN, eq("import", from.importId()), combine(set("import", importId), set("since", Date.from(now))));
    }

    void endTurn(String importId) {
        turns.updateIf(TURN, eq("import", importId), set("import", ""));
    }

    void keepFile(String importId, Path file) throws IOException {
        byte[] buffer = new byte[PIECE_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (int read = in.readNBytes(buffer, 0, PIECE_BYTES);
                    read > 0;
                    read = in.readNBytes(buffer, 0, PIECE_BYTES)) {
                byte[] piece = Arrays.copyOf(buffer, read);
                pieces.put(
                        pieceId(importId, number++),
                        new Document("import", importId).append("bytes", new Binary(piece)));
            }
        }
    }

    void copyFile(String importId, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            Optional<Document> piece = pieces.find(pieceId(importId, 0));
            for (int number = 1; piece.isPresent(); number++) {
                out.write(piece.get().get("bytes", Binary.class).getData());
                piece = pieces.find(pieceId(importId, number));
            }
        }
    }

    void forgetFile(String importId) {
        pieces.deleteAll(eq("import", importId));
    }

    void add(Import fresh) {
        imports.put(fresh.id(), ImportDocument.write(fresh));
    }

    Optional<Import> find(String id) {
        return imports.find(id).map(ImportDocument::read);
    }

    /** Newest first. @param before only older ones, as the cursor of the list before says */
    List<Import> list(Optional<Instant> before, int most) {
        Bson filter =
                before.<Bson>map(moment -> lt("created", Date.from(moment))).orElseGet(Document::new);
        return imports.find(filter)
                .sort(Sorts.descending("created"))
                .limit(most)
                .map(ImportDocument::read)
                .into(new ArrayList<>());
    }

    /** Notes that a run begins. @return how many runs there were before */
    int begin(String id) {
        Document now = imports.merge(
                id,
                combine(
                        set("state", Import.State.RUNNING.name()),
                        inc("runs", 1),
                        set("phase", Import.Phase.CHECKING.name())));
        return now.getInteger("runs") - 1;
    }

    /** A run could not begin in earnest, for no fault of the import. */
    void forgiveRun(String id) {
        imports.update(id, inc("runs", -1));
    }

    void enter(String id, Import.Phase phase) {
        imports.update(id, set("phase", phase.name()));
    }

    /** Says how far reading is. @return whether somebody has asked to stop */
    boolean reading(String id, long done, long total) {
        return imports.merge(id, combine(set("done", done), set("total", total)))
                .getBoolean("cancel", false);
    }

    void checkpoint(String id, Progress progress) {
        imports.update(id, set("progress", ImportDocument.write(progress)));
    }

    /** Whether somebody has asked to stop it. */
    boolean isCancelled(String id) {
        return imports.find(id).map(found -> found.getBoolean("cancel", false)).orElse(false);
    }

    /** Asks a run to stop. @return whether there was one */
    boolean cancel(String id) {
        return imports.updateIf(
                id,
                com.mongodb.client.model.Filters.in(
                        "state", List.of(Import.State.WAITING.name(), Import.State.RUNNING.name())),
                set("cancel", true));
    }

    void end(String id, Import.State state, String message, Instant at) {
        imports.update(
                id,
                combine(
                        set("state", state.name()),
                        set("phase", Import.Phase.ENDED.name()),
                        set("message", message),
                        set("finished", Date.from(at))));
    }

    /** Keeps row problems; the same one again replaces the first. */
    void note(String id, List<RowProblem> found) {
        problems.write(found.stream()
                .<Write>map(each -> new Write.Put(
                        String.format(Locale.ROOT, "%s/%06d", id, each.number()), ImportDocument.write(id, each)))
                .toList());
    }

    /** Row problems in the order in which they were found. */
    List<RowProblem> problems(String id, int after, int most) {
        return problems.find(and(eq("import", id), gt("number", after)))
                .sort(Sorts.ascending("number"))
                .limit(most)
                .map(ImportDocument::readProblem)
                .into(new ArrayList<>());
    }

    private static String pieceId(String importId, int number) {
        return importId + "/" + number;
    }
}
