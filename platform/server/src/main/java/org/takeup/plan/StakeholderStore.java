package org.takeup.plan;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.takeup.people.Segment;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Stakeholders in MongoDB. Where they stand is kept apart, in {@link Positions}. */
final class StakeholderStore {
    static final CollectionSpec STAKEHOLDERS =
            CollectionSpec.named("stakeholders").index("name");

    private final TenantCollection stakeholders;
    private final Positions positions;

    StakeholderStore(Workspace workspace) {
        this.stakeholders = workspace.collection(STAKEHOLDERS);
        this.positions = new Positions(workspace);
    }

    long count() {
        return stakeholders.count(new Document());
    }

    List<Stakeholder> byName() {
        Map<String, Audience.Attitude> stands = positions.all();
        return stakeholders
                .all()
                .sort(Sorts.ascending("name"))
                .map(row -> read(row, stands.getOrDefault(TenantCollection.id(row), Audience.Attitude.NEUTRAL)))
                .into(new ArrayList<>());
    }

    Optional<Stakeholder> find(String id) {
        return stakeholders.find(id).map(row -> read(row, positions.of(id)));
    }

    void insert(Stakeholder stakeholder) {
        stakeholders.insert(stakeholder.id(), write(stakeholder));
        positions.put(stakeholder.id(), stakeholder.attitude());
    }

    /** @return false, changing nothing, unless the stored version is the one before this */
    boolean replace(Stakeholder stakeholder) {
        boolean ours = stakeholders.updateIf(
                stakeholder.id(), eq("version", stakeholder.version() - 1), new Document("$set", write(stakeholder)));
        if (ours) {
            positions.put(stakeholder.id(), stakeholder.attitude());
        }
        return ours;
    }

    /** First where they stand: what is left after a crash says less and not more. */
    boolean delete(String id) {
        positions.delete(id);
        return stakeholders.delete(id);
    }

    private static Document write(Stakeholder stakeholder) {
        return new Document("name", stakeholder.name())
                .append("kind", stakeholder.kind().name())
                .append("size", stakeholder.size())
                .append("power", stakeholder.power())
                .append("interest", stakeholder.interest())
                .append("note", stakeholder.note())
                .append("reach", write(stakeholder.reach()))
                .append(
                        "vocabulary",
                        stakeholder.vocabulary().stream()
                                .map(each -> new Document("say", each.say()).append("avoid", each.avoid()))
                                .toList())
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

    private static Stakeholder read(Document row, Audience.Attitude attitude) {
        return new Stakeholder(
                TenantCollection.id(row),
                row.getString("name"),
                Audience.Kind.valueOf(row.getString("kind")),
                row.getInteger("size"),
                row.getInteger("power"),
                row.getInteger("interest"),
                attitude,
                row.getString("note"),
                reach(row.get("reach", Document.class)),
                row.getList("vocabulary", Document.class, List.of()).stream()
                        .map(each -> new Phrase(each.getString("say"), each.getString("avoid")))
                        .toList(),
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
