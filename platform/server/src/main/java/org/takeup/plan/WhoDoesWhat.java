package org.takeup.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.takeup.plan.PlanView.Named;
import org.takeup.plan.PlanView.Note;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * Who does what in a plan, known as RACI. Everything follows from what a plan and the map hold anyway, so that nobody keeps a table
 * by hand:
 *
 * <ul>
 *   <li><b>accountable</b>: the one person who answers for the plan ({@link Plan#accountable()}). There is place for one alone, so
 *       that two can never be;
 *   <li><b>responsible</b>: of a step that is handed over, its messenger, who says it; of any other step its owner, who sees to it;
 *   <li><b>consulted</b>: stakeholders with much power and much interest ({@link Quadrant#PARTNER}). They are asked and answer, so
 *       one step at least must be two-way: said in person, or a meeting;
 *   <li><b>informed</b>: all other stakeholders. Those with little of both ({@link Quadrant#INFORM}) are told and not invited.
 * </ul>
 *
 * <p>A key stakeholder is one with much power: for them somebody must be responsible by name. Pure.
 *
 * @param accountable who answers for it; the name is empty if they are not in the directory any more
 * @param parts of each stakeholder whom the plan speaks to, in the order of their first step
 */
public record WhoDoesWhat(Optional<Named> accountable, List<Part> parts) {
    private static final int MOST_NAMED = 5;

    public WhoDoesWhat {
        parts = List.copyOf(parts);
    }

    /** What a stakeholder does. */
    public enum Kind {
        CONSULTED("Is asked, and answers"),
        INFORMED("Is told");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * A stakeholder's part.
     *
     * @param key whether they have much power
     * @param twoWay whether a step lets them answer
     * @param responsible who says or sees to what they are told, by name or by what they are to them
     * @param open how many steps to them have nobody
     */
    public record Part(
            String audienceId,
            String audience,
            Kind kind,
            boolean key,
            boolean twoWay,
            List<String> responsible,
            int open) {
        public Part {
            responsible = List.copyOf(responsible);
        }
    }

    /**
     * @param map the stakeholders by id; whom it does not hold any more has no part
     * @param names of people of the directory, by id
     */
    static WhoDoesWhat of(Plan plan, Map<String, Stakeholder> map, Map<String, String> names) {
        Map<String, List<PlanStep>> byAudience = plan.steps().stream()
                .filter(step -> map.containsKey(step.audienceId()))
                .collect(Collectors.groupingBy(PlanStep::audienceId, LinkedHashMap::new, Collectors.toList()));
        var parts = new ArrayList<Part>();
        byAudience.forEach((id, steps) ->
                Optional.ofNullable(map.get(id)).ifPresent(audience -> parts.add(part(audience, steps, names))));
        return new WhoDoesWhat(
                Optional.of(plan.accountable())
                        .filter(id -> !id.isEmpty())
                        .map(id -> new Named(id, names.getOrDefault(id, ""))),
                parts);
    }

    private static Part part(Stakeholder audience, List<PlanStep> steps, Map<String, String> names) {
        Set<String> responsible = new LinkedHashSet<>();
        int open = 0;
        for (PlanStep step : steps) {
            Optional<String> who = responsible(step, names);
            who.ifPresent(responsible::add);
            open += who.isEmpty() ? 1 : 0;
        }
        Quadrant quadrant = audience.quadrant();
        return new Part(
                audience.id(),
                audience.name(),
                quadrant == Quadrant.PARTNER ? Kind.CONSULTED : Kind.INFORMED,
                quadrant == Quadrant.PARTNER || quadrant == Quadrant.SATISFY,
                steps.stream().anyMatch(WhoDoesWhat::twoWay),
                List.copyOf(responsible),
                open);
    }

    private static Optional<String> responsible(PlanStep step, Map<String, String> names) {
        return step.channel() == PlanDraft.Channel.HAND_OVER
                ? Optional.of(Words.of(step.messenger()))
                : Optional.ofNullable(names.get(step.planning().owner()));
    }

    /** Said to their face, or a meeting: they can answer somebody who is there. */
    private static boolean twoWay(PlanStep step) {
        return switch (step.channel()) {
            case HAND_OVER, CALENDAR -> true;
            case EMAIL, CHAT, IN_APP -> false;
        };
    }

    /** What is missing, about the plan as a whole. */
    List<Note> notes() {
        var notes = new ArrayList<Note>();
        if (accountable.isEmpty()) {
            notes.add(new Note(
                    Finding.Severity.HINT, "Nobody is named who answers for this plan: name one person below."));
        } else if (accountable.get().name().isEmpty()) {
            notes.add(new Note(
                    Finding.Severity.WARNING,
                    "Whoever answers for this plan is not in the directory any more: name one person below."));
        }
        those(part -> part.key() && part.responsible().isEmpty())
                .map(who -> new Note(
                        Finding.Severity.WARNING,
                        "Nobody is responsible for what these are told, and they decide much: " + who
                                + ". Give a step to them an owner, or have somebody say it to them."))
                .ifPresent(notes::add);
        int open = parts.stream().mapToInt(Part::open).sum();
        if (open > 0) {
            notes.add(new Note(
                    Finding.Severity.HINT,
                    open == 1
                            ? "One step has nobody who is responsible for it: give it an owner."
                            : open + " steps have nobody who is responsible for them: give each an owner."));
        }
        those(part -> part.kind() == Kind.CONSULTED && !part.twoWay())
                .map(who -> new Note(
                        Finding.Severity.WARNING,
                        "These are to be asked, but every step only tells them something: " + who
                                + ". Have one step said to them in person, or invite them to a meeting."))
                .ifPresent(notes::add);
        return notes;
    }

    /** Whether a step asks for more of its audience's time than telling them takes. */
    static Optional<Note> about(PlanStep step, Optional<Stakeholder> audience) {
        return audience.filter(
                        each -> each.quadrant() == Quadrant.INFORM && step.channel() == PlanDraft.Channel.CALENDAR)
                .map(each -> new Note(
                        Finding.Severity.HINT,
                        each.name() + " only need to be told: a message takes less of their time than a meeting."));
    }

    private Optional<String> those(Predicate<Part> which) {
        List<String> names = parts.stream().filter(which).map(Part::audience).toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String said = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return Optional.of(names.size() > MOST_NAMED ? said + " and " + (names.size() - MOST_NAMED) + " more" : said);
    }
}
