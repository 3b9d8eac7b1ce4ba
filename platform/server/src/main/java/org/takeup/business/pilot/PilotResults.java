package org.takeup.business.pilot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.business.pilot.PilotStore.Counted;
import org.takeup.comparison.Contrast;
import org.takeup.disclosure.ShownGroups;
import org.takeup.learning.Histories;
import org.takeup.learning.TakeUps;
import org.takeup.people.People;
import org.takeup.tenant.Workspace;

/** What pilots can show, before they begin and when they are over. Thread-safe; calls block on the store. */
public final class PilotResults {
    private final Assignment assignment;
    private final People people;
    private final Histories histories;
    private final TakeUps takeUps;
    private final ShownGroups shown;

    public PilotResults(People people, TakeUps takeUps, ShownGroups shown) {
        this.assignment = new Assignment(people);
        this.people = people;
        this.histories = new Histories(people);
        this.takeUps = takeUps;
        this.shown = shown;
    }

    /**
     * What could be seen before it begins.
     *
     * @param pilot and {@code others} are the sizes of the groups
     * @param share that takes part in the baseline, 0 to 1
     * @param known whether the share is known; a half, for which most people are needed, if not
     * @param points the smallest difference that would be seen four times in five
     */
    public record Outlook(long pilot, long others, double share, boolean known, double points) {}

    /** Nothing for groups that are too small, and for before/after. */
    Optional<Outlook> outlook(Workspace workspace, Pilot pilot) {
        int smallest = workspace.settings().smallestGroup();
        List<Draw.Person> all = assignment.people(workspace, pilot);
        long tries = pilot.design() == Pilot.Design.MATCHED
                ? pilot.named().size()
                : Math.round(all.size() * pilot.percent() / 100.0);
        long others = pilot.design() == Pilot.Design.MATCHED ? tries : all.size() - tries;
        if (!pilot.design().compares() || tries < smallest || others < smallest) {
            return Optional.empty();
        }
        boolean known = takeUps.overview(workspace).isPresent();
        double share = 0.5;
        if (known) {
            List<String> ids = all.stream().map(Draw.Person::id).toList();
            Map<String, List<Histories.Did>> did =
                    histories.of(workspace, ids, pilot.course(), List.of(pilot.before()));
            share = ids.stream()
                    .mapToDouble(id -> pilot.metric()
                            .of(did.getOrDefault(id, List.of(Histories.Did.NONE))
                                    .getFirst()))
                    .average()
                    .orElse(0);
        }
        boolean useful = known && share > 0 && share < 1;
        double base = useful ? share : 0.5;
        return Optional.of(new Outlook(tries, others, base, useful, 100 * Contrast.detectable(base, tries, others)));
    }

    /**
     * What came of it, as far as it can be told. It is counted once, when the learning data of all its weeks are there: figures
     * that moved when somebody is erased would tell what that person did. Who was erased by then is not in it, so the groups are
     * entered once more as they are.
     */
    Result result(Workspace workspace, Pilot pilot) {
        if (pilot.begun().isEmpty()) {
            return Result.of(Result.State.NOT_BEGUN, "It has not begun.");
        }
        LocalDate end = pilot.after().end();
        if (!pilot.over(workspace.today())) {
            return Result.running(end);
        }
        var store = new PilotStore(workspace);
        String draw = pilot.begun().get().draw();
        Optional<Counted> before = store.counted(draw);
        if (before.isEmpty() && !hasLearning(workspace, end)) {
            return Result.of(
                    Result.State.WAITING,
                    "The weeks that count are over. Import learning data of all of them, until " + end + ".");
        }
        List<Member> members = store.members(pilot.id(), draw);
        int smallest = workspace.settings().smallestGroup();
        if (before.isEmpty() && isSmall(pilot, members, smallest)) {
            return withheld(smallest);
        }
        Optional<String> alike = before.isPresent()
                ? Optional.empty()
                : shown.enter(
                        workspace,
                        ShownPilots.PILOT,
                        ShownPilots.id(pilot.id(), draw),
                        Member.compared(members, pilot));
        if (alike.isPresent()) {
            return Result.of(
                    Result.State.WITHHELD,
                    "Some people of this pilot were erased since it began. Nearly the same people as now are in the figures of "
                            + alike.get()
                            + ": what the few did who are in one of the two only could be told from both. So it is not shown.");
        }
        Counted counted = before.orElseGet(
                () -> store.keep(draw, new Counted(workspace.today(), effect(workspace, pilot, members))));
        Effect effect = counted.effect();
        if (isSmall(pilot, effect.pilot(), effect.others(), smallest)) {
            return withheld(smallest);
        }
        return new Result(
                Result.State.READY,
                Optional.of(effect),
                PilotWords.of(pilot, counted, drift(workspace, pilot, members), smallest));
    }

    /** Whether learning data reach to this day. */
    private boolean hasLearning(Workspace workspace, LocalDate end) {
        return takeUps.overview(workspace)
                .map(each -> !each.counted()
                        .atZone(workspace.settings().zone())
                        .toLocalDate()
                        .isBefore(end))
                .orElse(false);
    }

    private static boolean isSmall(Pilot pilot, List<Member> members, int smallest) {
        long tries = members.stream().filter(Member::pilot).count();
        return isSmall(pilot, tries, members.size() - tries, smallest);
    }

    private static boolean isSmall(Pilot pilot, long tries, long others, int smallest) {
        return tries < smallest || pilot.design().compares() && others < smallest;
    }

    private static Result withheld(int smallest) {
        return Result.of(
                Result.State.WITHHELD, "A group has fewer than " + smallest + " people by now and is not shown.");
    }

    private Effect effect(Workspace workspace, Pilot pilot, List<Member> members) {
        Map<String, List<Histories.Did>> did = histories.of(
                workspace,
                members.stream().map(Member::person).toList(),
                pilot.course(),
                List.of(pilot.before(), pilot.after()));
        List<Contrast.Seen> seen = members.stream()
                .sorted(java.util.Comparator.comparing(Member::person))
                .map(each -> {
                    List<Histories.Did> weeks =
                            did.getOrDefault(each.person(), List.of(Histories.Did.NONE, Histories.Did.NONE));
                    return new Contrast.Seen(
                            each.pilot(),
                            each.unit(),
                            each.pair(),
                            pilot.metric().of(weeks.getFirst()),
                            pilot.metric().of(weeks.getLast()));
                })
                .toList();
        return Effect.of(seen, pilot.design(), Draw.number(pilot.seed()));
    }

    private Result.Drift drift(Workspace workspace, Pilot pilot, List<Member> members) {
        Set<String> assigned = members.stream().map(Member::person).collect(Collectors.toSet());
        long here = 0;
        var ids = new ArrayList<>(assigned);
        for (int from = 0; from < ids.size(); from += 1_000) {
            here += people.active(workspace, ids.subList(from, Math.min(ids.size(), from + 1_000)))
                    .size();
        }
        long joined = pilot.design() == Pilot.Design.MATCHED
                ? 0
                : assignment.people(workspace, pilot).stream()
                        .filter(each -> !assigned.contains(each.id()))
                        .count();
        return new Result.Drift(assigned.size() - here, joined);
    }
}
