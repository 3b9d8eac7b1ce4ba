package org.takeup.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Makes the indexes that a {@link CollectionSpec} declares. Each begins with the tenant. */
final class Indexes {
    private Indexes() {}

    static void create(MongoCollection<Document> collection, CollectionSpec spec) {
        var models = new ArrayList<IndexModel>();
        models.add(new IndexModel(new Document(Scope.TENANT, 1), new IndexOptions().name("tenant")));
        for (CollectionSpec.Index index : spec.indexes()) {
            models.add(new IndexModel(
                    keys(index.fields()),
                    new IndexOptions().name(name(index.fields())).unique(index.unique())));
        }
        collection.createIndexes(models);
    }

    /** Drops the index on these fields, after the tenant, if it is there. */
    static void drop(MongoCollection<Document> collection, List<String> fields) {
        for (Document index : collection.listIndexes()) {
            if (name(fields).equals(index.getString("name"))) {
                collection.dropIndex(name(fields));
            }
        }
    }

    private static Document keys(List<String> fields) {
        var keys = new Document(Scope.TENANT, 1);
        fields.forEach(field -> keys.append(field, 1));
        return keys;
    }

    private static String name(List<String> fields) {
        return "tenant_" + String.join("_", fields);
    }
}
