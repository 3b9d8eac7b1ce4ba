package org.takeup.business;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.measure.Measure;
import org.takeup.measure.Measures;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** Priorities, programmes and their cases. Thread-safe; calls block on the store. */
public final class Business {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(BusinessStore.PRIORITIES, BusinessStore.PROGRAMMES, BusinessStore.SETTINGS);

    /** How many a workspace may have of each: all are looked at together. */
    static final int MOST = 100;

    private final Measures measures;
    private final People people;

    public Business(Measures measures, People people) {
        this.measures = measures;
        this.people = people;
    }

    /** What can be chosen: everybody, then each unit by name. */
    public List<SizedSegment> segments(Workspace workspace) {
        return people.segments(workspace);
    }

    /** Measures that can be chosen. */
    List<Measure> measures(Workspace workspace) {
        return measures.all(workspace, false);
    }

    /** By weight, then by name. */
    List<Priority> priorities(Workspace workspace) {
        return new BusinessStore(workspace)
                .priorities().stream()
                        .sorted(Comparator.comparingInt(Priority::weight)
                                .reversed()
                                .thenComparing(Priority::name))
                        .toList();
    }

    /** By name. */
    public List<Programme> programmes(Workspace workspace) {
        return new BusinessStore(workspace).programmes();
    }

    /** @throws Problem 404 if there is none */
    Priority priority(Workspace workspace, String id) {
        return new BusinessStore(workspace).priority(id).orElseThrow(Problem::notFound);
    }

    /** @throws Problem 404 if there is none */
    Programme programme(Workspace workspace, String id) {
        return findProgramme(workspace, id).orElseThrow(Problem::notFound);
    }

    /** The programme, if it is still there. */
    public Optional<Programme> findProgramme(Workspace workspace, String id) {
        return new BusinessStore(workspace).programme(id);
    }

    /** What cases are counted with. */
    public CaseSettings settings(Workspace workspace) {
        return new BusinessStore(workspace).settings().orElse(CaseSettings.USUAL);
    }

    /** @throws Problem 422 naming what does not fit, 409 if there are very many */
    Priority add(Workspace workspace, Caller caller, PriorityEntry entry) {
        Priority added = entry.checked(workspace, caller, RandomCode.hex(12), 1);
        var store = new BusinessStore(workspace);
        refuseBeyond(store.priorities().size());
        return stored(store.put(added), added, "priority");
    }

    /**
     * @param seen the version that the change is made to
     * @throws Changed if it has another one by now
     */
    Priority change(Workspace workspace, Caller caller, String id, long seen, PriorityEntry entry) {
        priority(workspace, id);
        Priority next = entry.checked(workspace, caller, id, seen + 1);
        return stored(new BusinessStore(workspace).put(next), next, "priority");
    }

    /** Deletes it; programmes that served it serve none then. @throws Changed as above */
    void removePriority(Workspace workspace, String id, long seen) {
        priority(workspace, id);
        stored(new BusinessStore(workspace).deletePriority(id, seen), id, "priority");
    }

    /** @throws Problem 422 naming what does not fit, 409 if there are very many */
    Programme add(Workspace workspace, Caller caller, ProgrammeEntry entry) {
        Programme added = checked(workspace, caller, RandomCode.hex(12), 1, entry);
        var store = new BusinessStore(workspace);
        refuseBeyond(store.programmes().size());
        return stored(store.put(added), added, "programme");
    }

    /**
     * @param seen the version that the change is made to
     * @throws Changed if it has another one by now
     */
    Programme change(Workspace workspace, Caller caller, String id, long seen, ProgrammeEntry entry) {
        Programme before = seen(workspace, id, seen);
        Programme next = checked(workspace, caller, id, seen + 1, entry).after(before);
        return stored(new BusinessStore(workspace).put(next), next, "programme");
    }

    /**
     * Marks one of its measures as done.
     *
     * @param seen the version that the change is made to
     * @throws Problem 422 naming what does not fit
     * @throws Changed if it has another version by now
     */
    Programme win(Workspace workspace, Caller caller, String id, long seen, WinEntry entry) {
        Programme next = entry.checked(seen(workspace, id, seen), workspace, caller);
        return stored(new BusinessStore(workspace).put(next), next, "programme");
    }

    /** Says that a measure is still to be done. One that is not marked, or not there, stays so. @throws Changed as above */
    Programme undoWin(Workspace workspace, Caller caller, String id, long seen, String measure) {
        Programme before = seen(workspace, id, seen);
        Programme next =
                before.with(measure, Optional.empty(), workspace.clock().instant(), caller.name());
        return next.won() == before.won() ? before : stored(new BusinessStore(workspace).put(next), next, "programme");
    }

