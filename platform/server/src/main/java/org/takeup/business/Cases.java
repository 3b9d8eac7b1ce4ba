package org.takeup.business;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.http.Problem;
import org.takeup.measure.Measures;
import org.takeup.people.People;
import org.takeup.people.SizedSegment;
import org.takeup.tenant.Workspace;

/** What programmes come to, each by itself and beside each other. Thread-safe; calls block on the store. */
public final class Cases {
    private final Business business;
    private final Measures measures;
    private final People people;

    public Cases(Business business, Measures measures, People people) {
        this.business = business;
        this.measures = measures;
        this.people = people;
    }

    /** A programme's case. @throws Problem 404 if there is none */
    Sheet sheet(Workspace workspace, String id, Locale language) {
        Programme programme = business.programme(workspace, id);
        CaseSettings settings = business.settings(workspace);
        List<SizedSegment> sizes = people.segments(workspace);
        Optional<Priority> priority = served(programme, workspace);
        int smallest = workspace.settings().smallestGroup();
        return Sheet.of(
                programme,
                priority,
                programme.measures().stream()
                        .map(each -> line(workspace, each, language))
                        .toList(),
                Load.people(programme.segments(), sizes),
                smallest,
                CaseComparison.factors(programme, priority, settings, sizes, smallest),
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

    /**
     * What can be told of a measure that is done.
     *
     * @throws Problem 404 if there is no such programme, 422 if it has no such measure, 409 if that is not done
     */
    MessageDrafts.Text told(Workspace workspace, String id, String measure, Locale language) {
        Programme programme = business.programme(workspace, id);
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
        String name = line(workspace, chosen, language).name();
        return new MessageDrafts.Text(
                "Done: " + name,
                name + " is done since " + won.day() + "."
                        + (won.evidence().isEmpty() ? "" : "\n\n" + won.evidence())
                        + "\n\nWhether it helps, we see by this figure: "
                        + programme.indicator().name() + ".");
    }

    /** All cases, compared. */
    Overview overview(Workspace workspace, Locale language) {
        return new CaseComparison(
                        business.settings(workspace),
                        business.priorities(workspace),
                        business.programmes(workspace),
                        people.segments(workspace),
                        workspace.settings().smallestGroup(),
                        chosen -> line(workspace, chosen, language))
                .on(workspace.today());
    }
}
