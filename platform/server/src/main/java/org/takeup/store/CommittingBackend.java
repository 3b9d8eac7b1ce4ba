package org.takeup.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/**
 * Commits after each write, so that a killed process loses no acknowledged one; the library commits once a second.
 *
 * <p>A commit takes the file as it is at that moment. One that fell between another thread's document and its index
 * entry would, after a kill, leave a document that scans find and ids do not. So writes share a lock which commits have
 * alone, and nothing else may commit: the file must be opened without automatic commits.
 */
final class CommittingBackend extends H2Backend {
    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropdatabase",
            "dropindexes",
            "renamecollection");

    private final boolean onDisk;
    private final ReadWriteLock file = new ReentrantReadWriteLock();
    private final AtomicLong written = new AtomicLong();
    /** All writes up to this one are in the file. Changed under the write lock alone. */
    private long committed;

    CommittingBackend(MVStore store) {
        // Before super: it opens the databases that exist.
        this.onDisk = store.getFileStore() != null;
        super(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new EmbeddedDatabase(name, getMvStore(), !onDisk, getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        return onDisk && writes(message.getDocument()) ? write(message) : super.handleMessage(message);
    }

    private static boolean writes(Document command) {
        return !command.isEmpty()
                && WRITES.contains(command.keySet().iterator().next().toLowerCase(Locale.ROOT));
    }

    private Document write(MongoMessage message) {
        Document answer;
        long own;
        file.readLock().lock();
        try {
            answer = super.handleMessage(message);
            own = written.incrementAndGet();
        } finally {
            file.readLock().unlock();
        }
        commitUpTo(own);
        return answer;
    }

    /** One commit serves all writes that ended before it. */
    private void commitUpTo(long own) {
        file.writeLock().lock();
        try {
            if (committed < own) {
                committed = written.get();
                commit();
            }
        } finally {
            file.writeLock().unlock();
        }
    }
}
