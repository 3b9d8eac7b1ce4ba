package org.takeup.lifecycle;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.lifecycle.Export.State;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Exports and the pieces of their files. */
final class ExportStore {
    static final CollectionSpec EXPORTS = CollectionSpec.named("exports").index("asked");
    static final CollectionSpec PIECES = CollectionSpec.named("export_pieces").index("export");

    static final int PIECE = 1_000_000;

    private final TenantCollection exports;
    private final TenantCollection pieces;

    ExportStore(Workspace workspace) {
        this.exports = workspace.collection(EXPORTS);
        this.pieces = workspace.collection(PIECES);
    }

    /** @param transport the transport key, sealed with the workspace's; forgotten when the file is made */
    void add(Export export, byte[] transport) {
        exports.insert(
                export.id(),
                new Document("state", export.state().name())
                        .append("asked", Date.from(export.asked()))
                        .append("expires", Date.from(export.expires()))
                        .append("documents", 0L)
                        .append("bytes", 0L)
                        .append("sha256", "")
                        .append("runs", 0)
                        .append("transport", new Binary(transport)));
    }

    Optional<Export> find(String id) {
        return exports.find(id).map(ExportStore::read);
    }

    /** Newest first. */
    List<Export> all() {
        return exports.all()
                .sort(Sorts.descending("asked"))
                .map(ExportStore::read)
                .into(new ArrayList<>());
    }

    /** Begins a run anew, without what an earlier one left. @return how many there were before; empty if it is gone */
    Optional<Integer> begin(String id) {
        pieces.deleteAll(eq("export", id));
        return exports.change(
                        id,
                        eq("sha256", ""),
                        combine(set("state", State.RUNNING.name()), set("documents", 0L), inc("runs", 1)))
                .map(stored -> stored.getInteger("runs") - 1);
    }

    Optional<byte[]> transport(String id) {
        return exports.find(id)
                .map(stored -> stored.get("transport", Binary.class))
                .map(Binary::getData);
    }

    /** Says how far it is. @return false if nobody wants it any more */
    boolean wrote(String id, long documents) {
        return exports.update(id, set("documents", documents));
    }

    void piece(String id, long number, byte[] bytes) {
        pieces.put(pieceId(id, number), new Document("export", id).append("bytes", new Binary(bytes)));
    }

    boolean ready(String id, long documents, long bytes, String sha256, Instant expires) {
        return exports.update(
                id,
                combine(
                        set("state", State.READY.name()),
                        set("documents", documents),
                        set("bytes", bytes),
                        set("sha256", sha256),
                        set("expires", Date.from(expires)),
                        unset("transport")));
    }

    void failed(String id) {
        exports.update(id, combine(set("state", State.FAILED.name()), unset("transport")));
        pieces.deleteAll(eq("export", id));
    }

    /** Writes a part of the file. @param until not included */
    void copy(String id, long from, long until, OutputStream out) throws IOException {
        for (long at = from; at < until; ) {
            long number = at / PIECE;
            byte[] piece = pieces.find(pieceId(id, number))
                    .map(stored -> stored.get("bytes", Binary.class).getData())
                    .orElseThrow(() -> new IOException("The file was deleted while it was sent"));
            int start = Math.toIntExact(at - number * PIECE);
            int end = Math.toIntExact(Math.min(piece.length, until - number * PIECE));
            out.write(piece, start, end - start);
            at += end - start;
        }
    }

    void delete(String id) {
        exports.delete(id);
        pieces.deleteAll(eq("export", id));
    }

    private static String pieceId(String id, long number) {
        return id + "/" + number;
    }

    private static Export read(Document stored) {
        return new Export(
                TenantCollection.id(stored),
                State.valueOf(stored.getString("state")),
                stored.getDate("asked").toInstant(),
                stored.getDate("expires").toInstant(),
                stored.getLong("documents"),
                stored.getLong("bytes"),
                stored.getString("sha256"));
    }
}
