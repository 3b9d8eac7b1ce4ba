package org.takeup.people.scim;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.http.Json;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** How groups are written, and who is in them: one small document for each member, so that no group is too big. */
public final class ScimGroupStore {
    public static final CollectionSpec GROUPS = CollectionSpec.named("scim_groups")
            .index("name")
            .index("id", "name")
            .index("externalId", "name");

    public static final CollectionSpec MEMBERS =
            CollectionSpec.named("scim_members").index("group", "user").index("user");

    /** What lists of groups are narrowed by. */
    static final Map<String, Filter.Field> FIELDS = Map.of(
            "id", new Filter.Field("id", Filter.Field.Kind.EXACT),
            "displayname", new Filter.Field("name", Filter.Field.Kind.ANY_CASE),
            "externalid", new Filter.Field("externalId", Filter.Field.Kind.EXACT));

    private static final int BATCH = 1_000;

    private final TenantCollection groups;
    private final TenantCollection members;

    ScimGroupStore(Workspace workspace) {
        this.groups = workspace.collection(GROUPS);
        this.members = workspace.collection(MEMBERS);
    }

    Optional<ScimGroup> find(String id) {
        return groups.find(id).map(ScimGroupStore::read);
    }

    Page.Part<ScimGroup> list(Filter filter, Page page) {
        long total = groups.count(filter.condition());
        var found = new ArrayList<ScimGroup>();
        if (page.count() > 0 && page.startIndex() <= total) {
            groups.find(filter.condition())
                    .sort(Sorts.ascending("name"))
                    .skip(page.startIndex() - 1)
                    .limit(page.count())
                    .map(ScimGroupStore::read)
                    .into(found);
        }
        return new Page.Part<>(total, page, found);
    }

    void add(ScimGroup group) {
        var body = new Document("id", group.id()).append("created", Date.from(group.created()));
        fields(group).forEach(body::append);
        groups.insert(group.id(), body);
    }

    /** @return false if it had another version, or is gone */
    boolean change(ScimGroup group, long before) {
        List<Bson> sets = fields(group).entrySet().stream()
                .map(field -> set(field.getKey(), field.getValue()))
                .toList();
        return groups.updateIf(group.id(), eq("version", before), combine(sets));
    }

    void remove(String group) {
        groups.delete(group);
        members.deleteAll(eq("group", group));
    }

    /** Ids of the members. */
    List<String> members(String group) {
        return members.find(eq("group", group))
                .batchSize(BATCH)
                .map(member -> member.getString("user"))
                .into(new ArrayList<>());
    }

    /** Names of the groups that a user is in. */
    Set<String> namesOf(String user) {
        List<String> ids = members.find(eq("user", user))
                .map(member -> member.getString("group"))
                .into(new ArrayList<>());
        return groups.findAll(ids).map(group -> read(group).name()).into(new HashSet<>());
    }

    /** Carries out what a request says of members. Doing it twice changes nothing. */
    void change(String group, Membership membership) {
        if (membership.onlyThese()) {
            Bson others = membership.coming().isEmpty()
                    ? eq("group", group)
                    : and(eq("group", group), nin("user", membership.coming()));
            members.deleteAll(others);
        }
        inBatches(
                membership.coming(),
                ids -> members.write(ids.stream()
                        .<Write>map(
                                id -> new Write.Upsert(key(group, id), combine(set("group", group), set("user", id))))
                        .toList()));
        inBatches(
                membership.going(),
                ids -> members.write(ids.stream()
                        .<Write>map(id -> new Write.Delete(key(group, id)))
                        .toList()));
    }

    /** Takes a user out of all groups. */
    void leave(String user) {
        members.deleteAll(eq("user", user));
    }

    static void inBatches(Collection<String> ids, Consumer<List<String>> work) {
        var all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += BATCH) {
            work.accept(all.subList(from, Math.min(from + BATCH, all.size())));
        }
    }

    private static String key(String group, String user) {
        return group + "." + user;
    }

    private static Map<String, Object> fields(ScimGroup group) {
        return Map.of(
                "attributes", Document.parse(group.attributes().toString()),
                "name", group.nameKey(),
                "externalId", group.externalId(),
                "version", group.version(),
                "modified", Date.from(group.modified()));
    }

    private static ScimGroup read(Document stored) {
        byte[] attributes = stored.get("attributes", Document.class).toJson().getBytes(StandardCharsets.UTF_8);
        return new ScimGroup(
                TenantCollection.id(stored),
                Json.read(attributes, ObjectNode.class),
                stored.getLong("version"),
                stored.getDate("created").toInstant(),
                stored.getDate("modified").toInstant());
    }
}
