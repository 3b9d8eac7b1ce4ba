package org.takeup.tenant.life;

import static com.mongodb.client.model.Filters.empty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** All documents of a workspace in one of the two placements. Holds a batch of them at a time. */
final class Documents {
    private static final int BATCH = 500;

    /** A batch may hold a few of the largest documents, and many small ones. */
    private static final long BATCH_BYTES = 8L * 1024 * 1024;

    private final Workspace workspace;
    private final List<CollectionSpec> specs;

    Documents(Workspace workspace, List<CollectionSpec> specs) {
        this.workspace = workspace;
        this.specs = specs;
    }

    /** What each collection holds. */
    Map<String, Checksum.Total> totals() {
        var totals = new TreeMap<String, Checksum.Total>();
        for (CollectionSpec spec : specs) {
            var checksum = new Checksum();
            workspace
                    .collection(spec)
                    .all()
                    .batchSize(BATCH)
                    .forEach(each -> checksum.add(Line.of(each).bytes()));
            totals.put(spec.name(), checksum.total());
        }
        return totals;
    }

    /** Copies everything over, in place of what is there. @param alive asked after each batch; throws to stop */
    void copyTo(Documents other, Runnable alive) {
        for (CollectionSpec spec : specs) {
            try (var batch = other.into(spec, alive)) {
                workspace.collection(spec).all().batchSize(BATCH).forEach(each -> batch.add(Line.of(each)));
            }
        }
    }

    /** Deletes all of it. @return how many documents each collection had */
    Map<String, Long> delete() {
        var deleted = new TreeMap<String, Long>();
        specs.forEach(
                spec -> deleted.put(spec.name(), workspace.collection(spec).deleteAll(empty())));
        return deleted;
    }

    Batch into(CollectionSpec spec, Runnable alive) {
        return new Batch(workspace.collection(spec), alive);
    }

    /** Writes documents in batches. */
    static final class Batch implements AutoCloseable {
        private final TenantCollection collection;
        private final Runnable alive;
        private final List<Write> writes = new ArrayList<>();
        private long bytes;

        private Batch(TenantCollection collection, Runnable alive) {
            this.collection = collection;
            this.alive = alive;
        }

        void add(Line line) {
            writes.add(new Write.Put(line.id(), line.body()));
            bytes += line.bytes().length;
            if (writes.size() >= BATCH || bytes >= BATCH_BYTES) {
                flush();
            }
        }

        private void flush() {
            collection.write(List.copyOf(writes));
            writes.clear();
            bytes = 0;
            alive.run();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
