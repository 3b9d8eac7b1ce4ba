package org.takeup.store;

import static com.mongodb.client.model.Filters.empty;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/**
 * One tenant's part of a collection, and the only door to it. Every filter, document, update and pipeline gets the
 * tenant added, in pooled and in dedicated placement alike. Thread-safe. Calls block.
 *
 * <p>Ids are strings of the caller's choice; two tenants may use the same id and never meet.
 * All methods throw {@link com.mongodb.MongoException} when the store cannot be reached.
 */
public final class TenantCollection {
    /** Groups are few, but often more than the 101 documents that come first without being asked. */
    private static final int AT_ONCE = 1_000;

    private final MongoCollection<Document> collection;
    private final Scope scope;

    TenantCollection(MongoCollection<Document> collection, String tenant) {
        this.collection = collection;
        this.scope = new Scope(tenant);
    }

    /** The id that the document was stored under. */
    public static String id(Document stored) {
        return Scope.key(stored);
    }

    /** What was stored, without what the scope adds: a copy to change and to store again. */
    public static Document body(Document stored) {
        var body = new Document(stored);
        body.remove(Scope.ID);
        body.remove(Scope.TENANT);
        return body;
    }

    /** Stores a new document. @return false, changing nothing, if the id or a unique field is taken */
    public boolean insert(String id, Document body) {
        try {
            collection.insertOne(scope.own(id, body));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** Stores the document, replacing one with the same id. */
    public void put(String id, Document body) {
        collection.replaceOne(scope.byId(id), scope.own(id, body), new ReplaceOptions().upsert(true));
    }

    public Optional<Document> find(String id) {
        return Optional.ofNullable(collection.find(scope.byId(id)).first());
    }

    /** The documents with these ids, those that there are, in any order. At most a few thousand ids at a time. */
    public FindIterable<Document> findAll(Collection<String> ids) {
        return collection.find(scope.byIds(ids));
    }

    /** Matching documents, read as they are asked for. Sort, limit and project on the result. */
    public FindIterable<Document> find(Bson filter) {
        return collection.find(scope.filter(filter));
    }

    /**
     * Matching documents in the order of their ids. They are read in pages, each by a query of its own that begins behind the
     * last document of the one before: so whoever does slow work in between keeps no cursor waiting, which a store ends
     * after a while. What is stored meanwhile may be met or not; nothing is met twice.
     *
     * @param most documents of a page
     */
    public Stream<Document> inPages(Bson filter, int most) {
        return new IdPages(
                        last -> behind(last, filter).limit(most).batchSize(most).into(new ArrayList<>()), most)
                .stream();
    }

    /** The same of those whose ids begin with this and go on: a stretch of the index of ids, whatever else the collection has. */
    public Stream<Document> beginning(String prefix, int most) {
        return new IdPages(
                        last -> collection
                                .find(scope.beginning(prefix, last))
                                .sort(Sorts.ascending(Scope.ID))
                                .limit(most)
                                .batchSize(most)
                                .into(new ArrayList<>()),
                        most)
                .stream();
    }

    /** Matching documents in the order of their ids, those behind this one. Limit and project on the result. */
    public FindIterable<Document> behind(String id, Bson filter) {
        return collection.find(scope.behind(id, filter)).sort(Sorts.ascending(Scope.ID));
    }

    public FindIterable<Document> all() {
        return find(empty());
    }

    public long count(Bson filter) {
        return collection.countDocuments(scope.filter(filter));
    }

    /** @return whether there is such a document */
    public boolean update(String id, Bson update) {
        return collection.updateOne(scope.byId(id), scope.update(update)).getMatchedCount() == 1;
    }

    /** Updates the document with this id if it also matches. @return whether it did */
    public boolean updateIf(String id, Bson condition, Bson update) {
        return collection
                        .updateOne(scope.byId(id, condition), scope.update(update))
                        .getMatchedCount()
                == 1;
    }

    /** Updates the document with this id if it also matches, and returns it as it is afterwards. */
    public Optional<Document> change(String id, Bson condition, Bson update) {
        var options = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        return Optional.ofNullable(
                collection.findOneAndUpdate(scope.byId(id, condition), scope.update(update), options));
    }

    /** @return how many documents matched */
    public long updateAll(Bson filter, Bson update) {
        return collection.updateMany(scope.filter(filter), scope.update(update)).getMatchedCount();
    }

    /** Updates those of these documents that match, at most a few hundred ids. @return how many did */
    public long updateAllOf(Collection<String> ids, Bson condition, Bson update) {
        return collection
                .updateMany(scope.byIds(ids, condition), scope.update(update))
                .getMatchedCount();
    }

    /** Updates the document with this id, or makes it. */
    public void upsert(String id, Bson update) {
        collection.updateOne(scope.byId(id), scope.upsert(update), new UpdateOptions().upsert(true));
    }

    /** Updates one matching document, the first by {@code sort}, and returns it as it is afterwards. */
    public Optional<Document> take(Bson filter, Bson sort, Bson update) {
        var options = new FindOneAndUpdateOptions().sort(sort).returnDocument(ReturnDocument.AFTER);
        return Optional.ofNullable(collection.findOneAndUpdate(scope.filter(filter), scope.update(update), options));
    }

    /** Updates or makes the document with this id and returns it as it is afterwards. */
    public Document merge(String id, Bson update) {
        var options = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        return java.util.Objects.requireNonNull(
                collection.findOneAndUpdate(scope.byId(id), scope.upsert(update), options));
    }

    /** @return whether there was such a document */
    public boolean delete(String id) {
        return collection.deleteOne(scope.byId(id)).getDeletedCount() == 1;
    }

    /** Deletes the document with this id if it also matches. @return whether it did */
    public boolean deleteIf(String id, Bson condition) {
        return collection.deleteOne(scope.byId(id, condition)).getDeletedCount() == 1;
    }

    /** @return how many were deleted */
    public long deleteAll(Bson filter) {
        return collection.deleteMany(scope.filter(filter)).getDeletedCount();
    }

    /**
     * Bytes of this tenant's documents, without indexes.
     *
     * @param inStore whether the store can add them up; the embedded one cannot, and they are read here
     */
    public long bytes(boolean inStore) {
        if (!inStore) {
            long bytes = 0;
            for (RawBsonDocument each : collection.find(scope.filter(empty()), RawBsonDocument.class)) {
                bytes += each.getByteBuffer().remaining();
            }
            return bytes;
        }
        var sum = Accumulators.sum("bytes", new Document("$bsonSize", "$$ROOT"));
        for (Document all : aggregate(List.of(Aggregates.group(null, sum)))) {
            return all.get("bytes", Number.class).longValue();
        }
        return 0;
    }

    /**
     * Runs a pipeline over this tenant's documents.
     *
     * @throws IllegalArgumentException if a stage could leave the tenant, for example {@code $lookup}
     */
    public Iterable<Document> aggregate(List<? extends Bson> stages) {
        return collection.aggregate(scope.pipeline(stages)).batchSize(AT_ONCE);
    }

    /**
     * Writes many documents in one round trip, in order, at most a few thousand at a time. Nothing happens for an empty
     * list.
     *
     * @throws Overtaken if an {@code Insert} or a {@code Replace} found a document that it did not expect; what comes
     *     before it in the list is written, what comes after it may be
     */
    public void write(List<Write> writes) {
        if (writes.isEmpty()) {
            return;
        }
        try {
            collection.bulkWrite(writes.stream().map(this::model).toList(), new BulkWriteOptions().ordered(true));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().stream().anyMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
                throw new Overtaken(e);
            }
            throw e;
        }
    }

    /** Somebody else wrote the document since it was read. Read it again and decide anew. */
    public static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Overtaken(Throwable cause) {
            super("A document was written by somebody else in the meantime", cause);
        }
    }

