package org.takeup.plan;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.http.Problem;
import org.takeup.learning.Group;
import org.takeup.learning.TakeUp;
import org.takeup.learning.TakeUps;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.plan.Suggestion.Source;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.survey.ResultsView;
import org.takeup.survey.Surveys;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Who might belong on the map, by what the workspace knows: managers of the directory, whose view counts in the newest
 * survey that asks it, units that learn much and units that stopped. Of surveys and learning data only what is released is
 * used, so that nothing here names a person by their answers or their learning. Thread-safe; calls block.
 */
public final class Suggestions {
    static final CollectionSpec DECISIONS = CollectionSpec.named("stakeholder_suggestions");

    /** The item of an instrument that asks whose view counts most, with these choices. */
    private static final String WHOSE_VIEW = "view-first";

    private static final Map<String, Audience.Kind> VOICES = Map.of(
            "line-manager", Audience.Kind.LINE_MANAGERS,
            "colleague", Audience.Kind.RESPECTED_INDIVIDUAL,
            "senior-leader", Audience.Kind.SPONSOR,
            "trainer", Audience.Kind.TRAINERS);

    private static final int LOUD_PERCENT = 20;
    private static final int FEWEST_REPORTS = 5;
    private static final int MOST_MANAGERS = 10;
    private static final int MOST_UNITS = 50;
    private static final int LATELY_WEEKS = 8;
    private static final double MUCH = 0.6;
    private static final double HALVED = 0.5;

    private final Stakeholders stakeholders;
    private final People people;
    private final Surveys surveys;
    private final TakeUps takeUps;

    public Suggestions(Stakeholders stakeholders, People people, Surveys surveys, TakeUps takeUps) {
        this.stakeholders = stakeholders;
        this.people = people;
        this.surveys = surveys;
        this.takeUps = takeUps;
    }

    /** Those that nobody has decided about, and that are not on the map by name or person. Reads the whole directory once. */
    public List<Suggestion> open(Workspace workspace, Locale language) {
        Set<String> decided = new HashSet<>();
        workspace.collection(DECISIONS).all().map(TenantCollection::id).into(decided);
        var names = new HashSet<String>();
        var persons = new HashSet<String>();
        stakeholders.all(workspace).forEach(each -> {
            names.add(each.name());
            if (each.reach() instanceof Reach.Person one) {
                persons.add(one.personId());
            }
        });
        return Stream.of(managers(workspace), voices(workspace, language), units(workspace))
                .flatMap(List::stream)
                .filter(each -> !decided.contains(each.id()))
                .filter(each -> !names.contains(each.name()) && !persons.contains(each.person()))
                .toList();
    }

    /**
     * Takes a suggestion up or turns it down, for good.
     *
     * @throws Problem 404 if there is no such suggestion, or somebody has decided about it
     */
    public void decide(Workspace workspace, Caller caller, Locale language, String id, boolean yes) {
        Suggestion chosen = open(workspace, language).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
        boolean first = workspace
                .collection(DECISIONS)
                .insert(
                        id,
                        new Document("yes", yes)
                                .append("by", caller.personId())
                                .append("at", Date.from(workspace.clock().instant())));
        if (yes && first) {
            stakeholders.add(workspace, caller, chosen.entry());
        }
    }

    /** People to whom many report, the most first. */
    private List<Suggestion> managers(Workspace workspace) {
        var reports = new HashMap<String, Integer>();
        try (var everybody = people.members(workspace, Segment.everybody())) {
            everybody.forEach(
                    person -> person.managerId().ifPresent(manager -> reports.merge(manager, 1, Integer::sum)));
        }
        List<String> most = reports.entrySet().stream()
                .filter(each -> each.getValue() >= FEWEST_REPORTS)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(MOST_MANAGERS)
                .map(Map.Entry::getKey)
                .toList();
        return people.active(workspace, most).stream()
                .filter(person -> !person.name().isBlank() && person.name().length() <= 80)
                .sorted(Comparator.comparing(person -> most.indexOf(person.id())))
                .map(person -> new Suggestion(
                        id("manager/" + person.id()),
                        Source.DIRECTORY,
                        person.name(),
                        Audience.Kind.LINE_MANAGERS,
                        1,
                        4,
                        3,
                        "",
                        person.id(),
                        reports.get(person.id()) + " people report to them, and a line manager's word counts most."))
                .toList();
    }