    /**
     * What can be told of a measure that is done.
     *
     * @throws Problem 404 if there is no such programme, 422 if it has no such measure, 409 if that is not done
     */
    MessageDrafts.Text told(Workspace workspace, String id, String measure, Locale language) {
        Programme programme = programme(workspace, id);
        Programme.Chosen chosen = programme.measures().stream()
                .filter(each -> each.measure().equals(measure))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("measure", "Choose one of the programme's measures."));
        Programme.Won won = chosen.done()
                .orElseThrow(() -> new Problem(
                        409,
                        "win-not-done",
                        "This measure is not done yet.",
                        "Mark it as done first, with what shows it."));
        String name = called(workspace, chosen, language);
        return new MessageDrafts.Text(
                "Done: " + name,
                name + " is done since " + won.day() + "."
                        + (won.evidence().isEmpty() ? "" : "\n\n" + won.evidence())
                        + "\n\nWhether it helps, we see by this figure: "
                        + programme.indicator().name() + ".");
    }

    /** @throws Problem 404 if there is none @throws Changed if it has another version by now */
    static Programme seen(Workspace workspace, String id, long version) {
        Programme found = new BusinessStore(workspace).programme(id).orElseThrow(Problem::notFound);
        if (found.version() != version) {
            throw new Changed("programme");
        }
        return found;
    }

    /** Deletes it. @throws Changed as above */
    void removeProgramme(Workspace workspace, String id, long seen) {
        programme(workspace, id);
        stored(new BusinessStore(workspace).deleteProgramme(id, seen), id, "programme");
    }

    /** @param seen 0 while nothing was set @throws Changed as above */
    CaseSettings change(Workspace workspace, long seen, CaseSettings.Entry entry) {
        CaseSettings next = entry.checked(seen + 1);
        return stored(new BusinessStore(workspace).put(next), next, "setting");
    }

    private Programme checked(Workspace workspace, Caller caller, String id, long version, ProgrammeEntry entry) {
        var store = new BusinessStore(workspace);
        return entry.checked(
                workspace,
                caller,
                id,
                version,
                priority -> store.priority(priority).isPresent(),
                measure -> measures.find(workspace, measure));
    }

    /** @throws Changed if it was not done */
    static <T> T stored(boolean done, T what, String called) {
        if (!done) {
            throw new Changed(called);
        }
        return what;
    }

    private static void refuseBeyond(int there) {
        if (there >= MOST) {
            throw new Problem(
                    409,
                    "cases-full",
                    "There are " + MOST + " of these already.",
                    "Delete those that are over. More than that nobody compares.");
        }
    }

    /** A programme's case. @throws Problem 404 if there is none */
    Sheet sheet(Workspace workspace, String id, Locale language) {
        Programme programme = programme(workspace, id);
        CaseSettings settings = settings(workspace);
        List<SizedSegment> sizes = people.segments(workspace);
        Optional<Priority> priority = served(programme, workspace);
        long asked = Load.people(programme.segments(), sizes);
        return Sheet.of(
                programme,
                priority,
                programme.measures().stream()
                        .map(each -> line(workspace, each, language))
                        .toList(),
                asked,
                workspace.settings().smallestGroup(),
                QuickWins.of(programme, priority, settings, counted(workspace, asked), everybody(sizes)),
                settings);
    }

    private static Optional<Priority> served(Programme programme, Workspace workspace) {
        return Optional.of(programme.priority())
                .filter(id -> !id.isEmpty())
                .flatMap(id -> new BusinessStore(workspace).priority(id));
    }

    private Sheet.Line line(Workspace workspace, Programme.Chosen chosen, Locale language) {
        return measures.find(workspace, chosen.measure())
                .map(measure -> new Sheet.Line(
                        measure.id(),
                        measure.name().in(language),
                        chosen.days(),
                        measure.evidence().strength().name(),
                        measure.evidence().sources(),
                        chosen.done()))
                .orElseGet(() -> new Sheet.Line(
                        chosen.measure(),
                        "A measure that was deleted",
                        chosen.days(),
                        "EXPERIENCE",
                        List.of(),
                        chosen.done()));
    }

    /** What is too small to be counted reaches nobody, so that no order gives its size away. */
    private static long counted(Workspace workspace, long asked) {
        return asked < workspace.settings().smallestGroup() ? 0 : asked;
    }

    private static long everybody(List<SizedSegment> sizes) {
        return sizes.isEmpty() ? 0 : sizes.getFirst().size();
    }

    /** All cases, compared. */
    public Overview overview(Workspace workspace, Locale language) {
        CaseSettings settings = settings(workspace);
        List<Priority> priorities = priorities(workspace);
        List<Programme> programmes = programmes(workspace);
        List<SizedSegment> sizes = people.segments(workspace);
        int smallest = workspace.settings().smallestGroup();
        double learning = settings.learningMinutes() / 60.0;
        Map<String, Priority> byId = priorities.stream().collect(Collectors.toMap(Priority::id, Function.identity()));
        return new Overview(
                settings,
                priorities,
                ranked(workspace, programmes, byId, settings, sizes, language),
                wins(workspace, programmes, language),
                Load.conflicts(programmes.stream().map(Business::claim).toList(), sizes, learning, smallest),
                Load.conflicts(
                        priorities.stream().map(Business::claim).toList(), sizes, settings.workHours(), smallest),
                programmes.stream()
                        .filter(each -> each.hours() > learning)
                        .map(Business::named)
                        .toList(),
                deadlines(programmes, workspace.today()),
                programmes.stream()
                        .filter(each -> each.need().isEmpty())
                        .map(Business::named)
                        .toList(),
                programmes.stream()
                        .map(each -> balance(workspace, each, settings, sizes, language))
                        .sorted(Comparator.comparing(Overview.Balance::name).thenComparing(Overview.Balance::id))
                        .toList(),
                Overview.Sponsored.of(programmes));
    }

    private Overview.Balance balance(
            Workspace workspace,
            Programme programme,
            CaseSettings settings,
            List<SizedSegment> sizes,
            Locale language) {
        List<Sheet.Line> lines = programme.measures().stream()
                .map(each -> line(workspace, each, language))
                .toList();
        long asked = Load.people(programme.segments(), sizes);
        Sheet.Money money =
                Sheet.money(programme, lines, asked, workspace.settings().smallestGroup(), settings);
        return new Overview.Balance(
                programme.id(),
                programme.name(),
                money.cost(),
                money.gain(),
                money.net(),
                programme.indicator().name() + ": "
                        + Figures.plain(programme.effect().likely()) + " "
                        + programme.indicator().unit(),
                programme.from(),
                programme.until());
    }

    /** The last one first. */
    private List<Overview.Win> wins(Workspace workspace, List<Programme> programmes, Locale language) {
        return programmes.stream()
                .flatMap(programme -> programme.measures().stream()
                        .flatMap(each -> each
                                .done()
                                .map(done -> new Overview.Win(
                                        programme.id(),
                                        programme.name(),
                                        each.measure(),
                                        called(workspace, each, language),
                                        done.day(),
                                        done.by(),
                                        done.evidence(),
                                        programme.indicator().name(),
                                        programme.version()))
                                .stream()))
                .sorted(Comparator.comparing(Overview.Win::day)
                        .reversed()
                        .thenComparing(Overview.Win::programme)
                        .thenComparing(Overview.Win::name))
                .toList();
    }

    private String called(Workspace workspace, Programme.Chosen chosen, Locale language) {
        return line(workspace, chosen, language).name();
    }

    private List<Overview.Ranked> ranked(
            Workspace workspace,
            List<Programme> programmes,
            Map<String, Priority> priorities,
            CaseSettings settings,
            List<SizedSegment> sizes,
            Locale language) {
        var factors = new HashMap<String, QuickWins.Factors>();
        for (Programme each : programmes) {
            long asked = counted(workspace, Load.people(each.segments(), sizes));
            factors.put(
                    each.id(),
                    QuickWins.of(
                            each,
                            Optional.ofNullable(priorities.get(each.priority())),
                            settings,
                            asked,
                            everybody(sizes)));
        }
        return QuickWins.ordered(programmes, factors).stream()
                .map(each -> {
                    Optional<String> priority =
                            Optional.ofNullable(priorities.get(each.priority())).map(Priority::name);
                    QuickWins.Factors why = factors.getOrDefault(each.id(), new QuickWins.Factors(0, 0, 0, 0));
                    return new Overview.Ranked(
                            each.id(),
                            each.name(),
                            why.points(),
                            why.because(priority),
                            each.need(),
                            priority,
                            each.measures().stream()
                                    .filter(measure -> measure.done().isEmpty())
                                    .map(measure ->
                                            new Overview.Named(measure.measure(), called(workspace, measure, language)))
                                    .toList(),
                            each.won(),
                            each.launch().isPresent(),
                            each.version());
                })
                .toList();
    }

    private static List<Overview.Deadline> deadlines(List<Programme> programmes, LocalDate today) {
        return programmes.stream()
                .flatMap(each ->
                        each
                                .statutory()
                                .map(law -> Overview.Deadline.of(each, law, label(law.audience()), today))
                                .stream())
                .sorted(Comparator.comparing(Overview.Deadline::due).thenComparing(Overview.Deadline::name))
                .toList();
    }

    /** What people call a segment. */
    public static String label(String segment) {
        return Segment.parse(segment).map(Segment::label).orElse(segment);
    }

    private static Overview.Named named(Programme programme) {
        return new Overview.Named(programme.id(), programme.name());
    }

    private static Load.Claim claim(Programme each) {
        Map<String, Double> hours = each.segments().stream()
                .collect(Collectors.toMap(Function.identity(), _ -> each.hours(), (one, _) -> one));
        return new Load.Claim(each.id(), each.name(), each.from(), each.until(), hours);
    }

    private static Load.Claim claim(Priority each) {
        Map<String, Double> hours = each.claims().stream()
                .collect(Collectors.toMap(Priority.Claim::segment, Priority.Claim::hours, Math::max));
        return new Load.Claim(each.id(), each.name(), each.from(), each.deadline(), hours);
    }
}
