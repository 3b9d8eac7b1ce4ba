package org.takeup.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.Document;

/**
 * Asks a real engine how it would carry out the queries that production code sends, over collections filled with
 * strangers' documents: on a small collection every engine prefers to scan.
 */
public final class QueryPlans {
    private static final int ENOUGH_TO_NEED_AN_INDEX = 3_000;
    private static final Set<String> FILLED = ConcurrentHashMap.newKeySet();

    private QueryPlans() {}

    /** The queries that the engine would answer by reading a whole collection. Empty on the embedded store, which cannot say. */
    public static List<String> scans(Store store, QueryShapes shapes) {
        var scans = new ArrayList<String>();
        if (TestStores.named().isEmpty()) {
            return scans;
        }
        // A copy: filling up and explaining send commands that are noted as well.
        Map.copyOf(shapes.examples()).forEach((shape, filter) -> {
            fill(store, shape);
            Document plan = explain(store, shape, filter);
            if (plan.toJson().contains("COLLSCAN")) {
                scans.add(shape + " reads the whole collection");
            }
        });
        return scans;
    }

    private static Document explain(Store store, QueryShapes.Shape shape, BsonDocument filter) {
        var sort = new Document();
        shape.sort().forEach(field -> sort.append(field, 1));
        var find = new Document("find", shape.collection()).append("filter", filter);
        if (!sort.isEmpty()) {
            // The engine refuses an empty one.
            find.append("sort", sort);
        }
        return store.database("", false).runCommand(new Document("explain", find).append("verbosity", "queryPlanner"));
    }

    private static void fill(Store store, QueryShapes.Shape shape) {
        if (!FILLED.add(shape.collection())) {
            return;
        }
        var collection = store.database("", false).getCollection(shape.collection());
        if (collection.estimatedDocumentCount() >= ENOUGH_TO_NEED_AN_INDEX) {
            return;
        }
        var strangers = new ArrayList<Document>(ENOUGH_TO_NEED_AN_INDEX);
        for (int i = 0; i < ENOUGH_TO_NEED_AN_INDEX; i++) {
            String stranger = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
            strangers.add(new Document(Scope.ID, new Scope(stranger).id("x")).append(Scope.TENANT, stranger));
        }
        collection.insertMany(strangers);
    }
}
