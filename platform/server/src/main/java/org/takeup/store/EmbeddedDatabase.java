package org.takeup.store;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVStore;

/** A database of the embedded store whose unique indexes are of our kind: see {@link EmbeddedIndex}. */
final class EmbeddedDatabase extends H2Database {
    private final MVStore store;

    EmbeddedDatabase(String name, MVStore store, CursorRegistry cursors) {
        // Before super: it opens the indexes of a database that exists.
        this.store = store;
        super(name, store, cursors);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        // The library's own name for the map, which it removes when the index or the database is dropped.
        String map = getDatabaseName() + "." + collection + "._index_" + index;
        return new EmbeddedIndex(store.openMap(map), index, keys, sparse);
    }
}
