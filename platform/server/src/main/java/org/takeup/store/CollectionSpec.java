package org.takeup.store;

import java.util.ArrayList;
import java.util.List;

/**
 * A collection of tenants' documents and the indexes that its queries rest on. Declared once by the store class that
 * uses it, created by the migrations.
 *
 * @param name lower-case letters and underscores
 * @param indexes every index begins with the tenant, which is not repeated here
 */
public record CollectionSpec(String name, List<Index> indexes) {
    public CollectionSpec {
        indexes = List.copyOf(indexes);
    }

    /** A collection that is only ever read by id. */
    public static CollectionSpec named(String name) {
        return new CollectionSpec(name, List.of());
    }

    /** This collection with an index on these fields, after the tenant, in this order. */
    public CollectionSpec index(String... fields) {
        return plus(new Index(List.of(fields), false));
    }

    /** This collection with a unique index on these fields, after the tenant. */
    public CollectionSpec unique(String... fields) {
        return plus(new Index(List.of(fields), true));
    }

    private CollectionSpec plus(Index index) {
        var more = new ArrayList<>(indexes);
        more.add(index);
        return new CollectionSpec(name, more);
    }

    /**
     * One index.
     *
     * @param fields after the tenant, ascending
     * @param unique within the tenant
     */
    public record Index(List<String> fields, boolean unique) {
        public Index {
            fields = List.copyOf(fields);
        }
    }
}
