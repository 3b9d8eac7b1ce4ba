package org.takeup.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * The shapes of the queries that production code sends, and which declared index each could use. On the embedded store,
 * which has no indexes, this is the check that a query has one; against a real engine {@code explain} is asked as well.
 */
public final class QueryShapes {
    private final Map<Shape, BsonDocument> examples = new ConcurrentHashMap<>();

    /**
     * A query without its values.
     *
     * @param equal fields compared with one value or a list of values
     * @param other fields compared otherwise
     * @param sort fields sorted by
     */
    public record Shape(String collection, Set<String> equal, Set<String> other, List<String> sort) {}

    /** Each shape with the filter it was first seen with. */
    Map<Shape, BsonDocument> examples() {
        return examples;
    }

    void note(String name, BsonDocument command) {
        String collection = command.getString(command.getFirstKey()).getValue();
        switch (name) {
            case "find" ->
                add(
                        collection,
                        command.getDocument("filter", new BsonDocument()),
                        command.getDocument("sort", new BsonDocument()));
            case "count", "distinct" ->
                add(collection, command.getDocument("query", new BsonDocument()), new BsonDocument());
            case "findandmodify" ->
                add(collection, command.getDocument("query"), command.getDocument("sort", new BsonDocument()));
            case "aggregate" -> aggregate(collection, command);
            case "update" ->
                command.getArray("updates")
                        .forEach(each -> add(collection, each.asDocument().getDocument("q"), new BsonDocument()));
            case "delete" ->
                command.getArray("deletes")
                        .forEach(each -> add(collection, each.asDocument().getDocument("q"), new BsonDocument()));
            default -> {}
        }
    }

    private void aggregate(String collection, BsonDocument command) {
        var all = new BsonDocument();
        for (BsonValue stage : command.getArray("pipeline")) {
            if (!stage.asDocument().isDocument("$match")) {
                break;
            }
            all.putAll(stage.asDocument().getDocument("$match"));
        }
        add(collection, all, new BsonDocument());
    }

    private void add(String collection, BsonDocument filter, BsonDocument sort) {
        var equal = new LinkedHashSet<String>();
        var other = new LinkedHashSet<String>();
        collect(filter, equal, other);
        examples.putIfAbsent(new Shape(collection, equal, other, List.copyOf(sort.keySet())), filter);
    }

    private static void collect(BsonDocument filter, Set<String> equal, Set<String> other) {
        filter.forEach((field, condition) -> {
            if (field.equals("$and")) {
                condition.asArray().forEach(each -> collect(each.asDocument(), equal, other));
            } else if (!field.startsWith("$")) {
                (isEquality(condition) ? equal : other).add(field);
            }
        });
    }

    private static boolean isEquality(BsonValue condition) {
        if (!condition.isDocument() || condition.asDocument().isEmpty()) {
            return true;
        }
        String first = condition.asDocument().getFirstKey();
        return !first.startsWith("$") || first.equals("$eq") || first.equals("$in");
    }

    /**
     * The shapes that no declared index serves. An index serves a query when its first field after the tenant is in the
     * filter or leads the sort; a query for the whole tenant is served by the tenant alone.
     */
    public List<Shape> withoutIndex(List<CollectionSpec> specs) {
        var without = new ArrayList<Shape>();
        for (Shape shape : examples.keySet()) {
            boolean declared = specs.stream().anyMatch(spec -> spec.name().equals(shape.collection()));
            if (!declared || !served(shape, specs)) {
                without.add(shape);
            }
        }
        return without;
    }

    private static boolean served(Shape shape, List<CollectionSpec> specs) {
        if (shape.equal().contains(Scope.ID) || shape.other().contains(Scope.ID)) {
            return true;
        }
        var asked = new LinkedHashSet<>(shape.equal());
        asked.addAll(shape.other());
        asked.remove(Scope.TENANT);
        if (asked.isEmpty() && shape.sort().isEmpty()) {
            return true;
        }
        return specs.stream()
                .filter(spec -> spec.name().equals(shape.collection()))
                .flatMap(spec -> spec.indexes().stream())
                .map(index -> index.fields().getFirst())
                .anyMatch(first -> asked.contains(first)
                        || (asked.isEmpty() && first.equals(shape.sort().getFirst())));
    }
}
