package org.takeup.store;

import de.bwaldvogel.mongo.MongoServer;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/**
 * The stand-in for MongoDB in the demo, in first runs and in tests: mongo-java-server in this process, on a free
 * loopback port. Expiry and transactions do not exist in it, and non-unique indexes in memory alone; see platform/README.md.
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
        String file = folder.resolve("takeup.mv").toString();
        return new EmbeddedMongo(
                new MVStore.Builder().fileName(file).autoCommitDisabled().open());
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
}
