package org.takeup.insight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.learning.Overview;
import org.takeup.learning.TakeUp;
import org.takeup.learning.TakeUps;
import org.takeup.people.People;
import org.takeup.plan.HandOvers;
import org.takeup.plan.Wording;
import org.takeup.survey.Outcomes;
import org.takeup.survey.Surveys;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * What somebody is asked to say, this week's first, and how learning is taken up by the people around them. Thread-safe;
 * calls block on the store.
 */
public final class MyWeek {
    /** Further units are left out: whoever leads more of them looks at the board. */
    private static final int MOST_UNITS = 3;

    private static final int MOST_SAID = 10;

    private final HandOvers handOvers;
    private final People people;
    private final TakeUps takeUps;
    private final Surveys surveys;

    public MyWeek(HandOvers handOvers, People people, TakeUps takeUps, Surveys surveys) {
        this.handOvers = handOvers;
        this.people = people;
        this.takeUps = takeUps;
        this.surveys = surveys;
    }

    /**
     * A person's week.
     *
     * @param sunday the last day of this week
     * @param now to be said by then and not said yet, the longest waiting first
     * @param coming to be said in the coming seven days by approved plans that have not asked yet, the earliest first
     * @param later to be said after it
     * @param said ticked off, the latest first
     * @param teams the units of those who report to the person, most people first; empty if nobody does
     */
    public record Week(
            LocalDate sunday,
            List<HandOvers.Pack> now,
            List<HandOvers.Coming> coming,
            List<HandOvers.Pack> later,
            List<HandOvers.Pack> said,
            List<Team> teams) {}

    /**
     * Take-up of the unit that people belong to who report to somebody. Never of these people alone: beside the unit's
     * figures that would give away what the others do.
     *
     * @param unit its name
     * @param reports how many of the unit report to the person
     * @param takeUp whole weeks; empty if there is no learning data of the unit, or of too few people to be shown
     * @param work whether work lets the unit learn; empty if no survey of that has results, and for people without a unit
     */
    public record Team(String unit, int reports, Optional<TakeUp> takeUp, Optional<WorkContext> work) {
        Team with(Optional<WorkContext> other) {
            return new Team(unit, reports, takeUp, other);
        }
    }

    /** @param language of what the platform says */
    public Week of(Workspace workspace, Caller caller, Locale language) {
        LocalDate sunday = sunday(workspace);
        List<HandOvers.Pack> all = handOvers.all(workspace, caller, language);
        return new Week(
                sunday,
                all.stream()
                        .filter(pack -> !pack.said() && !pack.on().isAfter(sunday))
                        .sorted(Comparator.comparing(HandOvers.Pack::on))
                        .toList(),
                handOvers.comingUp(workspace, caller),
                all.stream()
                        .filter(pack -> !pack.said() && pack.on().isAfter(sunday))
                        .sorted(Comparator.comparing(HandOvers.Pack::on))
                        .toList(),
                all.stream().filter(HandOvers.Pack::said).limit(MOST_SAID).toList(),
                withWork(workspace, teamsOf(workspace, caller.personId()), language));
    }

    private List<Team> withWork(Workspace workspace, List<Team> teams, Locale language) {
        if (teams.isEmpty()) {
            return teams;
        }
        Optional<Outcomes.Latest> newest = WorkContext.newest(surveys, workspace, language);
        ZoneId zone = workspace.settings().zone();
        return teams.stream()
                .map(team -> team.with(newest.filter(results -> !team.unit().isEmpty())
                        .map(results -> WorkContext.of(results, team.unit(), zone))))
                .toList();
    }

    /**
     * What somebody is to say in a week.
     *
     * @param now asked already, and not said
     * @param coming what plans will ask for
     */
    public record ToSay(List<HandOvers.Pack> now, List<HandOvers.Coming> coming) {
        boolean isEmpty() {
            return now.isEmpty() && coming.isEmpty();
        }
    }

    /**
     * What a person of the directory is to say this week. What was to be said more than two weeks ago is left out: nobody
     * reads of it for ever.
     *
     * @param soon as of {@link HandOvers#dueSoon}
     */
    ToSay toSay(Workspace workspace, String personId, List<Wording.ToSay> soon, Locale language) {
        LocalDate sunday = sunday(workspace);
        return new ToSay(
                handOvers.all(workspace, personId, language).stream()
                        .filter(pack -> !pack.said() && !pack.on().isAfter(sunday))
                        .filter(pack -> !pack.on().isBefore(oldest(workspace)))
                        .sorted(Comparator.comparing(HandOvers.Pack::on))
                        .toList(),
                handOvers.comingUp(workspace, soon, personId).stream()
                        .filter(coming -> !coming.on().isAfter(sunday))
                        .toList());
    }

    /** Those of these people for whom {@link #toSay} is not empty, with a few looks for all of them. At most a few hundred. */
    Set<String> whoIsToSay(Workspace workspace, Collection<String> people, List<Wording.ToSay> soon) {
        return handOvers.whoIsToSay(workspace, people, soon, oldest(workspace), sunday(workspace));
    }

    private static LocalDate sunday(Workspace workspace) {
        return workspace.today().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    }

    private static LocalDate oldest(Workspace workspace) {
        return workspace.today().minusWeeks(2);
    }

    /** The units of those who report to a person, without what surveys say of them. */
    List<Team> teamsOf(Workspace workspace, String personId) {
        Map<String, Integer> reports = people.unitsOfReports(workspace, personId);
        if (reports.isEmpty()) {
            return List.of();
        }
        Optional<Overview> overview = takeUps.overview(workspace);
        return reports.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_UNITS)
                .map(unit -> new Team(
                        unit.getKey(),
                        unit.getValue(),
                        overview.flatMap(known -> takeUp(workspace, known, unit.getKey())),
                        Optional.empty()))
                .toList();
    }

    /** By the unit's name: directory and learning platform have ids of their own. Two of the same name are not told apart. */
    private Optional<TakeUp> takeUp(Workspace workspace, Overview overview, String unit) {
        List<String> keys = overview.units().stream()
                .filter(group -> group.name().equalsIgnoreCase(unit))
                .map(group -> group.key())
                .toList();
        return keys.size() != 1
                ? Optional.empty()
                : Optional.of(takeUps.perWeek(workspace, keys.getFirst(), "", Optional.empty(), Optional.empty())
                        .wholeWeeks(workspace.today()));
    }
}
