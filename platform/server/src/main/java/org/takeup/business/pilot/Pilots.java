package org.takeup.business.pilot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.business.Business;
import org.takeup.business.pilot.PilotStore.Counted;
import org.takeup.comparison.Balance;
import org.takeup.comparison.Contrast;
import org.takeup.comparison.Matching;
import org.takeup.disclosure.ShownGroups;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.learning.Histories;
import org.takeup.learning.Overview;
import org.takeup.learning.TakeUps;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** The pilots of a workspace. Thread-safe; calls block on the store. */
public final class Pilots {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(PilotStore.PILOTS, PilotStore.PEOPLE, PilotStore.RESULTS);

    /** As what pilots are entered among the groups that are shown. */
    private static final String PILOT = "pilot";

    /** How many a workspace may have. */
    static final int MOST = 100;
    /** For two years: beyond that, weeks enrolled tell nothing more about how alike people are. */
    private static final int WEEKS_LOOKED_AT = 104;

    private final Business business;
    private final People people;
    private final Histories histories;
    private final TakeUps takeUps;
    private final ShownGroups shown;

    public Pilots(Business business, People people, TakeUps takeUps, ShownGroups shown) {
        this.business = business;
        this.people = people;
        this.histories = new Histories(people);
        this.takeUps = takeUps;
        this.shown = shown;
        shown.register(PILOT, new ShownPilots());
    }

    Business business() {
        return business;
    }

    /** What can be looked at. */
    Optional<Overview> learning(Workspace workspace) {
        return takeUps.overview(workspace);
    }

    /** The one that was changed last first. */
    List<Pilot> all(Workspace workspace) {
        return new PilotStore(workspace).all();
    }

