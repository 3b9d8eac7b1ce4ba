package org.takeup.business.pilot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.comparison.Balance;
import org.takeup.comparison.Matching;
import org.takeup.http.Problem;
import org.takeup.learning.Histories;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.tenant.Workspace;

/** Who would take part in a pilot, and in which group. Thread-safe; calls block on the store. */
final class Assignment {
    /** For two years: beyond that, weeks enrolled tell nothing more about how alike people are. */
    private static final int WEEKS_LOOKED_AT = 104;

    private final People people;
    private final Histories histories;

    Assignment(People people) {
        this.people = people;
        this.histories = new Histories(people);
    }

    /** @param unmatched named people for whom nobody alike was found */
    record Assigned(List<Member> members, List<Balance> balance, int unmatched) {
        long pilots() {
            return members.stream().filter(Member::pilot).count();
        }

        long others() {
            return members.size() - pilots();
        }
    }

    /** Deals or matches them as they are now. Nothing is stored. */
    Assigned assigned(Workspace workspace, Pilot pilot) {
        List<Draw.Person> all = people(workspace, pilot);
        return switch (pilot.design()) {
            case RANDOM -> drawn(all, Draw.simple(all, pilot.percent(), pilot.seed()));
            case BLOCKS -> drawn(all, Draw.withinUnits(all, pilot.percent(), pilot.seed()));
            case BEFORE_AFTER -> drawn(all, all.stream().map(Draw.Person::id).collect(Collectors.toSet()));
            case MATCHED -> matched(workspace, pilot, all);
        };
    }

    /** Everybody of its segment. */
    List<Draw.Person> people(Workspace workspace, Pilot pilot) {
        Segment segment = Segment.parse(pilot.segment()).orElseThrow(Problem::notFound);
        try (Stream<Person> members = people.members(workspace, segment)) {
            return members.map(Assignment::person).toList();
        }
    }

    private static Draw.Person person(Person each) {
        return new Draw.Person(each.id(), each.unit().orElse(""));
    }

    private static Assigned drawn(List<Draw.Person> all, Set<String> drawn) {
        return new Assigned(
                all.stream()
                        .map(each -> new Member(each.id(), each.unit(), drawn.contains(each.id()), 0))
                        .toList(),
                List.of(),
                0);
    }

    private Assigned matched(Workspace workspace, Pilot pilot, List<Draw.Person> all) {
        Set<String> named = new HashSet<>(pilot.named());
        List<Draw.Person> tries = people.active(workspace, pilot.named()).stream()
                .map(Assignment::person)
                .toList();
        List<Draw.Person> pool =
                all.stream().filter(each -> !named.contains(each.id())).toList();
        Matching.Matched matched = Matching.of(
                likeness(workspace, pilot, Draw.ordered(tries, pilot.seed())),
                likeness(workspace, pilot, Draw.ordered(pool, pilot.seed())),
                pilot.caliper());
        var members = new ArrayList<Member>();
        for (Matching.Pair pair : matched.pairs()) {
            int number = members.size() / 2 + 1;
            members.add(new Member(pair.pilot().person(), pair.pilot().unit(), true, number));
            members.add(new Member(pair.other().person(), pair.other().unit(), false, number));
        }
        return new Assigned(
                members,
                matched.balance(),
                pilot.named().size() - matched.pairs().size());
    }

    private List<Matching.Likeness> likeness(Workspace workspace, Pilot pilot, List<Draw.Person> persons) {
        var lately = new Histories.Window(pilot.starts().minusWeeks(WEEKS_LOOKED_AT), WEEKS_LOOKED_AT);
        Map<String, List<Histories.Did>> did = histories.of(
                workspace,
                persons.stream().map(Draw.Person::id).toList(),
                pilot.course(),
                List.of(pilot.before(), lately));
        return persons.stream()
                .map(each -> {
                    List<Histories.Did> weeks =
                            did.getOrDefault(each.id(), List.of(Histories.Did.NONE, Histories.Did.NONE));
                    return new Matching.Likeness(
                            each.id(),
                            each.unit(),
                            (double) weeks.getFirst().active() / pilot.weeksBefore(),
                            weeks.getLast().enrolled());
                })
                .toList();
    }
}
