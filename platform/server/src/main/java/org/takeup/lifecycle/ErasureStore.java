package org.takeup.lifecycle;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Reports about people who were erased. */
final class ErasureStore {
    static final CollectionSpec ERASURES = CollectionSpec.named("erasures").index("asked");

    private static final int MOST = 200;

    private final TenantCollection erasures;

    ErasureStore(Workspace workspace) {
        this.erasures = workspace.collection(ERASURES);
    }

    void add(String id, Instant asked) {
        erasures.insert(
                id,
                new Document("asked", Date.from(asked))
                        .append("finished", false)
                        .append("lines", List.of())
                        .append("audit", 0L)
                        .append("remarks", List.of()));
    }

    void finish(String id, List<Erasure.Line> lines, long audit, List<String> remarks) {
        erasures.update(
                id,
                combine(
                        set("finished", true),
                        set("lines", lines.stream().map(ErasureStore::write).toList()),
                        set("audit", audit),
                        set("remarks", remarks)));
    }

    /** Newest first. */
    List<Erasure> latest() {
        return erasures.all()
                .sort(Sorts.descending("asked"))
                .limit(MOST)
                .map(ErasureStore::read)
                .into(new ArrayList<>());
    }

    private static Document write(Erasure.Line line) {
        return new Document("collection", line.collection())
                .append("words", line.words())
                .append("deleted", line.deleted())
                .append("changed", line.changed());
    }

    private static Erasure read(Document stored) {
        return new Erasure(
                TenantCollection.id(stored),
                stored.getDate("asked").toInstant(),
                stored.getBoolean("finished"),
                stored.getList("lines", Document.class).stream()
                        .map(line -> new Erasure.Line(
                                line.getString("collection"),
                                line.getString("words"),
                                line.getLong("deleted"),
                                line.getLong("changed")))
                        .toList(),
                stored.getLong("audit"),
                stored.getList("remarks", String.class));
    }
}