    /** @throws Problem 404 if there is none */
    Pilot require(Workspace workspace, String id) {
        return new PilotStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    /** @throws Problem 422 naming what does not fit, 409 if there are very many */
    Pilot add(Workspace workspace, Caller caller, PilotEntry entry) {
        Pilot added = checked(workspace, caller, RandomCode.hex(12), 1, entry);
        var store = new PilotStore(workspace);
        if (store.all().size() >= MOST) {
            throw new Problem(
                    409,
                    "cases-full",
                    "There are " + MOST + " of these already.",
                    "Delete those that are over. More than that nobody compares.");
        }
        return stored(store.put(added), added);
    }

    /**
     * Changes what nobody has agreed to yet.
     *
     * @throws Problem 409 once somebody has
     * @throws Changed if it has another version by now
     */
    Pilot change(Workspace workspace, Caller caller, String id, long seen, PilotEntry entry) {
        if (require(workspace, id).agreed().isPresent()) {
            throw new Problem(
                    409,
                    "pilot-agreed",
                    "The business owner has agreed to this pilot as it is.",
                    "Change what was agreed, with a reason, or make another pilot.");
        }
        Pilot next = checked(workspace, caller, id, seen + 1, entry);
        return stored(new PilotStore(workspace).put(next), next);
    }

    private Pilot checked(Workspace workspace, Caller caller, String id, long version, PilotEntry entry) {
        return entry.checked(
                workspace,
                caller,
                id,
                version,
                programme -> business.findProgramme(workspace, programme).isPresent(),
                course -> learning(workspace).stream()
                        .flatMap(each -> each.courses().stream())
                        .anyMatch(each -> each.key().equals(course)),
                typed -> found(workspace, typed));
    }

    /** Ids of active people by ids and mail addresses; an address of several people finds nobody. */
    private List<String> found(Workspace workspace, List<String> typed) {
        Map<String, List<Person>> byAddress = people.withAddress(
                workspace, typed.stream().filter(each -> each.contains("@")).toList());
        Set<String> ids =
                people.active(workspace, typed).stream().map(Person::id).collect(Collectors.toSet());
        var found = new LinkedHashSet<String>();
        for (String each : typed) {
            List<Person> having = byAddress.getOrDefault(each.toLowerCase(java.util.Locale.ROOT), List.of());
            if (ids.contains(each)) {
                found.add(each);
            } else if (having.size() == 1) {
                found.add(having.getFirst().id());
            }
        }
        return List.copyOf(found);
    }

    private static Pilot stored(boolean done, Pilot pilot) {
        if (!done) {
            throw new Changed("pilot");
        }
        return pilot;
    }

    /**
     * Writes down what the business owner has agreed to. From then on the design stays as it is, and a change of the success
     * measure needs a reason and stays to be seen.
     *
     * @throws Problem 422 naming what does not fit
     * @throws Changed if it has another version by now
     */
    Pilot agree(Workspace workspace, Caller caller, String id, long seen, PilotEntry.AgreementEntry entry) {
        Pilot now = require(workspace, id);
        PilotEntry.Agreed agreed = entry.checked(now.agreed().isPresent());
        var at = workspace.clock().instant();
        var amendments = new ArrayList<Pilot.Amendment>();
        now.agreed()
                .ifPresent(before -> amendments.add(
                        new Pilot.Amendment(before.success(), before.owner(), agreed.reason(), at, caller.name())));
        amendments.addAll(now.amendments());
        Pilot next = with(
                now,
                workspace,
                caller,
                seen + 1,
                Optional.of(new Pilot.Agreement(agreed.owner(), agreed.success(), at, caller.name())),
                amendments,
                now.begun());
        return stored(new PilotStore(workspace).put(next), next);
    }

    private static Pilot with(
            Pilot now,
            Workspace workspace,
            Caller caller,
            long version,
            Optional<Pilot.Agreement> agreed,
            List<Pilot.Amendment> amendments,
            Optional<Pilot.Begun> begun) {
        return new Pilot(
                now.id(),
                now.name(),
                now.programme(),
                now.segment(),
                now.design(),
                now.named(),
                now.percent(),
                now.seed(),
                now.metric(),
                now.course(),
                now.starts(),
                now.weeksBefore(),
                now.weeksAfter(),
                now.caliper(),
                agreed,
                amendments,
                begun,
                workspace.clock().instant(),
                caller.name(),
                version);
    }

    /** Deletes one that has not begun. @throws Problem 409 if it has @throws Changed as above */
    void remove(Workspace workspace, String id, long seen) {
        Pilot now = require(workspace, id);
        refuseBegun(now);
        stored(new PilotStore(workspace).delete(id, seen), now);
    }

    private static void refuseBegun(Pilot pilot) {
        if (pilot.begun().isPresent()) {
            throw new Problem(
                    409,
                    "pilot-begun",
                    "This pilot has begun, and its people are assigned.",
                    "Wait for its result. Whoever ends a pilot when they like can find whatever they like.");
        }
    }

    /**
     * Assigns the people. From then on it cannot be undone.
     *
     * @throws Problem 409 if nothing is agreed, if it has begun, if its first week is over, or if a group is too small
     * @throws Changed as above
     */
    Pilot start(Workspace workspace, Caller caller, String id, long seen) {
        Pilot now = require(workspace, id);
        refuseBegun(now);
        if (now.agreed().isEmpty()) {
            throw new Problem(
                    409,
                    "pilot-not-agreed",
                    "Nobody has agreed yet what will count as success.",
                    "Let the business owner say it, and write it down before the pilot begins.");
        }
        if (workspace.today().isAfter(now.starts().plusDays(6))) {
            throw new Problem(
                    409,
                    "pilot-late",
                    "The first week of this pilot is over already.",
                    "Make another one that begins later, so that nobody is assigned who has begun by themselves.");
        }
        Assigned assigned = assigned(workspace, now);
        long pilots = assigned.members().stream().filter(Member::pilot).count();
        long others = assigned.members().size() - pilots;
        int smallest = workspace.settings().smallestGroup();
        if (pilots < smallest || now.design().compares() && others < smallest) {
            throw new Problem(
                    409,
                    "pilot-small",
                    "A group of this pilot would have fewer than " + smallest + " people.",
                    "Take a larger part of the organisation, a longer list, or a wider caliper.");
        }
        var store = new PilotStore(workspace);
        String draw = RandomCode.hex(12);
        store.assign(id, draw, assigned.members());
        String entry = ShownPilots.id(id, draw);
        Optional<String> alike = shown.enter(workspace, PILOT, entry, Member.compared(assigned.members()));
        if (alike.isPresent()) {
            store.forget(id, draw);
            throw tooAlike(alike.get());
        }
        Pilot next = with(
                now,
                workspace,
                caller,
                seen + 1,
                now.agreed(),
                now.amendments(),
                Optional.of(new Pilot.Begun(
                        workspace.clock().instant(),
                        draw,
                        Math.toIntExact(pilots),
                        Math.toIntExact(others),
                        assigned.balance(),
                        assigned.unmatched())));
        if (!store.put(next)) {
            shown.leave(workspace, PILOT, entry);
            store.forget(id, draw);
            throw new Changed("pilot");
        }
        store.keepOnly(id, draw);
        return next;
    }

    private static Problem tooAlike(String other) {
        return new Problem(
                409,
                "pilot-too-alike",
                "Nearly the same people are in the figures of " + other + ".",
                "The few who are in one of them only could be told from the two results. Take the same people, or"
                        + " others.");
    }

    private record Assigned(List<Member> members, List<Balance> balance, int unmatched) {}

    private Assigned assigned(Workspace workspace, Pilot pilot) {
        List<Draw.Person> all = people(workspace, pilot);
        return switch (pilot.design()) {
            case RANDOM -> drawn(all, Draw.simple(all, pilot.percent(), pilot.seed()));
            case BLOCKS -> drawn(all, Draw.withinUnits(all, pilot.percent(), pilot.seed()));
            case BEFORE_AFTER -> drawn(all, all.stream().map(Draw.Person::id).collect(Collectors.toSet()));
            case MATCHED -> matched(workspace, pilot, all);
        };
    }

    private List<Draw.Person> people(Workspace workspace, Pilot pilot) {
        Segment segment = Segment.parse(pilot.segment()).orElseThrow(Problem::notFound);
        try (Stream<Person> members = people.members(workspace, segment)) {
            return members.map(Pilots::person).toList();
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
                .map(Pilots::person)
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
        List<Draw.Person> all = people(workspace, pilot);
        long tries = pilot.design() == Pilot.Design.MATCHED
                ? pilot.named().size()
                : Math.round(all.size() * pilot.percent() / 100.0);
        long others = pilot.design() == Pilot.Design.MATCHED ? tries : all.size() - tries;
        if (!pilot.design().compares() || tries < smallest || others < smallest) {
            return Optional.empty();
        }
        boolean known = learning(workspace).isPresent();
        double share = 0.5;
        if (known) {
            List<String> ids = all.stream().map(Draw.Person::id).toList();
            Map<String, List<Histories.Did>> did =
                    histories.of(workspace, ids, pilot.course(), List.of(pilot.before()));
            share = ids.stream()
                    .mapToDouble(id -> value(
                            pilot.metric(),
                            did.getOrDefault(id, List.of(Histories.Did.NONE)).getFirst()))
                    .average()
                    .orElse(0);
        }
        boolean useful = known && share > 0 && share < 1;
        double base = useful ? share : 0.5;
        return Optional.of(new Outlook(tries, others, base, useful, 100 * Contrast.detectable(base, tries, others)));
    }

    private static double value(Pilot.Metric metric, Histories.Did did) {
        int weeks = switch (metric) {
            case ACTIVE -> did.active();
            case FINISHED -> did.finished();
            case ENROLLED -> did.enrolled();
        };
        return weeks > 0 ? 1 : 0;
    }

    /**
     * What came of it, as far as it can be told. It is counted once, when the learning data of all its weeks are there: figures
     * that moved when somebody is erased would tell what that person did.
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
        return learning(workspace)
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
                            value(pilot.metric(), weeks.getFirst()),
                            value(pilot.metric(), weeks.getLast()));
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
                : people(workspace, pilot).stream()
                        .filter(each -> !assigned.contains(each.id()))
                        .count();
        return new Result.Drift(assigned.size() - here, joined);
    }
}