    private WriteModel<Document> model(Write write) {
        return switch (write) {
            case Write.Insert insert -> new InsertOneModel<>(scope.own(insert.id(), insert.body()));
            case Write.Replace replace ->
                // Where the condition does not hold, the upsert runs into the id that is there, and that is the alarm.
                new ReplaceOneModel<>(
                        scope.byId(replace.id(), replace.condition()),
                        scope.own(replace.id(), replace.body()),
                        new ReplaceOptions().upsert(true));
            case Write.Put put ->
                new ReplaceOneModel<>(
                        scope.byId(put.id()), scope.own(put.id(), put.body()), new ReplaceOptions().upsert(true));
            case Write.Upsert upsert ->
                new UpdateOneModel<>(
                        scope.byId(upsert.id()), scope.upsert(upsert.update()), new UpdateOptions().upsert(true));
            case Write.Update update -> new UpdateOneModel<>(scope.byId(update.id()), scope.update(update.update()));
            case Write.UpdateIf update ->
                new UpdateOneModel<>(scope.byId(update.id(), update.condition()), scope.update(update.update()));
            case Write.Delete delete -> new DeleteOneModel<>(scope.byId(delete.id()));
        };
    }

    /** One write of many. */
    public sealed interface Write {
        /** Store a new document. */
        record Insert(String id, Document body) implements Write {}

        /** Store in place of the one that meets the condition. */
        record Replace(String id, Bson condition, Document body) implements Write {}

        /** Store, replacing one with the same id. */
        record Put(String id, Document body) implements Write {}

        /** Update, or make. */
        record Upsert(String id, Bson update) implements Write {}

        /** Update, if it is there. */
        record Update(String id, Bson update) implements Write {}

        /** Update, if it is there and meets the condition. */
        record UpdateIf(String id, Bson condition, Bson update) implements Write {}

        /** Delete, if it is there. */
        record Delete(String id) implements Write {}
    }
}
