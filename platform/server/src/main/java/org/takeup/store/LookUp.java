package org.takeup.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of an embedded collection by the values of some fields: a tree with a level for each. A document whose field
 * holds a list is there once for each of its values, as in MongoDB. Not thread-safe.
 */
final class LookUp {
    /** The branch of all values that are not looked up by: none, lists that are empty, documents, bytes. */
    private static final Object OTHERS = new Object();

    private final List<String> fields;
    private final List<List<String>> paths;
    private final Branch root = new Branch();

    LookUp(List<String> fields) {
        this.fields = List.copyOf(fields);
        this.paths = fields.stream().map(field -> List.of(field.split("\\."))).toList();
    }

    private static final class Branch {
        private final Map<Object, Branch> branches = new HashMap<>();
        private final Set<Object> positions = new HashSet<>();
        /** Of all below, those that are there twice counted twice. */
        private int size;

        private Stream<Object> all() {
            return Stream.concat(positions.stream(), branches.values().stream().flatMap(Branch::all));
        }
    }

    /** Some branches of the tree. @param size how many documents, or a little more */
    record Found(int size, List<Branch> branches) {
        Stream<Object> positions() {
            return branches.stream().flatMap(Branch::all);
        }
    }

    List<String> fields() {
        return fields;
    }

    void add(Document document, Object position) {
        change(root, values(document), 0, position, 1);
    }

    void remove(Document document, Object position) {
        change(root, values(document), 0, position, -1);
    }

    void replace(Document before, Document after, Object position) {
        List<Set<Object>> old = values(before);
        List<Set<Object>> fresh = values(after);
        if (!old.equals(fresh)) {
            change(root, old, 0, position, -1);
            change(root, fresh, 0, position, 1);
        }
    }

    private static void change(Branch at, List<Set<Object>> values, int level, Object position, int by) {
        at.size += by;
        if (level < values.size()) {
            for (Object value : values.get(level)) {
                Branch next = at.branches.computeIfAbsent(value, ignored -> new Branch());
                change(next, values, level + 1, position, by);
                if (next.size == 0) {
                    at.branches.remove(value);
                }
            }
        } else if (by > 0) {
            at.positions.add(position);
        } else {
            at.positions.remove(position);
        }
    }

    /** The branches that hold everything with these values: as many levels deep as the values reach. */
    Found find(Map<String, Set<Object>> fixed) {
        var found = List.of(root);
        for (String field : fields) {
            Set<Object> values = fixed.get(field);
            if (values == null) {
                break;
            }
            var next = new ArrayList<Branch>();
            for (Branch each : found) {
                for (Object value : values) {
                    Branch branch = each.branches.get(value);
                    if (branch != null) {
                        next.add(branch);
                    }
                }
            }
            found = next;
        }
        return new Found(found.stream().mapToInt(each -> each.size).sum(), found);
    }

    private List<Set<Object>> values(Document document) {
        var values = new ArrayList<Set<Object>>(paths.size());
        for (List<String> path : paths) {
            var of = new HashSet<Object>();
            collect(document, path, 0, of);
            values.add(of.isEmpty() ? Set.of(OTHERS) : of);
        }
        return values;
    }

    private static void collect(@Nullable Object at, List<String> path, int level, Set<Object> into) {
        if (at instanceof Collection<?> list) {
            list.forEach(each -> collect(each, path, level, into));
        } else if (level < path.size()) {
            collect(at instanceof Document inside ? inside.get(path.get(level)) : null, path, level + 1, into);
        } else {
            Object key = LookUps.key(at);
            into.add(key == null ? OTHERS : key);
        }
    }
}
