package org.takeup.people.scim;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.http.Json;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** How provisioned users are written: the attributes as they are read, and beside them what is looked for. */
public final class ScimStore {
    public static final CollectionSpec USERS = CollectionSpec.named("scim_users")
            .unique("userName")
            .index("id", "userName")
            .index("externalId", "userName")
            .index("mails", "userName")
            .index("active", "userName")
            .index("manager")
            .index("person");

    /** What lists of users are narrowed by. */
    static final Map<String, Filter.Field> FIELDS = Map.of(
            "id", new Filter.Field("id", Filter.Field.Kind.EXACT),
            "username", new Filter.Field("userName", Filter.Field.Kind.ANY_CASE),
            "externalid", new Filter.Field("externalId", Filter.Field.Kind.EXACT),
            "emails.value", new Filter.Field("mails", Filter.Field.Kind.ANY_CASE),
            "emails", new Filter.Field("mails", Filter.Field.Kind.ANY_CASE),
            "active", new Filter.Field("active", Filter.Field.Kind.FLAG));

    private final TenantCollection users;

    ScimStore(Workspace workspace) {
        this.users = workspace.collection(USERS);
    }

    /** What became of a change. */
    enum Outcome {
        DONE,
        /** Somebody else changed it since it was read, or took it away. */
        STALE,
        /** Another one has its name. */
        TAKEN
    }

    Optional<ScimUser> find(String id) {
        return users.find(id).map(ScimStore::read);
    }

    Optional<ScimUser> withExternalId(String externalId) {
        return Optional.ofNullable(users.find(eq("externalId", externalId)).first())
                .map(ScimStore::read);
    }

    /** The id of the user who is this person of the directory. */
    Optional<String> ofPerson(String person) {
        return Optional.ofNullable(users.find(eq("person", person)).first()).map(TenantCollection::id);
    }

    /** Whom the directory knows these users as. At most a few thousand at a time. */
    List<String> persons(Collection<String> ids) {
        return users.findAll(ids).map(user -> user.getString("person")).into(new ArrayList<>());
    }

    /** Which of these ids are those of users. At most a few thousand at a time. */
    Set<String> known(Collection<String> ids) {
        return users.findAll(ids)
                .projection(Projections.include("_id"))
                .map(TenantCollection::id)
                .into(new HashSet<>());
    }

    /** Those who name this as their manager, in batches as they are asked for. */
    Iterable<ScimUser> reportsOf(String manager) {
        return users.find(eq("manager", manager)).batchSize(1_000).map(ScimStore::read);
    }

    Page.Part<ScimUser> list(Filter filter, Page page) {
        long total = users.count(filter.condition());
        var found = new ArrayList<ScimUser>();
        if (page.count() > 0 && page.startIndex() <= total) {
            users.find(filter.condition())
                    .sort(Sorts.ascending("userName"))
                    .skip(page.startIndex() - 1)
                    .limit(page.count())
                    .map(ScimStore::read)
                    .into(found);
        }
        return new Page.Part<>(total, page, found);
    }

    /** @return false if another one has the user name */
    boolean add(ScimUser user) {
        var body = new Document("id", user.id())
                .append("person", user.person())
                .append("created", Date.from(user.created()));
        fields(user).forEach(body::append);
        return users.insert(user.id(), body);
    }

    /** Stores what became of a user who had this version. */
    Outcome change(ScimUser user, long before) {
        List<Bson> sets = fields(user).entrySet().stream()
                .map(field -> set(field.getKey(), field.getValue()))
                .toList();
        try {
            return users.updateIf(user.id(), eq("version", before), combine(sets)) ? Outcome.DONE : Outcome.STALE;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Outcome.TAKEN;
            }
            throw e;
        }
    }

    /** Notes as whom the directory knows a user. */
    void isPerson(String id, String person) {
        users.update(id, set("person", person));
    }

    boolean remove(String id) {
        return users.delete(id);
    }

    private static Map<String, Object> fields(ScimUser user) {
        return Map.of(
                "attributes", Document.parse(user.attributes().toString()),
                "userName", user.userNameKey(),
                "externalId", user.externalId().orElse(""),
                "mails", user.mails(),
                "active", user.active(),
                "manager", user.manager().orElse(""),
                "version", user.version(),
                "modified", Date.from(user.modified()));
    }

    private static ScimUser read(Document stored) {
        byte[] attributes = stored.get("attributes", Document.class).toJson().getBytes(StandardCharsets.UTF_8);
        return new ScimUser(
                TenantCollection.id(stored),
                stored.getString("person"),
                Json.read(attributes, ObjectNode.class),
                stored.getLong("version"),
                stored.getDate("created").toInstant(),
                stored.getDate("modified").toInstant());
    }
}
