package org.takeup.plan;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.people.Segment;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Stakeholders in MongoDB. */
final class StakeholderStore {
    static final CollectionSpec STAKEHOLDERS =
            CollectionSpec.named("stakeholders").index("name");

    private final TenantCollection stakeholders;

    StakeholderStore(Workspace workspace) {
        this.stakeholders = workspace.collection(STAKEHOLDERS);
    }

    long count() {
        return stakeholders.count(new Document());
    }

    List<Stakeholder> byName() {
        return stakeholders
                .all()
                .sort(Sorts.ascending("name"))
                .map(StakeholderStore::read)
                .into(new ArrayList<>());
    }

    Optional<Stakeholder> find(String id) {
        return stakeholders.find(id).map(StakeholderStore::read);
    }

    void insert(Stakeholder stakeholder) {
        stakeholders.insert(stakeholder.id(), write(stakeholder));
    }

    /** @return false, changing nothing, unless the stored version is the one before this */
    boolean replace(Stakeholder stakeholder) {
        return stakeholders.updateIf(
                stakeholder.id(), eq("version", stakeholder.version() - 1), new Document("$set", write(stakeholder)));
    }

    boolean delete(String id) {
        return stakeholders.delete(id);
    }

    private static Document write(Stakeholder stakeholder) {
        return new Document("name", stakeholder.name())
                .append("kind", stakeholder.kind().name())
                .append("size", stakeholder.size())
                .append("power", stakeholder.power())
                .append("interest", stakeholder.interest())
                .append("attitude", stakeholder.attitude().name())
                .append("note", stakeholder.note())
                .append("reach", write(stakeholder.reach()))
                .append("version", stakeholder.version());
    }

    private static Document write(Reach reach) {
        return switch (reach) {
            case Reach.Nobody _ -> new Document("by", "nobody");
            case Reach.Mailbox mailbox -> new Document("by", "mailbox").append("address", mailbox.address());
            case Reach.People people ->
                new Document("by", "people").append("segment", people.segment().key());
            case Reach.Person person -> new Document("by", "person").append("person", person.personId());
        };
    }

    private static Stakeholder read(Document row) {
        return new Stakeholder(
                TenantCollection.id(row),
                row.getString("name"),
                Audience.Kind.valueOf(row.getString("kind")),
                row.getInteger("size"),
                row.getInteger("power"),
                row.getInteger("interest"),
                Audience.Attitude.valueOf(row.getString("attitude")),
                row.getString("note"),
                reach(row.get("reach", Document.class)),
                row.getLong("version"));
    }

    private static Reach reach(Document row) {
        return switch (row.getString("by")) {
            case "mailbox" -> new Reach.Mailbox(row.getString("address"));
            case "people" ->
                Segment.parse(row.getString("segment"))
                        .<Reach>map(Reach.People::new)
                        .orElseGet(Reach.Nobody::new);
            case "person" -> new Reach.Person(row.getString("person"));
            default -> new Reach.Nobody();
        };
    }
}
