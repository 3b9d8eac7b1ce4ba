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
                    keys(index.fields()), new IndexOptions().name(name(index)).unique(index.unique())));
        }
        collection.createIndexes(models);
    }

    private static Document keys(List<String> fields) {
        var keys = new Document(Scope.TENANT, 1);
        fields.forEach(field -> keys.append(field, 1));
        return keys;
    }

    private static String name(CollectionSpec.Index index) {
        return "tenant_" + String.join("_", index.fields());
    }
}
