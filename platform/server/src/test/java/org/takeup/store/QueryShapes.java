package org.takeup.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The shapes of the queries that production code sends, and which declared index each could use. On the embedded store,
 * which says nothing of the indexes it uses, this is the check that a query has one; against a real engine {@code explain} is asked as well.
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
    public record Shape(String collection, Set<String> equal, Set<String> other, List<String> sort) {
        /** The fields in the filter, but for the tenant, which is in every one. */
        Set<String> asked() {
            var asked = new LinkedHashSet<>(equal);
            asked.addAll(other);
            asked.remove(Scope.TENANT);
            return asked;
        }

        boolean isById() {
            return asked().contains(Scope.ID);
        }

        boolean isForTheWholeTenant() {
            return asked().isEmpty() && sort.isEmpty();
        }
    }

    /** Each shape with the first command of it, as one that reads: a {@code find} or an {@code aggregate}. */
    Map<Shape, BsonDocument> examples() {
        return Map.copyOf(examples);
    }

    void note(String name, BsonDocument command) {
        String collection = command.getString(command.getFirstKey()).getValue();
        switch (name) {
            case "find" -> find(collection, document(command, "filter"), document(command, "sort"));
            case "count", "distinct" -> find(collection, document(command, "query"), new BsonDocument());
            case "findandmodify" -> find(collection, document(command, "query"), document(command, "sort"));
            case "aggregate" -> aggregate(collection, command.getArray("pipeline"));
            case "update" -> command.getArray("updates").forEach(each -> find(collection, each));
            case "delete" -> command.getArray("deletes").forEach(each -> find(collection, each));
            default -> {}
        }
    }

    private static BsonDocument document(BsonDocument command, String field) {
        return command.getDocument(field, new BsonDocument());
    }

    private void find(String collection, BsonValue write) {
        find(collection, write.asDocument().getDocument("q"), new BsonDocument());
    }

    private void find(String collection, BsonDocument filter, BsonDocument sort) {
        var command = new BsonDocument("find", new BsonString(collection)).append("filter", filter);
        if (!sort.isEmpty()) {
            // Some engines refuse an empty one.
            command.append("sort", sort);
        }
        add(collection, filter, sort, command);
    }

    /** What the stages before the first one that computes ask for. */
    private void aggregate(String collection, BsonArray pipeline) {
        var filters = new BsonArray();
        var sort = new BsonDocument();
        for (BsonValue stage : pipeline) {
            if (stage.asDocument().isDocument("$match")) {
                filters.add(stage.asDocument().getDocument("$match"));
            } else {
                sort = document(stage.asDocument(), "$sort");
                break;
            }
        }
        add(
                collection,
                new BsonDocument("$and", filters),
                sort,
                new BsonDocument("aggregate", new BsonString(collection))
                        .append("pipeline", pipeline)
                        .append("cursor", new BsonDocument()));
    }

    private void add(String collection, BsonDocument filter, BsonDocument sort, BsonDocument command) {
        var equal = new LinkedHashSet<String>();
        var other = new LinkedHashSet<String>();
        collect(filter, equal, other);
        examples.putIfAbsent(new Shape(collection, equal, other, List.copyOf(sort.keySet())), command);
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
     * filter or leads the sort, and when it gives what it finds in the order that is asked for; a query by ids sorts the
     * few that it finds, and one for the whole tenant is served by the tenant alone.
     */
    public List<Shape> withoutIndex(List<CollectionSpec> specs) {
        return examples.keySet().stream()
                .filter(shape -> specs.stream()
                        .filter(spec -> spec.name().equals(shape.collection()))
                        .noneMatch(spec -> serves(spec, shape)))
                .toList();
    }

    private static boolean serves(CollectionSpec spec, Shape shape) {
        return shape.isById()
                || shape.isForTheWholeTenant()
                || spec.indexes().stream().anyMatch(index -> serves(index, shape));
    }

    private static boolean serves(CollectionSpec.Index index, Shape shape) {
        Set<String> asked = shape.asked();
        boolean finds = asked.isEmpty() || asked.contains(index.fields().getFirst());
        return finds && sorts(index.fields(), shape);
    }

    /** Fields that are equal in all that is found do not matter for its order. */
    private static boolean sorts(List<String> index, Shape shape) {
        List<String> order = shape.sort().stream()
                .filter(field -> !shape.equal().contains(field))
                .toList();
        List<String> given =
                index.stream().dropWhile(field -> shape.equal().contains(field)).toList();
        return given.size() >= order.size() && given.subList(0, order.size()).equals(order);
    }
}
