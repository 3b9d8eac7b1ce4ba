package org.takeup.learning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.http.Problem;
import org.takeup.learning.TakeUpStore.ByUnit;
import org.takeup.learning.TakeUpStore.Counted;
import org.takeup.tenant.Workspace;

/**
 * Take-up of a workspace as it was counted after the last import. Thread-safe; each call reads two documents.
 *
 * <p>Units and courses with fewer people than the workspace's smallest group are not shown, nor are others that would give
 * one of these away by subtraction. The same holds for the figures of each week of a unit. What a week gives away is
 * decided when it is counted, by the smallest group of that day.
 */
public final class TakeUps {
    /** What can be looked at; nothing before the first import. */
    public Optional<Overview> overview(Workspace workspace) {
        return new TakeUpStore(workspace).overview().map(all -> visible(all, smallest(workspace)));
    }

    /**
     * Week by week, from the first to the last week in which anybody was enrolled.
     *
     * @param unit key of a unit, or empty for all
     * @param course key of a course, or empty for all
     * @param from no week before this day's, if given
     * @param to no week after this day's, if given
     * @throws Problem naming the parameter if there is nothing to show by that name
     */
    public TakeUp perWeek(
            Workspace workspace, String unit, String course, Optional<LocalDate> from, Optional<LocalDate> to) {
        Overview overview = overview(workspace).orElseThrow(TakeUps::nothingYet);
        Group inUnit = unit.isEmpty() ? overview.total() : find("unit", unit, overview.units());
        Group inCourse = course.isEmpty()
                ? new Group("", "All courses", "", overview.total().people())
                : find("course", course, overview.courses());
        if (!unit.isEmpty() && !course.isEmpty() && !overview.combined()) {
            throw Problem.invalid(
                    "course", "There are too many units and courses here to look at both at once. Choose one of them.");
        }
        List<TakeUp.Week> weeks = new TakeUpStore(workspace)
                .counted(unit, course)
                .map(counted -> weeks(counted, smallest(workspace), from, to))
                .orElse(List.of());
        return new TakeUp(inUnit, inCourse, weeks);
    }

    /**
     * Take-up of single units, as {@link #perWeek} shows it to whoever asks for one after the other; nothing before the first import.
     *
     * @param named names of units; one that more than one unit has is left out, for nobody knows which is meant
     * @param monday of the first week
     * @param weeks how many; a unit of which one of them is not shown is left out
     */
    public Optional<Units> perUnit(Workspace workspace, Set<String> named, LocalDate monday, int weeks) {
        return new TakeUpStore(workspace)
                .byUnit(group -> named.contains(group.name()))
                .map(counted -> perUnit(counted, smallest(workspace), named, monday, weeks));
    }

    /**
     * Take-up of everybody over four weeks; nothing before the first import.
     *
     * @param monday of the first week
     */
    public Optional<FourWeeks> overFourWeeks(Workspace workspace, LocalDate monday) {
        var store = new TakeUpStore(workspace);
        return store.overview().map(overview -> fourWeeks(workspace, store, overview, monday));
    }

    private static FourWeeks fourWeeks(Workspace workspace, TakeUpStore store, Overview overview, LocalDate monday) {
        int last = Weeks.of(monday) + FourWeeks.WEEKS - 1;
        LocalDate to = Weeks.monday(last).plusDays(6);
        Instant counted = overview.counted();
        LocalDate day = counted.atZone(workspace.settings().zone()).toLocalDate();
        if (!day.isAfter(to)) {
            return FourWeeks.without(monday, to, counted, FourWeeks.Unknown.NOT_OVER);
        }
        Optional<Counted> cell = store.counted(RollUp.ALL, RollUp.FOUR_WEEKS);
        if (cell.isEmpty() && overview.total().people() > 0) {
            return FourWeeks.without(monday, to, counted, FourWeeks.Unknown.NOT_COUNTED);
        }
        return cell.flatMap(each -> people(each, last - each.first(), smallest(workspace)))
                .map(people -> FourWeeks.of(monday, to, counted, people))
                .orElseGet(() -> FourWeeks.without(monday, to, counted, FourWeeks.Unknown.TOO_FEW));
    }

    private static Optional<FourWeeks.People> people(Counted counted, int i, int smallest) {
        return i < 0 || i >= counted.enrolled().size()
                ? Optional.empty()
                : figures(counted, i, smallest)
                        .map(figures -> new FourWeeks.People(figures.enrolled(), figures.active()));
    }

