package org.takeup.effect;

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

    /** Those whom a step has reached. @param messenger who spoke to most of them */
    record Reached(Set<String> people, Messenger messenger) {}

    /** @param basis on which they are compared */
    record Found(Basis basis, List<Member> members) {}

    Reached reached(Workspace workspace, Plan plan, PlanStep step) {
        var reached = new HashSet<String>();
        var spoke = new EnumMap<Messenger, Integer>(Messenger.class);
        reaches.eachReached(workspace, plan.id(), step.id(), each -> {
            // A mailbox is nobody.
            if (!each.personId().equals(step.audienceId())) {
                reached.add(each.personId());
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

    /** What a step of a plan is compared for. @param touched as {@link #touched} */
    record Asked(Plan plan, PlanStep step, String course, Spell spell, Set<String> reached, Set<String> touched) {
        String seed() {
            return plan.id() + "/" + step.id();
        }
    }

    /** The best comparison that there are enough people for. */
    Found find(Workspace workspace, Asked asked) {
        int enough = Math.max(ENOUGH, workspace.settings().smallestGroup());
        if (drawn(asked.plan(), asked.step())) {
            List<Member> members = drawn(workspace, asked);
            long treated = members.stream().filter(Member::treated).count();
            if (treated >= enough && members.size() - treated >= enough) {
                return new Found(Basis.RANDOMISED, members);
            }
        }
        List<Person> speak = sampled(workspace, asked.reached(), asked.seed());
        List<Member> pairs = matched(workspace, asked, speak);
        if (pairs.size() >= 2 * enough) {
            return new Found(Basis.MATCHED, pairs);
        }
        return new Found(
                Basis.BEFORE_AFTER,
                speak.stream().map(each -> member(each, true, 0)).toList());
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
                (out ? held : spoken).offer(person.id(), member(person, !out, 0));
            });
        }
        var members = new ArrayList<>(spoken.inOrder());
        members.addAll(held.inOrder());
        return members;
    }

    private static Member member(Person person, boolean treated, int pair) {
        return new Member(person.id(), person.unit().orElse(""), treated, pair);
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

    private List<Member> matched(Workspace workspace, Asked asked, List<Person> reached) {
        List<Person> pool = pool(workspace, asked, reached);
        Matching.Matched matched = Grid.match(
                likeness(workspace, reached, asked.course(), asked.spell()),
                likeness(workspace, pool, asked.course(), asked.spell()));
        var members = new ArrayList<Member>();
        for (Matching.Pair pair : matched.pairs()) {
            int number = members.size() / 2 + 1;
            members.add(new Member(pair.pilot().person(), pair.pilot().unit(), true, number));
            members.add(new Member(pair.other().person(), pair.other().unit(), false, number));
        }
        return members;
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

    private List<Matching.Likeness> likeness(Workspace workspace, List<Person> persons, String course, Spell spell) {
        Map<String, List<Histories.Did>> did =
                histories.of(workspace, persons.stream().map(Person::id).toList(), course, List.of(spell.lately()));
        return persons.stream()
                .map(each -> {
                    Histories.Did weeks = did.getOrDefault(each.id(), List.of(Histories.Did.NONE))
                            .getFirst();
                    return new Matching.Likeness(
                            each.id(),
                            each.unit().orElse(""),
                            (double) weeks.active() / Spell.LATELY,
                            weeks.enrolled());
                })
                .toList();
    }

    /** In how many of the windows' weeks somebody did what counts: 1 if in any. By person. */
    Map<String, double[]> did(
            Workspace workspace, List<Member> members, PlanDraft.Metric metric, String course, Spell spell) {
        Map<String, List<Histories.Did>> did = histories.of(
                workspace,
                members.stream().map(Member::person).toList(),
                course,
                List.of(spell.before(), spell.after()));
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
