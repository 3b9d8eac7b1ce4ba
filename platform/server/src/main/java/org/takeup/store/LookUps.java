package org.takeup.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents of an embedded collection that a filter can match, by the fields that it fixes to a value or to one
 * of several. What it finds may be more than what matches, never less. Thread-safe.
 */
final class LookUps {
    private final MVMap<Object, Document> documents;
    private final List<LookUp> all = new ArrayList<>();
    /** A scan reads documents in the order of their ids; so does this, as long as that is the order of text. */
    private boolean usable = true;

    LookUps(MVMap<Object, Document> documents) {
        this.documents = documents;
    }

    /** From here on also by these fields, the first ones of which serve as well. Does nothing if it is known. */
    synchronized void by(List<String> fields) {
        if (all.stream().noneMatch(each -> each.fields().equals(fields))) {
            var lookUp = new LookUp(fields);
            documents.forEach((position, document) -> lookUp.add(document, position));
            all.add(lookUp);
        }
    }

    synchronized void add(Document document, Object position) {
        usable &= position instanceof String;
        all.forEach(each -> each.add(document, position));
    }

    synchronized void remove(Document document, Object position) {
        all.forEach(each -> each.remove(document, position));
    }

    synchronized void replace(Document before, Document after, Object position) {
        all.forEach(each -> each.replace(before, after, position));
    }

    /**
     * Where the documents are that this filter can match, in the order of their ids, if it is worth looking there: to look one
     * up costs more than to pass it in a scan.
     */
    synchronized Optional<List<Object>> find(Document filter) {
        var fixed = new HashMap<String, Set<Object>>();
        fix(filter, fixed);
        Set<Object> ids = fixed.get(Scope.ID);
        if (!usable || fixed.isEmpty()) {
            return Optional.empty();
        }
        if (ids != null) {
            return Optional.of(inOrder(ids.stream().filter(documents::containsKey)));
        }
        return all.stream()
                .map(each -> each.find(fixed))
                .min(Comparator.comparingInt(LookUp.Found::size))
                .filter(found -> found.size() <= documents.size() / 4)
                .map(found -> inOrder(found.positions()));
    }

    private static List<Object> inOrder(Stream<Object> positions) {
        return positions.distinct().sorted().toList();
    }

    private static void fix(Document filter, Map<String, Set<Object>> fixed) {
        filter.forEach((field, condition) -> {
            if (field.equals("$and") && condition instanceof Collection<?> parts) {
                parts.forEach(each -> {
                    if (each instanceof Document part) {
                        fix(part, fixed);
                    }
                });
            } else if (!field.startsWith("$")) {
                Set<Object> values = values(condition);
                if (values != null) {
                    fixed.merge(field, values, (one, other) -> one.size() <= other.size() ? one : other);
                }
            }
        });
    }

    /** The values that a condition allows, if it allows a few only. */
    private static @Nullable Set<Object> values(@Nullable Object condition) {
        if (condition instanceof Document operators) {
            return operators.get("$in") instanceof Collection<?> several
                    ? keys(several)
                    : operators.containsKey("$eq") ? keys(Collections.singleton(operators.get("$eq"))) : null;
        }
        return keys(Collections.singleton(condition));
    }

    private static @Nullable Set<Object> keys(Collection<?> values) {
        var keys = new HashSet<Object>();
        for (Object value : values) {
            Object key = key(value);
            if (key == null) {
                return null;
            }
            keys.add(key);
        }
        return keys;
    }

    /** Equal for values that the store takes to be equal; null for those that equal others in ways of their own. */
    static @Nullable Object key(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            // As the store compares them: 1 is 1.0, and 0 is -0.0.
            case Number number -> number.doubleValue() + 0.0;
            case Boolean truth -> truth;
            case Instant moment -> moment;
            case ObjectId id -> id;
            case null, default -> null;
        };
    }
}
