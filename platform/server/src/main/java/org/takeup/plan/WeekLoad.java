package org.takeup.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Workspace;

/**
 * How many messages people get in a week from all plans. Exact, not a bound, and without looking at each person: somebody
 * gets what goes to everybody, to their one unit and to themselves, so people of a unit differ by what goes to them alone,
 * and those are few. Plans are read one after the other. Counted are messages to an audience; what somebody says to it is
 * no message, and a mailbox is nobody.
 */
final class WeekLoad {
    private final People people;
    private final Stakeholders stakeholders;

    WeekLoad(People people, Stakeholders stakeholders) {
        this.people = people;
        this.stakeholders = stakeholders;
    }

    /**
     * A week in which somebody would get too much.
     *
     * @param monday on which it begins
     * @param most messages that one of them gets
     * @param people how many get more than the cap; of fewer than the workspace's smallest group, nobody is counted
     * @param few whether they are fewer than that
     */
    record Week(LocalDate monday, int most, long people, boolean few) {}

    /** What goes out in a week. */
    private static final class Sent {
        private int everybody;
        private final Map<String, Integer> units = new HashMap<>();
        private final Map<String, Integer> persons = new HashMap<>();

        int toUnit(String unit) {
            return everybody + units.getOrDefault(unit, 0);
        }

        void add(Reach reach) {
            switch (reach) {
                case Reach.People group -> {
                    switch (group.segment()) {
                        case Segment.Everybody _ -> everybody++;
                        case Segment.Unit unit -> units.merge(unit.name(), 1, Integer::sum);
                    }
                }
                case Reach.Person one -> persons.merge(one.personId(), 1, Integer::sum);
                case Reach.Mailbox _, Reach.Nobody _ -> {}
            }
        }

        /** No more than this for anybody. */
        int bound() {
            return everybody + most(units) + most(persons);
        }

        private static int most(Map<String, Integer> counts) {
            return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }

    /** The weeks from this one on in which somebody gets more than the cap, by this plan and all that are approved. */
    List<Week> over(Workspace workspace, Plan plan, int cap) {
        Map<LocalDate, Sent> sent = sent(workspace, plan);
        sent.values().removeIf(week -> week.bound() <= cap);
        if (sent.isEmpty()) {
            return List.of();
        }
        Map<String, Long> sizes = new HashMap<>();
        long all = 0;
        for (SizedSegment each : people.segments(workspace)) {
            switch (each.segment()) {
                case Segment.Everybody _ -> all = each.size();
                case Segment.Unit unit -> sizes.put(unit.name(), each.size());
            }
        }
        // Whoever is in no unit gets what goes to everybody.
        sizes.put("", all - sizes.values().stream().mapToLong(Long::longValue).sum());
        Map<String, Person> singles = singles(workspace, sent);
        var weeks = new ArrayList<Week>();
        for (Map.Entry<LocalDate, Sent> each : sent.entrySet()) {
            week(workspace, each.getKey(), each.getValue(), sizes, singles, cap, weeks);
        }
        return List.copyOf(weeks);
    }

    private static void week(
            Workspace workspace,
            LocalDate monday,
            Sent sent,
            Map<String, Long> sizes,
            Map<String, Person> singles,
            int cap,
            List<Week> weeks) {
        long over = 0;
        int most = 0;
        for (Map.Entry<String, Long> unit : sizes.entrySet()) {
            int gets = sent.toUnit(unit.getKey());
            if (gets > cap && unit.getValue() > 0) {
                over += unit.getValue();
                most = Math.max(most, gets);
            }
        }
        for (Map.Entry<String, Integer> own : sent.persons.entrySet()) {
            Person person = singles.get(own.getKey());
            int before = person == null ? 0 : sent.toUnit(person.unit().orElse(""));
            int gets = before + own.getValue();
            if (person != null && gets > cap) {
                over += before > cap ? 0 : 1;
                most = Math.max(most, gets);
            }
        }
        if (over > 0) {
            boolean few = over < workspace.settings().smallestGroup();
            weeks.add(new Week(monday, most, few ? 0 : over, few));
        }
    }

    private Map<String, Person> singles(Workspace workspace, Map<LocalDate, Sent> sent) {
        Set<String> ids = new HashSet<>();
        sent.values().forEach(week -> ids.addAll(week.persons.keySet()));
        var found = new HashMap<String, Person>();
        people.active(workspace, ids).forEach(person -> found.put(person.id(), person));
        return found;
    }

    private Map<LocalDate, Sent> sent(Workspace workspace, Plan plan) {
        Map<String, Reach> reaches = new HashMap<>();
        stakeholders.all(workspace).forEach(each -> reaches.put(each.id(), each.reach()));
        LocalDate from = workspace.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var weeks = new TreeMap<LocalDate, Sent>();
        plan.times().forEach(step -> add(step, reaches, from, weeks));
        new PlanStore(workspace).approvedTimes().forEach(each -> {
            if (!each.id().equals(plan.id())) {
                each.times().forEach(step -> add(step, reaches, from, weeks));
            }
        });
        return weeks;
    }

    private static void add(PlanStep step, Map<String, Reach> reaches, LocalDate from, Map<LocalDate, Sent> weeks) {
        Reach reach = reaches.get(step.audienceId());
        if (reach != null
                && step.channel() != PlanDraft.Channel.HAND_OVER
                && !step.on().isBefore(from)) {
            weeks.computeIfAbsent(step.on().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), key -> new Sent())
                    .add(reach);
        }
    }
}
