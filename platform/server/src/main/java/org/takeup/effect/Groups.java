package org.takeup.effect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.comparison.Grid;
import org.takeup.comparison.Matching;
import org.takeup.learning.Histories;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.Plans;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.reach.Reaches;
import org.takeup.tenant.Workspace;

/**
 * Whom a step is compared by. Of each group at most {@value #MOST} people are taken, by chance and the same ones each time, so that
 * it is done in a bounded time for any directory: the directory is read once, what people did only of those who are taken, and
 * matching takes time as their number. Thread-safe; calls block on the store.
 */
final class Groups {
    /** Of each group. With so many a difference of three points is seen. */
    static final int MOST = 5_000;

    /** Fewer people say too little to be compared. */
    static final int ENOUGH = 20;

    private static final int PAGE = 1_000;

    private final Plans plans;
    private final People people;
    private final Reaches reaches;
    private final Histories histories;

    Groups(Plans plans, People people, Reaches reaches, Histories histories) {
        this.plans = plans;
        this.people = people;
        this.reaches = reaches;
        this.histories = histories;
    }

    /** @param basis on which they are compared */
    record Found(Basis basis, List<Member> members) {}

    /** Those whom a step has reached by {@value Spell#LATEST} weeks after its day. @param first the step's day */
    Reached reached(Workspace workspace, Plan plan, PlanStep step, LocalDate first) {
        LocalDate latest = first.plusWeeks(Spell.LATEST);
        var reached = new HashMap<String, LocalDate>();
        var spoke = new EnumMap<Messenger, Integer>(Messenger.class);
        reaches.eachReached(workspace, plan.id(), step.id(), each -> {
            LocalDate day = each.at().atZone(workspace.settings().zone()).toLocalDate();
            // A mailbox is nobody.
            if (!each.personId().equals(step.audienceId()) && !day.isAfter(latest)) {
                reached.put(each.personId(), day.isBefore(first) ? first : day);
                spoke.merge(each.messenger(), 1, Integer::sum);
            }
        });
        Messenger most = spoke.entrySet().stream()
                .max(Map.Entry.<Messenger, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(step.messenger());
        return new Reached(reached, most);
    }

    /** Everybody whom any step of a plan has reached. */
    Set<String> touched(Workspace workspace, Plan plan) {
        var touched = new HashSet<String>();
        plans.progress(workspace, plan.id())
                .keySet()
                .forEach(out -> reaches.eachReached(workspace, plan.id(), out, each -> touched.add(each.personId())));
        return touched;
    }

    /** What a step of a plan is compared for. @param first the step's day @param touched as {@link #touched} */
    record Asked(Plan plan, PlanStep step, String course, LocalDate first, Reached reached, Set<String> touched) {
        String seed() {
            return plan.id() + "/" + step.id();
        }

        /** Those of a draw, by the days that count for them. */
        Found drawn(List<Member> members) {
            return new Found(Basis.RANDOMISED, reached.dated(members, seed(), first));
        }

        LocalDate day(Person person) {
            return reached.days().getOrDefault(person.id(), first);
        }
    }

    /** The best comparison that there are enough people for. */
    Found find(Workspace workspace, Asked asked) {
        int enough = Math.max(ENOUGH, workspace.settings().smallestGroup());
        if (drawn(asked.plan(), asked.step())) {
            List<Member> members = drawn(workspace, asked);
            long treated = members.stream().filter(Member::treated).count();
            if (treated >= enough && members.size() - treated >= enough) {
                return asked.drawn(members);
            }
        }
        List<Person> speak = sampled(workspace, asked.reached().people(), asked.seed());
        List<Member> pairs = matched(workspace, asked, speak);
        if (pairs.size() >= 2 * enough) {
            return new Found(Basis.MATCHED, pairs);
        }
        return new Found(
                Basis.BEFORE_AFTER,
                speak.stream().map(each -> member(each, true, asked.day(each))).toList());
    }

    /** Whether chance decided who gets this step. Nobody can be held out of what is said to many at once. */
    static boolean drawn(Plan plan, PlanStep step) {
        return plan.holdOut().percent() > 0
                && switch (step.channel()) {
                    case EMAIL, IN_APP, CALENDAR -> true;
                    case HAND_OVER, CHAT -> false;
                };
    }

    /**
     * Everybody of the audience, in the group that chance put them in, whether or not they were reached: whoever leaves out the
     * unreached of one group only compares people who are not alike.
     */
    private List<Member> drawn(Workspace workspace, Asked asked) {
        var spoken = new Sample<Member>(MOST, asked.seed());
        var held = new Sample<Member>(MOST, asked.seed());
        try (Stream<Person> audience = plans.audience(workspace, asked.step())) {
            audience.forEach(person -> {
                boolean out = asked.plan().holdOut().holds(person.id());
                (out ? held : spoken).offer(person.id(), member(person, !out, asked.first()));
            });
        }
        var members = new ArrayList<>(spoken.inOrder());
        members.addAll(held.inOrder());
        return members;
    }

    private static Member member(Person person, boolean treated, LocalDate day) {
        return new Member(person.id(), person.unit().orElse(""), treated, 0, day);
    }

    private List<Person> sampled(Workspace workspace, Set<String> ids, String seed) {
        var sample = new Sample<String>(MOST, seed);
        ids.forEach(id -> sample.offer(id, id));
        List<String> taken = sample.inOrder();
        var found = new HashMap<String, Person>();
        for (int from = 0; from < taken.size(); from += PAGE) {
            people.active(workspace, taken.subList(from, Math.min(taken.size(), from + PAGE)))
                    .forEach(person -> found.put(person.id(), person));
        }
        return taken.stream().filter(found::containsKey).map(found::get).toList();
    }

    /**
     * Those who were reached on one day are compared with people who were alike up to that day, and these are counted by the same
     * day: the index date of a pair (risk-set matching: Y. P. Li, K. J. Propert and P. R. Rosenbaum, Journal of the American
     * Statistical Association 96, 2001). Who came first chooses first.
     */
    private List<Member> matched(Workspace workspace, Asked asked, List<Person> reached) {
        List<Person> pool = pool(workspace, asked, reached);
        Map<LocalDate, List<Person>> byDay =
                reached.stream().collect(Collectors.groupingBy(asked::day, TreeMap::new, Collectors.toList()));
        List<LocalDate> days = List.copyOf(byDay.keySet());
        Map<String, List<Histories.Did>> did = did(workspace, asked, days, Stream.of(reached, pool));
        var taken = new HashSet<String>();
        var members = new ArrayList<Member>();
        for (int i = 0; i < days.size(); i++) {
            LocalDate day = days.get(i);
            List<Person> left =
                    pool.stream().filter(each -> !taken.contains(each.id())).toList();
            Matching.Matched matched =
                    Grid.match(likeness(byDay.getOrDefault(day, List.of()), did, i), likeness(left, did, i));
            for (Matching.Pair pair : matched.pairs()) {
                int number = members.size() / 2 + 1;
                taken.add(pair.other().person());
                members.add(new Member(pair.pilot().person(), pair.pilot().unit(), true, number, day));
                members.add(new Member(pair.other().person(), pair.other().unit(), false, number, day));
            }
        }
        return members;
    }

    /** What people did in the weeks before each of these days. */
    private Map<String, List<Histories.Did>> did(
            Workspace workspace, Asked asked, List<LocalDate> days, Stream<List<Person>> people) {
        return histories.of(
                workspace,
                people.flatMap(List::stream).map(Person::id).toList(),
                asked.course(),
                days.stream().map(Spell::lately).toList());
    }

    /** Whom no step of the plan has reached: first those of the same units, then the others. */
    private List<Person> pool(Workspace workspace, Asked asked, List<Person> reached) {
        Set<String> units = reached.stream().map(each -> each.unit().orElse("")).collect(Collectors.toSet());
        var near = new Sample<Person>(2 * MOST, asked.seed());
        var far = new Sample<Person>(2 * MOST, asked.seed());
        try (Stream<Person> everybody = people.members(workspace, Segment.everybody())) {
            everybody
                    .filter(person -> !asked.touched().contains(person.id()))
                    .forEach(person ->
                            (units.contains(person.unit().orElse("")) ? near : far).offer(person.id(), person));
        }
        return Stream.concat(near.inOrder().stream(), far.inOrder().stream()).toList();
    }

    /** @param day number of the day up to which they are looked at */
    private static List<Matching.Likeness> likeness(
            List<Person> persons, Map<String, List<Histories.Did>> did, int day) {
        return persons.stream()
                .map(each -> {
                    List<Histories.Did> known = did.getOrDefault(each.id(), List.of());
                    Histories.Did weeks = known.isEmpty() ? Histories.Did.NONE : known.get(day);
                    return new Matching.Likeness(
                            each.id(),
                            each.unit().orElse(""),
                            (double) weeks.active() / Spell.LATELY,
                            weeks.enrolled());
                })
                .toList();
    }

    /** In how many of the weeks that count for them somebody did what counts: 1 if in any. By person. @param days that count */
    Map<String, double[]> did(
            Workspace workspace, List<Member> members, PlanDraft.Metric metric, String course, int days) {
        var windows = new HashMap<String, List<Histories.Window>>();
        members.forEach(each -> {
            Spell spell = Spell.of(each.day(), days);
            windows.put(each.person(), List.of(spell.before(), spell.after()));
        });
        Map<String, List<Histories.Did>> did =
                histories.of(workspace, windows.keySet(), course, person -> windows.getOrDefault(person, List.of()));
        var all = new TreeMap<String, double[]>();
        members.forEach(each -> {
            List<Histories.Did> weeks =
                    did.getOrDefault(each.person(), List.of(Histories.Did.NONE, Histories.Did.NONE));
            all.put(each.person(), new double[] {value(metric, weeks.getFirst()), value(metric, weeks.getLast())});
        });
        return all;
    }

    private static double value(PlanDraft.Metric metric, Histories.Did did) {
        int weeks = switch (metric) {
            case ENROLLED -> did.enrolled();
            case STARTED -> did.started();
            case ACTIVE -> did.active();
            case FINISHED -> did.finished();
        };
        return weeks > 0 ? 1 : 0;
    }
}