    /** Whose view counts most, in the newest results that say so. */
    private List<Suggestion> voices(Workspace workspace, Locale language) {
        return surveys.outcomes().asking(workspace, WHOSE_VIEW, 1).stream()
                .map(wave -> surveys.outcomes().report(workspace, wave.id(), language))
                .filter(results ->
                        results.items().stream().anyMatch(item -> item.id().equals(WHOSE_VIEW)))
                .findFirst()
                .map(Suggestions::voices)
                .orElse(List.of());
    }

    private static List<Suggestion> voices(ResultsView results) {
        return results.items().stream()
                .filter(item -> item.id().equals(WHOSE_VIEW))
                .flatMap(item -> item.options().stream())
                .filter(option -> VOICES.containsKey(option.id()) && option.percent() >= LOUD_PERCENT)
                .map(option -> new Suggestion(
                        id("voice/" + option.id()),
                        Source.SURVEY,
                        option.label(),
                        VOICES.getOrDefault(option.id(), Audience.Kind.OTHER),
                        1,
                        option.percent() >= 2 * LOUD_PERCENT ? 5 : 4,
                        3,
                        "",
                        "",
                        option.percent() + " % say that this view counts most for them (95 % interval "
                                + option.interval() + ", survey \u201c" + results.title() + "\u201d)."))
                .toList();
    }

    /** Units of the learning data that learn much, and such that did and stopped. */
    private List<Suggestion> units(Workspace workspace) {
        var found = new ArrayList<Suggestion>();
        takeUps.overview(workspace)
                .ifPresent(overview -> overview.units().stream()
                        .limit(MOST_UNITS)
                        .forEach(unit -> unit(workspace, unit).ifPresent(found::add)));
        return found;
    }

    private Optional<Suggestion> unit(Workspace workspace, Group unit) {
        List<Double> shares = takeUps
                .perWeek(workspace, unit.key(), "", Optional.empty(), Optional.empty())
                .wholeWeeks(workspace.today())
                .weeks()
                .stream()
                .flatMap(week -> week.figures().stream())
                .map(TakeUp.Figures::share)
                .toList();
        if (shares.size() < 2 * LATELY_WEEKS || unit.name().length() > 80) {
            return Optional.empty();
        }
        int middle = shares.size() - LATELY_WEEKS;
        double lately = mean(shares.subList(middle, shares.size()));
        double before = mean(shares.subList(middle - LATELY_WEEKS, middle));
        String figures = percent(lately) + " of those enrolled learned in a week of the last " + LATELY_WEEKS
                + ", before that " + percent(before) + ".";
        if (lately >= MUCH) {
            return Optional.of(of(unit, "much/", Audience.Kind.HIGH_PERFORMER, 3, 4, figures));
        }
        return before > 0 && lately <= HALVED * before
                ? Optional.of(
                        of(unit, "stopped/", Audience.Kind.LEARNERS, 2, 2, figures + " Ask them what made them stop."))
                : Optional.empty();
    }

    private static Suggestion of(Group unit, String key, Audience.Kind kind, int power, int interest, String reason) {
        return new Suggestion(
                id(key + unit.key()),
                Source.LEARNING_DATA,
                unit.name(),
                kind,
                Math.max(1, unit.people()),
                power,
                interest,
                "",
                "",
                reason);
    }

    private static double mean(List<Double> shares) {
        return shares.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** 96 bits of the key's digest: it stands in addresses and must not name anybody there. */
    static String id(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("stakeholder-suggestion:" + key).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
