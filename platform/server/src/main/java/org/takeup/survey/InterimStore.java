package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.plugin.api.Answer;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.survey.scoring.InterimGroup;
import org.takeup.survey.scoring.Unseen;
import org.takeup.tenant.Workspace;

/**
 * How the running sums of an open wave are written: one document a unit, thrown away when the wave is separated. Each ballot
 * says in which batch it was counted, and each unit which ballots it has counted whose batch may not be written yet; so
 * whoever dies between the two leaves nothing out and nothing twice.
 */
final class InterimStore {
    static final CollectionSpec SPEC = CollectionSpec.named("survey_interim").index("wave");

    /** Of a ballot: 0 once it is finished, then the batch that it was counted in. */
    static final String BATCH = "batch";

    private static final String UNIT = "unit";
    private static final String PLACED = "placed";
    private static final String WAITING = "waiting";

    private final TenantCollection ballots;
    private final TenantCollection groups;
    private final String wave;

    InterimStore(Workspace workspace, String wave) {
        this.ballots = workspace.collection(BallotStore.BALLOTS);
        this.groups = workspace.collection(SPEC);
        this.wave = wave;
    }

    /** What is written with a ballot that is finished. Once it was counted it changes nothing. */
    static Bson due() {
        return max(BATCH, 0);
    }

    /** A finished ballot. @param nobodys whether it came by the open link @param batch 0 if it is not counted */
    record Finished(String id, String unit, boolean nobodys, Map<String, Answer> answers, int batch) {}

    /** Finished ballots that are not counted, in any order. */
    List<Finished> due(int most) {
        return ballots.find(and(eq("wave", wave), eq(BATCH, 0), eq("finished", true)))
                .limit(most)
                .batchSize(most)
                .map(InterimStore::finished)
                .into(new ArrayList<>());
    }

    /** All finished ballots of a wave that is closed and not separated, read by cursor. */
    Iterable<Finished> finished() {
        return ballots.find(and(eq("wave", wave), eq("separated", false), eq("finished", true)))
                .map(InterimStore::finished);
    }

    private static Finished finished(Document stored) {
        return new Finished(
                TenantCollection.id(stored),
                stored.getString(UNIT),
                stored.getBoolean("nobodys", false),
                AnswerDocument.read(stored.get("answers", new Document())),
                stored.getInteger(BATCH, 0));
    }

    /** Those of these ballots of which no batch is written. */
    Set<String> unwritten(Collection<String> ids) {
        var found = new HashSet<String>();
        if (!ids.isEmpty()) {
            ballots.findAll(ids)
                    .projection(include(BATCH))
                    .batchSize(ids.size())
                    .forEach(stored -> {
                        if (stored.getInteger(BATCH, 0) == 0) {
                            found.add(TenantCollection.id(stored));
                        }
                    });
        }
        return found;
    }

    /** Writes the batches of ballots that were counted. A ballot that is gone stays gone. */
    void write(Map<String, Integer> batches) {
        ballots.write(batches.entrySet().stream()
                .<Write>map(each -> new Write.Update(each.getKey(), max(BATCH, each.getValue())))
                .toList());
    }

    /**
     * One unit's sums.
     *
     * @param version counts its changes; 0 if it was never written
     * @param finished people of the audience who have finished, and {@code nobodys} finished ballots of the open link
     * @param placed ballots that are counted, with their batch, which may not be written yet
     */
    record Unit(
            String unit,
            long version,
            long finished,
            long nobodys,
            Map<String, Integer> placed,
            Optional<InterimGroup.Kept> kept) {
        static Unit empty(String unit) {
            return new Unit(unit, 0, 0, 0, Map.of(), Optional.empty());
        }
    }

    /** Those of these units that were ever written, by name. */
    Map<String, Unit> find(Collection<String> units) {
        var found = new TreeMap<String, Unit>();
        groups.findAll(units.stream().map(this::id).toList())
                .batchSize(units.size())
                .forEach(each -> found.put(each.getString(UNIT), read(each)));
        return found;
    }

    /** All units with what they have released and without the rest, in order of their names. */
    List<Unit> released() {
        return read(groups.find(eq("wave", wave)).projection(exclude(WAITING, PLACED)));
    }

