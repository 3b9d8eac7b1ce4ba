package org.takeup.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.nio.file.Path;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * The stand-in for MongoDB in the demo, in first runs and in tests: mongo-java-server in this process, on a free
 * loopback port. Non-unique indexes, expiry and transactions do not exist in it; see platform/README.md.
 */
final class EmbeddedMongo implements AutoCloseable {
    private final MongoServer server;
    private final MVStore store;

    private EmbeddedMongo(MVStore store) {
        this.store = store;
        this.server = new MongoServer(new CommittingBackend(store));
    }

    /** Keeps its data in a file below this folder. One process at a time: the file is locked. */
    static EmbeddedMongo onDisk(Path folder) {
        return new EmbeddedMongo(MVStore.open(folder.resolve("takeup.mv").toString()));
    }

    /** Forgets everything when closed. */
    static EmbeddedMongo inMemory() {
        return new EmbeddedMongo(MVStore.open(null));
    }

    /** Starts listening. @return the connection string */
    String listen() {
        var address = new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0);
        server.bind(address);
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        store.close();
    }

    /** Commits after each write, so that a killed process loses no acknowledged one. The library commits once a second. */
    private static final class CommittingBackend extends H2Backend {
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

        CommittingBackend(MVStore store) {
            super(store);
            this.onDisk = store.getFileStore() != null && !isInMemory();
        }

        @Override
        protected MongoDatabase openOrCreateDatabase(String name) {
            return new EmbeddedDatabase(name, getMvStore(), getCursorRegistry());
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            Document answer = super.handleMessage(message);
            if (onDisk && writes(message.getDocument())) {
                commit();
            }
            return answer;
        }

        private static boolean writes(Document command) {
            return !command.isEmpty()
                    && WRITES.contains(command.keySet().iterator().next().toLowerCase(java.util.Locale.ROOT));
        }
    }
}
