package org.takeup.learning;

import static com.mongodb.client.model.Filters.eq;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/**
 * Learners and the catalogue. A learner is one document, so that an import reads and writes a tenth of what one document
 * a fact would take. Every write names the revision it has read: of two runs of one import the older one stops.
 */
public final class LearnerStore {
    public static final CollectionSpec LEARNERS = CollectionSpec.named("learners");
    public static final CollectionSpec CATALOGUE = CollectionSpec.named("learning_catalogue");

    /** Documents to a round trip. */
    static final int PAGE = 1_000;

    private final TenantCollection learners;
    private final TenantCollection catalogue;

    LearnerStore(Workspace workspace) {
        this.learners = workspace.collection(LEARNERS);
        this.catalogue = workspace.collection(CATALOGUE);
    }

    /** A learner as stored. */
    record Stored(String source, String personId, int revision, Learner learner, Document document) {}

    static String key(String source, String personId) {
        return source + "/" + personId;
    }

    /** The learners with these ids of a source, by id. */
    Map<String, Stored> learners(String source, Collection<String> personIds) {
        var found = new HashMap<String, Stored>();
        learners.findAll(personIds.stream().map(id -> key(source, id)).toList())
                .batchSize(PAGE)
                .forEach(document -> {
                    Stored stored = read(document);
                    found.put(stored.personId(), stored);
                });
        return found;
    }

    /** The learners with these keys, {@code source/id}. */
    List<Stored> withKeys(Collection<String> keys) {
        var found = new ArrayList<Stored>();
        learners.findAll(keys).batchSize(PAGE).forEach(document -> found.add(read(document)));
        return found;
    }

    /** Every learner of the workspace, one after the other. */
    void each(Consumer<Stored> consumer) {
        learners.all().batchSize(PAGE).forEach(document -> consumer.accept(read(document)));
    }

    static Write insert(String source, String personId, Learner learner, Stamp stamp, List<Outcome> outcomes) {
        return new Write.Insert(key(source, personId), document(learner, 1, stamp, outcomes));
    }

    static Write replace(Stored stored, Stamp stamp, List<Outcome> outcomes) {
        return new Write.Replace(
                key(stored.source(), stored.personId()),
                eq("rev", stored.revision()),
                document(stored.learner(), stored.revision() + 1, stamp, outcomes));
    }

    static Write delete(String source, String personId) {
        return new Write.Delete(key(source, personId));
    }

    void writeLearners(List<Write> writes) {
        learners.write(writes);
    }

    /** The documents of these entries, by key. */
    Map<String, Document> catalogue(Collection<String> keys) {
        var found = new HashMap<String, Document>();
        var all = new ArrayList<>(keys);
        for (int from = 0; from < all.size(); from += PAGE) {
            catalogue
                    .findAll(all.subList(from, Math.min(all.size(), from + PAGE)))
                    .forEach(document -> found.put(TenantCollection.id(document), document));
        }
        return found;
    }

    /** Everything in the catalogue. */
    List<CatalogueEntry> catalogue() {
        var all = new ArrayList<CatalogueEntry>();
        catalogue
                .all()
                .batchSize(PAGE)
                .forEach(document -> all.add(CatalogueEntry.read(TenantCollection.id(document), document)));
        return all;
    }

    void writeCatalogue(List<Write> writes) {
        for (int from = 0; from < writes.size(); from += PAGE) {
            catalogue.write(writes.subList(from, Math.min(writes.size(), from + PAGE)));
        }
    }

    private static Document document(Learner learner, int revision, Stamp stamp, List<Outcome> outcomes) {
        var document = new Document("rev", revision).append("facts", new Binary(LearnerCodec.write(learner)));
        stamp.put(document, outcomes);
        return document;
    }

    private static Stored read(Document document) {
        String key = TenantCollection.id(document);
        int slash = key.indexOf('/');
        String person = key.substring(slash + 1);
        byte[] facts = document.get("facts", Binary.class).getData();
        return new Stored(
                key.substring(0, slash),
                person,
                document.getInteger("rev"),
                LearnerCodec.read(person, facts),
                document);
    }
}