    /** All units whole, in order of their names. */
    List<Unit> all() {
        return read(groups.find(eq("wave", wave)));
    }

    private static List<Unit> read(Iterable<Document> stored) {
        var units = new TreeMap<String, Unit>();
        stored.forEach(each -> units.put(each.getString(UNIT), read(each)));
        return List.copyOf(units.values());
    }

    /** Writes a unit unless somebody else has written it since it was read. @return whether it was written */
    boolean put(Unit unit) {
        InterimGroup.Kept kept = unit.kept().orElseThrow();
        Document body = new Document("wave", wave)
                .append(UNIT, unit.unit())
                .append("version", unit.version() + 1)
                .append("finished", unit.finished())
                .append("nobodys", unit.nobodys())
                .append(PLACED, new Document(new TreeMap<String, Object>(unit.placed())))
                .append(BATCH, kept.batch())
                .append("people", kept.people())
                .append(
                        "released",
                        kept.bundles().stream().map(InterimStore::released).toList())
                .append(
                        WAITING,
                        kept.bundles().stream().map(InterimStore::waiting).toList());
        if (unit.version() == 0) {
            return groups.insert(id(unit.unit()), body);
        }
        var changes = new ArrayList<Bson>();
        body.forEach((field, value) -> changes.add(set(field, value)));
        return groups.updateIf(id(unit.unit()), eq("version", unit.version()), combine(changes));
    }

    /** Throws all sums away. */
    void clear() {
        groups.deleteAll(eq("wave", wave));
    }

    private String id(String unit) {
        return wave + ":" + unit;
    }

    private static Document released(InterimGroup.Sums sums) {
        return new Document("sums", sums.shown()).append("through", sums.through());
    }

    private static Document waiting(InterimGroup.Sums sums) {
        return new Document("next", sums.next())
                .append("through", sums.nextThrough())
                .append("after", sums.after())
                .append("filling", sums.filling());
    }

    private static Unit read(Document stored) {
        List<Document> released = stored.getList("released", Document.class);
        List<Document> waiting = stored.getList(WAITING, Document.class, List.of());
        var bundles = new ArrayList<InterimGroup.Sums>();
        for (int i = 0; i < released.size(); i++) {
            Document rest = i < waiting.size() ? waiting.get(i) : new Document();
            bundles.add(new InterimGroup.Sums(
                    released.get(i).getList("sums", Double.class),
                    released.get(i).getInteger("through"),
                    rest.getList("next", Double.class, List.of()),
                    rest.getInteger("through", 0),
                    rest.getList("after", Double.class, List.of()),
                    rest.getList("filling", Double.class, List.of())));
        }
        var placed = new TreeMap<String, Integer>();
        stored.get(PLACED, new Document()).forEach((ballot, batch) -> placed.put(ballot, (Integer) batch));
        return new Unit(
                stored.getString(UNIT),
                stored.getLong("version"),
                stored.getLong("finished"),
                stored.getLong("nobodys"),
                placed,
                Optional.of(new InterimGroup.Kept(
                        stored.getInteger(BATCH), stored.getInteger("people"), List.copyOf(bundles))));
    }

    static Document write(Unseen unseen) {
        var scales = new ArrayList<Document>();
        unseen.scales()
                .forEach((scale, units) -> units.forEach((unit, people) -> scales.add(
                        new Document("scale", scale).append(UNIT, unit).append("n", people))));
        var items = new ArrayList<Document>();
        unseen.items().forEach((item, people) -> items.add(new Document("item", item).append("n", people)));
        return new Document("scales", scales).append("items", items);
    }

    static Unseen unseen(Document stored) {
        var scales = new TreeMap<String, Map<String, Long>>();
        stored.getList("scales", Document.class)
                .forEach(each -> scales.computeIfAbsent(each.getString("scale"), ignored -> new TreeMap<>())
                        .put(each.getString(UNIT), each.getLong("n")));
        var items = new TreeMap<String, Long>();
        stored.getList("items", Document.class).forEach(each -> items.put(each.getString("item"), each.getLong("n")));
        return new Unseen(scales, items);
    }
}
