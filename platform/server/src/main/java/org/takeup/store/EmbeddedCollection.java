package org.takeup.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/**
 * A collection of the embedded store in memory. The library reads all of a collection, which all tenants share, for each
 * query but those by id alone, and for each aggregation; this one reads what the declared indexes leave of it.
 */
final class EmbeddedCollection extends H2Collection {
    /** What the aggregation of this thread asks for first, while it runs. */
    private static final ScopedValue<Document> FIRST_MATCH = ScopedValue.newInstance();

    private final LookUps lookUps;

    EmbeddedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> figures,
            CursorRegistry cursors) {
        // Before super: documents may be there already.
        this.lookUps = new LookUps(documents);
        super(database, name, options, documents, figures, cursors);
    }

    /** Runs an aggregation whose first stage is this filter. Each stage is carried out as without this. */
    static Document aggregating(Document firstMatch, ScopedValue.CallableOp<Document, RuntimeException> aggregation) {
        return ScopedValue.where(FIRST_MATCH, firstMatch).call(aggregation);
    }

    /** Whether an index is unique does not matter here. */
    void lookUpBy(List<IndexKey> keys) {
        lookUps.by(keys.stream().map(IndexKey::getKey).toList());
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object position = super.addDocumentInternal(document);
        lookUps.add(document, position);
        return position;
    }

    @Override
    protected void handleUpdate(Object position, Document oldDocument, Document newDocument) {
        super.handleUpdate(position, oldDocument, newDocument);
        lookUps.replace(oldDocument, newDocument, position);
    }

    @Override
    protected void removeDocument(Object position) {
        Document document = getDocument(position);
        super.removeDocument(position);
        lookUps.remove(document, position);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        Document filter = query.isEmpty() && FIRST_MATCH.isBound() ? FIRST_MATCH.get() : query;
        for (Index<Object> index : getIndexes()) {
            if (index.canHandle(filter)) {
                return matchDocuments(filter, index.getPositions(filter), orderBy, skip, limit, batchSize, projection);
            }
        }
        Optional<List<Object>> positions = lookUps.find(filter);
        return positions.isPresent()
                ? matchDocuments(filter, positions.get(), orderBy, skip, limit, batchSize, projection)
                : matchDocuments(filter, orderBy, skip, limit, batchSize, projection);
    }
}
