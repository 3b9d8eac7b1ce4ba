package org.takeup.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVStore;

/**
 * A database of the embedded store whose unique indexes are of our kind, see {@link EmbeddedIndex}. In memory its queries use
 * the other indexes too, see {@link EmbeddedCollection}; on disk they would need memory for what a small node keeps there.
 */
final class EmbeddedDatabase extends H2Database {
    private final MVStore store;
    private final boolean inMemory;

    EmbeddedDatabase(String name, MVStore store, boolean inMemory, CursorRegistry cursors) {
        // Before super: it opens the collections and the indexes of a database that exists.
        this.store = store;
        this.inMemory = inMemory;
        super(name, store, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        if (!inMemory) {
            return super.openOrCreateCollection(collection, options);
        }
        // The library's own names for the maps, which it removes when the collection or the database is dropped.
        String name = getFullCollectionNamespace(collection);
        return new EmbeddedCollection(
                this,
                collection,
                options,
                store.openMap("databases." + name),
                store.openMap("meta." + name),
                cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        lookUpBy(collection, keys);
        // The library's own name for the map, which it removes when the index or the database is dropped.
        String map = getDatabaseName() + "." + collection + "._index_" + index;
        return new EmbeddedIndex(store.openMap(map), index, keys, sparse);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        lookUpBy(collection, keys);
        return new EmptyIndex<>(index, keys);
    }

    private void lookUpBy(String collection, List<IndexKey> keys) {
        if (resolveCollection(collection, false) instanceof EmbeddedCollection own) {
            own.lookUpBy(keys);
        }
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        Optional<Document> match =
                inMemory && command.equalsIgnoreCase("aggregate") ? firstMatch(query) : Optional.empty();
        return match.isEmpty()
                ? super.handleCommand(channel, command, query, databases, oplog)
                : EmbeddedCollection.aggregating(
                        match.get(), () -> super.handleCommand(channel, command, query, databases, oplog));
    }

    private static Optional<Document> firstMatch(Document aggregate) {
        return aggregate.get("pipeline") instanceof List<?> stages
                        && !stages.isEmpty()
                        && stages.getFirst() instanceof Document first
                        && first.get("$match") instanceof Document match
                ? Optional.of(match)
                : Optional.empty();
    }
}
