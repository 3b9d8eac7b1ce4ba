package org.takeup.learning;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.takeup.learning.Attendance.Span;
import org.takeup.learning.LearnerStore.Stored;
import org.takeup.people.People;
import org.takeup.tenant.Workspace;

/**
 * What single people did, in weeks. For comparing groups and for nothing else: whoever asks shows figures of groups that are
 * large enough, and of nobody. Thread-safe; calls block on the store.
 */
public final class Histories {
    private final OfPeople learners;

    public Histories(People people) {
        this.learners = new OfPeople(people);
    }

    /** Whole weeks, which begin on any day of the week. @param first the first day @param weeks how many, 1 or more */
    public record Window(LocalDate first, int weeks) {
        /** The day after the last one. */
        public LocalDate end() {
            return first.plusWeeks(weeks);
        }
    }

    /**
     * In how many weeks of a window a person was enrolled, did something for the first time in a course, did something, and
     * completed something.
     */
    public record Did(int enrolled, int started, int active, int finished) {
        /** Nothing at all. */
        public static final Did NONE = new Did(0, 0, 0, 0);
    }

    /**
     * The weeks of people in these windows, in their order.
     *
     * @param personIds ids of the directory
     * @param course key of a course, or empty for all
     * @return by person; whoever has no learning records is left out
     */
    public Map<String, List<Did>> of(
            Workspace workspace, Collection<String> personIds, String course, List<Window> windows) {
        return of(workspace, personIds, course, (Function<String, List<Window>>) _ -> windows);
    }

    /** The same, of each person in windows of their own. @param windows by the person's id */
    public Map<String, List<Did>> of(
            Workspace workspace, Collection<String> personIds, String course, Function<String, List<Window>> windows) {
        var store = new LearnerStore(workspace);
        var catalogue = new HashMap<String, CatalogueEntry>();
        store.catalogue().forEach(entry -> catalogue.put(entry.key(), entry));
        return learners.each(
                workspace,
                store,
                personIds,
                (person, stored) -> weeks(workspace, stored, catalogue, course, windows.apply(person)));
    }

    private static List<Did> weeks(
            Workspace workspace,
            Stored stored,
            Map<String, CatalogueEntry> catalogue,
            String course,
            List<Window> windows) {
        LocalDate today = workspace.today();
        // Windows seldom begin on more than two days of the week.
        var grids = new EnumMap<DayOfWeek, Grid>(DayOfWeek.class);
        return windows.stream()
                .map(window -> grids.computeIfAbsent(
                                window.first().getDayOfWeek(),
                                day -> Grid.of(stored, catalogue, course, Weeks.from(day), today))
                        .did(window))
                .toList();
    }

    /** The weeks of one person as they are counted from one day of the week on. @param started by course, the first active one */
    private record Grid(Weeks weeks, Span span, BitSet started) {
        static Grid of(
                Stored stored, Map<String, CatalogueEntry> catalogue, String course, Weeks weeks, LocalDate today) {
            // From the first week that there is: what is done for the first time is told from the second by all before
            // it.
            var attendance =
                    new Attendance(stored.learner(), stored.source(), catalogue, weeks, 0, weeks.number(today));
            var span = new Span();
            var started = new BitSet();
            attendance.byCourse().forEach((key, each) -> {
                if (course.isEmpty() || course.equals(key)) {
                    span.add(each);
                    int first = each.active.nextSetBit(0);
                    if (first >= 0) {
                        started.set(first);
                    }
                }
            });
            return new Grid(weeks, span, started);
        }

        Did did(Window window) {
            int first = weeks.number(window.first());
            int end = first + window.weeks();
            return new Did(
                    count(span.enrolled, first, end),
                    count(started, first, end),
                    count(span.active, first, end),
                    count(span.finished, first, end));
        }
    }

    private static int count(BitSet weeks, int first, int end) {
        return weeks.get(first, end).cardinality();
    }
}
