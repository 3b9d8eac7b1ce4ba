package org.takeup.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.MongoClientSettings;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Puts the tenant into every filter, document, update and pipeline. The one place where that is done. */
record Scope(String tenant) {
    static final String TENANT = "t";
    static final String ID = "_id";
    private static final String SEPARATOR = "/";
    /** What no id of the tenant reaches: the character that follows the separator. */
    private static final String BEHIND_SEPARATOR = "0";

    /** Stages that read or write beside the collection they start from. */
    private static final Set<String> LEAVES_THE_TENANT =
            Set.of("$lookup", "$graphLookup", "$unionWith", "$out", "$merge", "$documents", "$currentOp");

    /**
     * The id of a document: unique within the tenant, never equal between two tenants, whose own ids have a fixed length.
     * A string, because the embedded store compares any other value by serializing it.
     */
    String id(String key) {
        return tenant + SEPARATOR + key;
    }

    /** What {@link #id} was made from. */
    static String key(Document stored) {
        String id = stored.getString(ID);
        return id.substring(id.indexOf(SEPARATOR) + 1);
    }

    /** By the id alone, which names the tenant: one more field makes some engines plan a filter instead of a look-up. */
    Document byId(String key) {
        return new Document(ID, id(key));
    }

    Bson byIds(Collection<String> keys) {
        return in(ID, keys.stream().map(this::id).toList());
    }

    /** The ids stand beside the condition, not within it: the embedded store looks them up then. */
    Bson byIds(Collection<String> keys, Bson condition) {
        var ids = new Document("$in", keys.stream().map(this::id).toList());
        return new Document(ID, ids).append("$and", List.of(condition));
    }

    Bson byId(String key, Bson condition) {
        return byId(key).append("$and", List.of(condition));
    }

    Bson filter(Bson filter) {
        return and(eq(TENANT, tenant), filter);
    }

    /** Ids of the tenant behind this one: a stretch of the index that every collection has. */
    Bson behind(String key, Bson filter) {
        return and(eq(TENANT, tenant), gt(ID, id(key)), lt(ID, tenant + BEHIND_SEPARATOR), filter);
    }

    /** Ids of the tenant that begin with this, behind the last one unless that is empty. */
    Bson beginning(String prefix, String last) {
        String first = id(prefix);
        int end = first.length() - 1;
        return and(
                eq(TENANT, tenant),
                gt(ID, last.isEmpty() ? first : id(last)),
                lt(ID, first.substring(0, end) + (char) (first.charAt(end) + 1)));
    }

    Document own(String key, Document body) {
        if (body.containsKey(ID) || body.containsKey(TENANT)) {
            throw new IllegalArgumentException(
                    "A document carries neither _id nor " + TENANT + ": the scope adds them");
        }
        var owned = new Document(ID, id(key)).append(TENANT, tenant);
        owned.putAll(body);
        return owned;
    }

    /** @throws IllegalArgumentException if the update would move a document to another tenant or id */
    Bson update(Bson update) {
        BsonDocument rendered = render(update);
        for (var operator : rendered.values()) {
            for (String field : operator.asDocument().keySet()) {
                if (field.equals(TENANT) || field.equals(ID) || field.startsWith(ID + ".")) {
                    throw new IllegalArgumentException("An update never changes " + field);
                }
            }
        }
        return update;
    }

    /** An update that makes the document if there is none: the filter names the tenant only within the id. */
    Bson upsert(Bson update) {
        return combine(update(update), setOnInsert(TENANT, tenant));
    }

    /** @throws IllegalArgumentException if a stage could read another tenant's documents */
    List<Bson> pipeline(List<? extends Bson> stages) {
        for (Bson stage : stages) {
            refuseLeaving(render(stage));
        }
        var scoped = new java.util.ArrayList<Bson>(stages.size() + 1);
        scoped.add(new BsonDocument("$match", new BsonDocument(TENANT, new BsonString(tenant))));
        scoped.addAll(stages);
        return scoped;
    }

    private static void refuseLeaving(BsonDocument stage) {
        for (String operator : stage.keySet()) {
            if (LEAVES_THE_TENANT.contains(operator)) {
                throw new IllegalArgumentException(operator + " can leave the tenant; join in Java instead");
            }
            if (operator.equals("$facet")) {
                stage.getDocument(operator)
                        .values()
                        .forEach(inner -> inner.asArray().forEach(each -> refuseLeaving(each.asDocument())));
            }
        }
    }

    private static BsonDocument render(Bson bson) {
        return bson.toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
    }
}
