package org.takeup.learning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.learning.Attendance.Span;
import org.takeup.learning.Cell.Measure;
import org.takeup.learning.LearnerStore.Stored;
import org.takeup.plugin.api.lms.LearningRecord.Person;
import org.takeup.tenant.Workspace;

/**
 * Counts take-up per week, unit and course anew, in one walk over all learners, so that nothing can be counted twice and
 * a corrected record corrects every figure. A person counts in their main unit and in every unit above it.
 */
final class RollUp {
    /** Stands for all units, and for all courses. */
    static final String ALL = Discretion.WHOLE;

    /** Where the counts of {@link FourWeeks} lie, among the courses: no course has such a key. */
    static final String FOUR_WEEKS = "four-weeks";

    /** Twenty years; what claims to be older is a mistyped date. */
    private static final int MOST_WEEKS = 1_040;

    /** Beyond this, units and courses are counted apart and no longer in combination: memory stays bounded. */
    private static final int MOST_CELLS = 20_000;

    private static final int MOST_LEVELS = 32;

    private final Workspace workspace;
    private final Map<String, CatalogueEntry> catalogue = new HashMap<>();
    private final Map<CellKey, Cell> cells = new HashMap<>();
    private final Cell fourWeeks = new Cell();
    private final int now;
    private final int base;
    private boolean combined = true;

    /** Where a cell lies. */
    record CellKey(String unit, String course) {}

    RollUp(Workspace workspace) {
        this.workspace = workspace;
        this.now = Weeks.of(workspace.today());
        this.base = now - MOST_WEEKS + 1;
    }

    /** Counts and puts the figures in place of those before, all at once. */
    void run() {
        var store = new LearnerStore(workspace);
        store.catalogue().forEach(entry -> catalogue.put(entry.key(), entry));
        store.each(this::count);
        List<Group> units = groups(RecordKind.UNIT, key -> new CellKey(key, ALL));
        hideWeeks(units);
        // Of everybody alone, so there is nothing that it could be subtracted from.
        cells.put(new CellKey(ALL, FOUR_WEEKS), fourWeeks);
        List<Group> courses = groups(RecordKind.COURSE, key -> new CellKey(ALL, key));
        new TakeUpStore(workspace)
                .replace(cells, new Overview(workspace.clock().instant(), combined, units, courses, total()));
    }

    private Group total() {
        Cell all = cells.getOrDefault(new CellKey(ALL, ALL), new Cell());
        return new Group(ALL, "All units", ALL, all.people());
    }

    private List<Group> groups(RecordKind kind, java.util.function.Function<String, CellKey> place) {
        var groups = new ArrayList<Group>();
        for (CatalogueEntry entry : catalogue.values()) {
            Cell cell = cells.get(place.apply(entry.key()));
            if (entry.kind() == kind && cell != null) {
                String parent = entry.parent();
                groups.add(new Group(entry.key(), entry.name(), parent == null ? ALL : parent, cell.people()));
            }
        }
        groups.sort(java.util.Comparator.comparing(Group::name).thenComparing(Group::key));
        return groups;
    }

    private void count(Stored stored) {
        var attendance = new Attendance(stored.learner(), stored.source(), catalogue, Weeks.ISO, base, now);
        if (attendance.byCourse().isEmpty()) {
            return;
        }
        Set<String> units = unitsOf(stored);
        var overall = new Span();
        attendance.byCourse().forEach((course, span) -> {
            overall.add(span);
            units.forEach(unit -> count(unit, course, span));
        });
        units.forEach(unit -> count(unit, ALL, overall));
        fourWeeks.person();
        add(fourWeeks, Measure.ENROLLED, lasting(overall.enrolled));
        add(fourWeeks, Measure.ACTIVE, lasting(overall.active));
    }

    /** The weeks that end four weeks of which one is among these. */
    private BitSet lasting(BitSet weeks) {
        var lasting = new BitSet();
        weeks.stream().forEach(week -> lasting.set(week, Math.min(week + FourWeeks.WEEKS, now - base + 1)));
        return lasting;
    }

    private Set<String> unitsOf(Stored stored) {
        var units = new LinkedHashSet<String>();
        units.add(ALL);
        String next = stored.learner().person().map(Person::unitIds).orElse(List.of()).stream()
                .findFirst()
                .map(id -> CatalogueEntry.key(stored.source(), RecordKind.UNIT, id))
                .orElse(null);
        // Ends at the top, at a unit that is not known, and where a circle closes.
        while (next != null && catalogue.containsKey(next) && units.size() <= MOST_LEVELS && units.add(next)) {
            next = java.util.Objects.requireNonNull(catalogue.get(next)).parent();
        }
        return units;
    }

    private void count(String unit, String course, Span span) {
        var key = new CellKey(unit, course);
        boolean crosses = !unit.equals(ALL) && !course.equals(ALL);
        if (crosses && !combined) {
            return;
        }
        Cell cell = cells.computeIfAbsent(key, ignored -> new Cell());
        cell.person();
        add(cell, Measure.ENROLLED, span.enrolled);
        add(cell, Measure.ACTIVE, span.active);
        add(cell, Measure.FINISHED, span.finished);
        int started = span.active.nextSetBit(0);
        if (started >= 0) {
            cell.add(Measure.STARTED, base + started);
        }
        if (cells.size() > MOST_CELLS && combined) {
            combined = false;
            cells.keySet()
                    .removeIf(each -> !each.unit().equals(ALL) && !each.course().equals(ALL));
        }
    }

    private void add(Cell cell, Measure measure, BitSet weeks) {
        weeks.stream().forEach(week -> cell.add(measure, base + week));
    }

    /** Marks the weeks of units that would give away how many there were in a small one, course by course. */
    private void hideWeeks(List<Group> units) {
        int smallest = workspace.settings().smallestGroup();
        var discretion = Discretion.of(units, smallest);
        Set<String> never = TakeUps.hidden(units, total(), smallest);
        Map<String, Map<String, Cell>> byCourse = new HashMap<>();
        cells.forEach((key, cell) -> byCourse.computeIfAbsent(key.course(), ignored -> new HashMap<>())
                .put(key.unit(), cell));
        byCourse.values().forEach(byUnit -> hideWeeks(byUnit, discretion, never));
    }

    private static void hideWeeks(Map<String, Cell> byUnit, Discretion discretion, Set<String> never) {
        Cell all = byUnit.get(ALL);
        for (int week = all == null ? 0 : all.first(); all != null && week <= all.last(); week++) {
            int current = week;
            Set<String> shown = discretion.shown(unit -> enrolled(byUnit.get(unit), current), never);
            byUnit.forEach((unit, cell) -> {
                if (!shown.contains(unit)) {
                    cell.hide(current);
                }
            });
        }
    }

    private static int enrolled(@Nullable Cell cell, int week) {
        return cell == null ? 0 : cell.count(Measure.ENROLLED, week);
    }
}
