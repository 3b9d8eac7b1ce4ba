package org.takeup.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;

/**
 * Asks the engine that {@code TAKEUP_TEST_MONGODB_URI} names how it would carry out the queries that production code
 * sends: over collections of its own with the declared indexes, full of documents of one tenant, because the tenant's own
 * index alone is as bad as none when a tenant is big. Without such an engine nothing is asked.
 */
public final class QueryPlans implements AutoCloseable {
    /** On a small collection every engine prefers to scan. */
    private static final int ENOUGH_TO_NEED_AN_INDEX = 3_000;

    private static final String TENANT = "f".repeat(24);
    private static final Pattern ANY_TENANT = Pattern.compile("\"[0-9a-f]{24}(?=[\"/])");

    /** MongoDB names an index in its plan's tree, DocumentDB in its text. */
    private static final Pattern INDEX = Pattern.compile("(?:indexName\"?: ?\"?|Scan using )(\\w+)");

    /** Of a command, what is no field of a document, or one that every document has anyway. */
    private static final Set<String> NO_FIELDS =
            Set.of("find", "aggregate", "sort", "cursor", Scope.TENANT, Scope.ID, "$group", "$project", "$limit");

    /** What was asked in this JVM, and is not asked again. */
    private static final Set<QueryShapes.Shape> ASKED = new HashSet<>();

    private final MongoClient client;
    private final MongoDatabase database;

    private QueryPlans(String uri) {
        this.client = MongoClients.create(uri);
        this.database = client.getDatabase(
                "takeup_plans_" + UUID.randomUUID().toString().substring(0, 8));
    }

    /**
     * The queries for which the engine would read a whole collection, or all documents of a tenant though only some are
     * asked for. Whether an index gives an order is not asked: not every engine can use one for that.
     */
    public static synchronized List<String> scans(QueryShapes shapes, List<CollectionSpec> specs) {
        var fresh = new LinkedHashMap<>(shapes.examples());
        fresh.keySet().removeIf(shape -> !ASKED.add(shape));
        if (TestStores.named().isEmpty() || fresh.isEmpty()) {
            return List.of();
        }
        try (var plans = new QueryPlans(TestStores.named().get())) {
            return plans.scans(fresh, specs);
        }
    }

    private List<String> scans(Map<QueryShapes.Shape, BsonDocument> examples, List<CollectionSpec> specs) {
        var scans = new ArrayList<String>();
        for (CollectionSpec spec : specs) {
            var own = new LinkedHashMap<>(examples);
            own.keySet()
                    .removeIf(shape -> !shape.collection().equals(spec.name())
                            || shape.asked().isEmpty());
            if (!own.isEmpty()) {
                fill(spec, own.values());
                own.forEach((shape, command) -> {
                    Set<String> used = indexes(command);
                    if (used.isEmpty() || used.equals(Set.of("tenant"))) {
                        scans.add(shape + " uses " + used);
                    }
                });
            }
        }
        return scans;
    }

    private Set<String> indexes(BsonDocument command) {
        var explain = new Document("explain", BsonDocument.parse(ofTheTenant(command)));
        String plan =
                database.runCommand(explain.append("verbosity", "queryPlanner")).toJson();
        var used = new TreeSet<String>();
        INDEX.matcher(plan).results().forEach(match -> used.add(match.group(1)));
        if (plan.contains("COLLSCAN")) {
            used.clear();
        }
        return used;
    }

    private static String ofTheTenant(BsonDocument command) {
        return ANY_TENANT.matcher(command.toJson()).replaceAll('"' + TENANT);
    }

    private void fill(CollectionSpec spec, Iterable<BsonDocument> commands) {
        var fields = new LinkedHashMap<String, BsonValue>();
        spec.indexes().forEach(index -> index.fields().forEach(field -> fields.put(field, new BsonString(""))));
        commands.forEach(command -> compared(command, fields));
        var documents = new ArrayList<BsonDocument>(ENOUGH_TO_NEED_AN_INDEX);
        for (int i = 0; i < ENOUGH_TO_NEED_AN_INDEX; i++) {
            documents.add(document(fields, i));
        }
        var collection = database.getCollection(spec.name());
        Indexes.create(collection, spec);
        collection.withDocumentClass(BsonDocument.class).insertMany(documents);
    }

    /** The fields in filters, with a value each that shows the type. */
    private static void compared(BsonDocument filter, Map<String, BsonValue> fields) {
        filter.forEach((field, condition) -> {
            if (NO_FIELDS.contains(field)) {
                return;
            }
            boolean holds = field.startsWith("$") || field.equals("filter") || field.equals("pipeline");
            if (!holds) {
                fields.put(field, sample(condition));
            } else if (condition.isDocument()) {
                compared(condition.asDocument(), fields);
            } else if (condition.isArray()) {
                condition.asArray().stream()
                        .filter(BsonValue::isDocument)
                        .forEach(each -> compared(each.asDocument(), fields));
            }
        });
    }

    private static BsonValue sample(BsonValue condition) {
        if (!condition.isDocument() || condition.asDocument().isEmpty()) {
            return condition;
        }
        BsonValue compared = condition.asDocument().values().iterator().next();
        return compared.isArray() && !compared.asArray().isEmpty()
                ? compared.asArray().getFirst()
                : compared;
    }

    private static BsonDocument document(Map<String, BsonValue> fields, int i) {
        var document = new BsonDocument(Scope.ID, new BsonString(new Scope(TENANT).id("k" + i)))
                .append(Scope.TENANT, new BsonString(TENANT));
        fields.forEach((field, sample) -> put(document, field, varied(sample, i)));
        return document;
    }

    private static BsonValue varied(BsonValue sample, int i) {
        return switch (sample.getBsonType()) {
            case DATE_TIME -> new BsonDateTime(1_750_000_000_000L + i * 60_000L);
            case INT32, INT64, DOUBLE -> new BsonInt32(i);
            case BOOLEAN -> BsonBoolean.valueOf(i % 2 == 0);
            default -> new BsonString("v" + i);
        };
    }

    private static void put(BsonDocument document, String field, BsonValue value) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            document.put(field, value);
            return;
        }
        String outer = field.substring(0, dot);
        if (!document.isDocument(outer)) {
            document.put(outer, new BsonDocument());
        }
        put(document.getDocument(outer), field.substring(dot + 1), value);
    }

    @Override
    public void close() {
        database.drop();
        client.close();
    }
}
