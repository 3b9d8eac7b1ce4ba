package org.takeup.skill;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Roles, and who has which, in MongoDB. */
final class SkillStore {
    static final CollectionSpec ROLES = CollectionSpec.named("skill_roles").index("name");
    /** One document a person, by the person's id. */
    static final CollectionSpec HOLDERS = CollectionSpec.named("skill_holders");

    private static final int BATCH = 500;

    private final TenantCollection roles;
    private final TenantCollection holders;

    SkillStore(Workspace workspace) {
        this.roles = workspace.collection(ROLES);
        this.holders = workspace.collection(HOLDERS);
    }

    /** By name. */
    List<SkillRole> roles() {
        return roles.all().sort(Sorts.ascending("name")).map(SkillStore::read).into(new ArrayList<>());
    }

    void add(SkillRole role) {
        roles.put(
                role.id(),
                new Document("name", role.name())
                        .append("added", Date.from(role.added()))
                        .append("by", role.by())
                        .append(
                                "skills",
                                role.skills().stream()
                                        .map(each -> new Document("name", each.name())
                                                .append("course", each.course())
                                                .append("courseName", each.courseName()))
                                        .toList()));
    }

    /** @return whether there was one */
    boolean remove(String id) {
        return roles.deleteIf(id, exists("name"));
    }

    /** Ids of the roles that a person has; some may be gone. */
    List<String> held(String person) {
        return holders.find(person)
                .map(row -> row.getList("roles", String.class))
                .orElse(List.of());
    }

    void hold(String person, List<String> ids) {
        holders.put(person, new Document("person", person).append("roles", ids));
    }

    /** Somebody and the ids of their roles. */
    record Holder(String person, List<String> roles) {}

    /** Everybody who has said which roles they have, read while they are asked for. */
    Stream<Holder> holders() {
        return holders.inPages(empty(), BATCH)
                .map(row -> new Holder(row.getString("person"), row.getList("roles", String.class)));
    }

    private static SkillRole read(Document row) {
        return new SkillRole(
                TenantCollection.id(row),
                row.getString("name"),
                row.getList("skills", Document.class).stream()
                        .map(each -> new SkillRole.Skill(
                                each.getString("name"), each.getString("course"), each.getString("courseName")))
                        .toList(),
                row.getDate("added").toInstant(),
                row.getString("by"));
    }
}
