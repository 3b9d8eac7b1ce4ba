package org.takeup.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The connection to MongoDB: the control database and the tenants' databases. Thread-safe; one per node.
 *
 * <p>Control data (tenants, plugin packages, jobs, revocations) is in {@code takeup_control}. Tenants' documents are in
 * {@code takeup_pool_data}, or in a database of the tenant's own named {@code t_} and 24 hex digits. No name is a prefix
 * of another: the embedded store would drop both.
 */
public final class Store implements AutoCloseable {
    static final String CONTROL = "takeup_control";
    private static final Pattern TENANT = Pattern.compile("[0-9a-f]{24}");
    /** In the place of a tenant's id. */
    private static final String INSTALLATION = "0".repeat(24);

    private static final String POOL = "takeup_pool_data";

    private final MongoClient client;
    private final @Nullable EmbeddedMongo embedded;

    private Store(MongoClient client, @Nullable EmbeddedMongo embedded) {
        this.client = client;
        this.embedded = embedded;
    }

    /**
     * Connects to a MongoDB.
     *
     * @param uri a connection string; its pool size bounds how many requests use the store at once
     * @param listeners see every command; for tests and metrics
     */
    public static Store connect(String uri, CommandListener... listeners) {
        return new Store(client(uri, listeners), null);
    }

    /** The embedded store, kept on disk below the folder. */
    public static Store embedded(Path folder, CommandListener... listeners) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the data folder " + folder + "; set TAKEUP_DATA_DIR", e);
        }
        return on(EmbeddedMongo.onDisk(folder), listeners);
    }

    /** The embedded store, forgotten when closed. */
    public static Store inMemory(CommandListener... listeners) {
        return on(EmbeddedMongo.inMemory(), listeners);
    }

    private static Store on(EmbeddedMongo embedded, CommandListener... listeners) {
        return new Store(client(embedded.listen(), listeners), embedded);
    }

    private static MongoClient client(String uri, CommandListener... listeners) {
        var settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applicationName("takeup")
                .writeConcern(WriteConcern.MAJORITY.withWTimeout(5, TimeUnit.SECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                // The driver would wait two minutes for a connection, and requests with it.
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS));
        List.of(listeners).forEach(settings::addCommandListener);
        return MongoClients.create(settings.build());
    }

    /** Whether this is the embedded stand-in, which pages and logs must say. */
    public boolean isEmbedded() {
        return embedded != null;
    }

    /** A collection of control data. Only for what belongs to no single tenant. */
    public MongoCollection<Document> control(String name) {
        return client.getDatabase(CONTROL).getCollection(name);
    }

    /**
     * The installation's own part of a collection of control data that is written and found as tenants' are. For the
     * wiring, which hands it to what works for tenants as well.
     */
    public TenantCollection installation(CollectionSpec spec) {
        return new TenantCollection(control(spec.name()), INSTALLATION);
    }

    /** Makes the indexes of such a collection; does nothing if they are there. */
    public void createInstallationIndexes(CollectionSpec spec) {
        Indexes.create(control(spec.name()), spec);
    }

    /**
     * A tenant's part of a collection.
     *
     * @param tenant 24 hex digits
     * @param dedicated whether the tenant has a database of its own
     */
    public TenantCollection tenant(String tenant, boolean dedicated, CollectionSpec spec) {
        return new TenantCollection(database(tenant, dedicated).getCollection(spec.name()), tenant);
    }

    /** Makes the indexes of a collection; does nothing if they are there. */
    void createIndexes(String tenant, boolean dedicated, CollectionSpec spec) {
        Indexes.create(database(tenant, dedicated).getCollection(spec.name()), spec);
    }

    /** Drops an index of a collection that is not declared any more; does nothing if it is not there. */
    void dropIndex(String tenant, boolean dedicated, CollectionSpec spec, List<String> fields) {
        Indexes.drop(database(tenant, dedicated).getCollection(spec.name()), fields);
    }

    /** Throws {@link com.mongodb.MongoException} unless the store answers. */
    public void ping() {
        client.getDatabase(CONTROL).runCommand(new Document("ping", 1));
    }

    /** Deletes the database of a tenant's own, its indexes included. @param tenant 24 hex digits */
    public void dropDedicated(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("No tenant's id");
        }
        database(tenant, true).drop();
    }

    MongoDatabase database(String tenant, boolean dedicated) {
        return client.getDatabase(dedicated ? "t_" + tenant : POOL);
    }

    @Override
    public void close() {
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
