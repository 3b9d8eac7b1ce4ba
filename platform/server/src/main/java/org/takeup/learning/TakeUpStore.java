package org.takeup.learning;

import static com.mongodb.client.model.Filters.ne;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.bson.Document;
import org.takeup.learning.Cell.Measure;
import org.takeup.learning.RollUp.CellKey;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** The counted figures: one document a unit and course, so that a chart is one read by id, and one that names them all. */
public final class TakeUpStore {
    public static final CollectionSpec TAKE_UP = CollectionSpec.named("take_up").index("generation");
    public static final CollectionSpec OVERVIEWS = CollectionSpec.named("take_up_overviews");

    private static final String OVERVIEW = "overview";
    private static final int PAGE = 500;

    private final TenantCollection cells;
    private final TenantCollection overviews;

    TakeUpStore(Workspace workspace) {
        this.cells = workspace.collection(TAKE_UP);
        this.overviews = workspace.collection(OVERVIEWS);
    }

    /** Puts new figures in place of all before. Readers see the old ones or the new ones, never a mixture. */
    void replace(Map<CellKey, Cell> counted, Overview overview) {
        String generation = UUID.randomUUID().toString();
        var writes = new ArrayList<Write>();
        counted.forEach((key, cell) -> writes.add(new Write.Insert(id(generation, key), document(generation, cell))));
        for (int from = 0; from < writes.size(); from += PAGE) {
            cells.write(writes.subList(from, Math.min(writes.size(), from + PAGE)));
        }
        overviews.put(OVERVIEW, document(generation, overview));
        cells.deleteAll(ne("generation", generation));
    }

    /** What was counted last. */
    Optional<Overview> overview() {
        return overviews.find(OVERVIEW).map(TakeUpStore::readOverview);
    }

    /** The counts of a cell; nothing if nobody was ever enrolled there. */
    Optional<Counted> counted(String unit, String course) {
        Optional<String> generation = generation();
        Optional<Document> cell = cell(generation, unit, course);
        while (cell.isEmpty()) {
            Optional<String> now = generation();
            if (now.equals(generation)) {
                return Optional.empty();
            }
            // New figures took the place of these between two reads.
            generation = now;
            cell = cell(generation, unit, course);
        }
        return cell.map(TakeUpStore::readCell);
    }

    /**
     * What was counted last of some units over all courses, all of one counting.
     *
     * @param which of the units
     */
    Optional<ByUnit> byUnit(Predicate<Group> which) {
        Optional<Document> found = overviews.find(OVERVIEW);
        while (found.isPresent()) {
            String generation = found.get().getString("generation");
            Overview overview = readOverview(found.get());
            ByUnit counted = new ByUnit(overview, cells(generation, overview, which));
            Optional<Document> now = overviews.find(OVERVIEW);
            if (now.map(each -> each.getString("generation")).equals(Optional.of(generation))) {
                return Optional.of(counted);
            }
            // New figures took the place of these while they were read.
            found = now;
        }
        return Optional.empty();
    }

    /** Counts of units by their keys, with the overview that they belong to. */
    record ByUnit(Overview overview, Map<String, Counted> units) {}

    private Map<String, Counted> cells(String generation, Overview overview, Predicate<Group> which) {
        var keys = new HashMap<String, String>();
        overview.units().stream()
                .filter(which)
                .map(Group::key)
                .forEach(key -> keys.put(id(generation, new CellKey(key, RollUp.ALL)), key));
        var ids = List.copyOf(keys.keySet());
        var counted = new HashMap<String, Counted>();
        for (int from = 0; from < ids.size(); from += PAGE) {
            for (Document cell : cells.findAll(ids.subList(from, Math.min(ids.size(), from + PAGE)))) {
                counted.put(Objects.requireNonNull(keys.get(TenantCollection.id(cell))), readCell(cell));
            }
        }
        return counted;
    }

    private Optional<String> generation() {
        return overviews.find(OVERVIEW).map(found -> found.getString("generation"));
    }

    private Optional<Document> cell(Optional<String> generation, String unit, String course) {
        return generation.flatMap(current -> cells.find(id(current, new CellKey(unit, course))));
    }

    /**
     * @param first the week that the lists begin with
     * @param hidden places in the lists that are not to be shown
     */
    record Counted(
            int people,
            int first,
            List<Integer> enrolled,
            List<Integer> started,
            List<Integer> active,
            List<Integer> finished,
            Set<Integer> hidden) {}

    private static String id(String generation, CellKey key) {
        return generation + "|" + key.unit() + "|" + key.course();
    }

    private static Document document(String generation, Cell cell) {
        var document = new Document("generation", generation)
                .append("people", cell.people())
                .append("first", cell.first())
                .append("hidden", cell.hidden());
        for (Measure measure : Measure.values()) {
            document.append(measure.name(), cell.counts(measure));
        }
        return document;
    }

    private static Counted readCell(Document stored) {
        return new Counted(
                stored.getInteger("people"),
                stored.getInteger("first"),
                stored.getList(Measure.ENROLLED.name(), Integer.class),
                stored.getList(Measure.STARTED.name(), Integer.class),
                stored.getList(Measure.ACTIVE.name(), Integer.class),
                stored.getList(Measure.FINISHED.name(), Integer.class),
                Set.copyOf(stored.getList("hidden", Integer.class, List.of())));
    }

    private static Document document(String generation, Overview overview) {
        return new Document("generation", generation)
                .append("counted", Date.from(overview.counted()))
                .append("combined", overview.combined())
                .append(
                        "units",
                        overview.units().stream().map(TakeUpStore::document).toList())
                .append(
                        "courses",
                        overview.courses().stream().map(TakeUpStore::document).toList())
                .append("total", document(overview.total()));
    }

    private static Overview readOverview(Document stored) {
        return new Overview(
                stored.getDate("counted").toInstant(),
                stored.getBoolean("combined"),
                stored.getList("units", Document.class).stream()
                        .map(TakeUpStore::readGroup)
                        .toList(),
                stored.getList("courses", Document.class).stream()
                        .map(TakeUpStore::readGroup)
                        .toList(),
                readGroup(stored.get("total", Document.class)));
    }

    private static Document document(Group group) {
        return new Document("key", group.key())
                .append("name", group.name())
                .append("parent", group.parent())
                .append("people", group.people());
    }

    private static Group readGroup(Document stored) {
        return new Group(
                stored.getString("key"),
                stored.getString("name"),
                stored.getString("parent"),
                stored.getInteger("people"));
    }
}