    private static Units perUnit(ByUnit counted, int smallest, Set<String> named, LocalDate monday, int weeks) {
        Overview shown = visible(counted.overview(), smallest);
        Map<String, Long> times =
                shown.units().stream().collect(Collectors.groupingBy(Group::name, Collectors.counting()));
        Map<String, String> parents = shown.units().stream().collect(Collectors.toMap(Group::key, Group::parent));
        var units = new ArrayList<UnitTakeUp>();
        for (Group unit : shown.units()) {
            Counted cell = counted.units().get(unit.key());
            if (cell != null && named.contains(unit.name()) && Long.valueOf(1).equals(times.get(unit.name()))) {
                inEachWeek(cell, smallest, monday, weeks)
                        .ifPresent(figures -> units.add(new UnitTakeUp(unit, above(unit, parents), figures)));
            }
        }
        return new Units(shown.counted(), units);
    }

    private static Set<String> above(Group unit, Map<String, String> parents) {
        var above = new HashSet<String>();
        String next = unit.parent();
        // Ends at the top, at a unit that is not shown, and where a circle closes.
        while (next != null && parents.containsKey(next) && above.add(next)) {
            next = parents.get(next);
        }
        return above;
    }

    /**
     * Take-up of some units.
     *
     * @param counted when: what people did later is not in it
     */
    public record Units(Instant counted, List<UnitTakeUp> units) {
        public Units {
            units = List.copyOf(units);
        }
    }

    private static Optional<List<TakeUp.Figures>> inEachWeek(
            Counted counted, int smallest, LocalDate monday, int weeks) {
        LocalDate last = monday.plusWeeks(weeks - 1L);
        List<TakeUp.Figures> figures = weeks(counted, smallest, Optional.of(monday), Optional.of(last)).stream()
                .flatMap(week -> week.figures().stream())
                .toList();
        return figures.size() == weeks ? Optional.of(figures) : Optional.empty();
    }

    private static int smallest(Workspace workspace) {
        return workspace.settings().smallestGroup();
    }

    private static Overview visible(Overview all, int smallest) {
        Set<String> units = hidden(all.units(), all.total(), smallest);
        Set<String> courses = hidden(all.courses(), sum(all.courses()), smallest);
        return new Overview(
                all.counted(),
                all.combined(),
                all.units().stream().filter(unit -> !units.contains(unit.key())).toList(),
                all.courses().stream()
                        .filter(course -> !courses.contains(course.key()))
                        .toList(),
                all.total());
    }

    /** The keys of groups that are too small to be shown, or would give such a one away. */
    static Set<String> hidden(List<Group> groups, Group total, int smallest) {
        var sizes = new HashMap<String, Integer>();
        groups.forEach(group -> sizes.put(group.key(), group.people()));
        sizes.put(Discretion.WHOLE, total.people());
        Set<String> shown = Discretion.of(groups, smallest).shown(key -> sizes.getOrDefault(key, 0), Set.of());
        return groups.stream()
                .map(Group::key)
                .filter(key -> !shown.contains(key))
                .collect(Collectors.toSet());
    }

    /** As if nobody took two courses: how many do is not shown, and then they would add up. */
    private static Group sum(List<Group> courses) {
        int people = courses.stream().mapToInt(Group::people).sum();
        return new Group(Discretion.WHOLE, "", Discretion.WHOLE, people);
    }

    private static Group find(String parameter, String key, List<Group> groups) {
        return groups.stream()
                .filter(group -> group.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        parameter, "There is no such " + parameter + ", or it has too few people to be shown."));
    }

    /** What there is to say before the first import. */
    public static Problem nothingYet() {
        return new Problem(
                404,
                "no-learning-data",
                "There is no learning data yet.",
                "An admin of your workspace can import some on the learning data page.");
    }

    private static List<TakeUp.Week> weeks(
            Counted counted, int smallest, Optional<LocalDate> from, Optional<LocalDate> to) {
        int first = from.map(Weeks::of).orElse(Integer.MIN_VALUE);
        int last = to.map(Weeks::of).orElse(Integer.MAX_VALUE);
        var weeks = new ArrayList<TakeUp.Week>();
        for (int i = 0; i < counted.enrolled().size(); i++) {
            int week = counted.first() + i;
            if (week >= first && week <= last) {
                weeks.add(new TakeUp.Week(Weeks.monday(week), figures(counted, i, smallest)));
            }
        }
        return weeks;
    }

    private static Optional<TakeUp.Figures> figures(Counted counted, int i, int smallest) {
        int enrolled = counted.enrolled().get(i);
        return enrolled < smallest || counted.hidden().contains(i)
                ? Optional.empty()
                : Optional.of(new TakeUp.Figures(
                        enrolled,
                        counted.started().get(i),
                        counted.active().get(i),
                        counted.finished().get(i)));
    }
}
