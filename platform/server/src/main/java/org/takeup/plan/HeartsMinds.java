package org.takeup.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plan.PlanView.Note;
import org.takeup.plan.voice.UnitScore;
import org.takeup.plan.voice.UnitScores;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * What a plan makes of the questionnaire “Winning hearts and minds”, which asks apart how far people know why and how far they want
 * it: the A (awareness) and the D (desire) of ADKAR (Hiatt, 2006), which are the phases {@code KNOW} and {@code WANT} of plans. Own
 * rule: below {@value #ENOUGH} points one is low; awareness comes first if both are, because nobody wants what they do not know.
 * Of one plan at one moment. Immutable.
 */
final class HeartsMinds {
    /** From so many points on, nothing is low. */
    static final int ENOUGH = 60;

    private final Map<String, Found> found = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();

    /** A part of ADKAR that the questionnaire asks for. */
    private enum Part {
        AWARENESS("knowledge", PlanDraft.Phase.KNOW, "Awareness (the A of ADKAR)"),
        DESIRE("desire", PlanDraft.Phase.WANT, "Desire (the D of ADKAR)");

        private final String scale;
        private final PlanDraft.Phase phase;
        private final String label;

        Part(String scale, PlanDraft.Phase phase, String label) {
            this.scale = scale;
            this.phase = phase;
            this.label = label;
        }
    }

    /** Both scores of an audience's part of the organisation. */
    private record Found(UnitScore awareness, UnitScore desire) {
        UnitScore of(Part part) {
            return part == Part.AWARENESS ? awareness : desire;
        }

        boolean low(Part part) {
            return of(part).score() < ENOUGH;
        }

        /** What to begin with, if anything is low. */
        Optional<Part> first() {
            return low(Part.AWARENESS)
                    ? Optional.of(Part.AWARENESS)
                    : low(Part.DESIRE) ? Optional.of(Part.DESIRE) : Optional.empty();
        }
    }

    /** @param audiences whom the plan speaks to */
    HeartsMinds(UnitScores.Book book, List<Stakeholder> audiences, List<PlanStep> steps) {
        for (Stakeholder audience : audiences) {
            if (audience.reach() instanceof Reach.People group) {
                Optional<UnitScore> awareness = book.of(Part.AWARENESS.scale, group.segment());
                Optional<UnitScore> desire = book.of(Part.DESIRE.scale, group.segment());
                if (awareness.isPresent() && desire.isPresent()) {
                    var both = new Found(awareness.get(), desire.get());
                    found.put(audience.id(), both);
                    notes.add(note(audience, both, steps));
                }
            }
        }
    }

    /** What is said of each audience that was asked: what is low, and whether its steps begin there. */
    List<Note> notes() {
        return List.copyOf(notes);
    }

    /** Why a step is where it should be, if it works on what is low with its audience. */
    Optional<Note> about(PlanStep step) {
        return Optional.ofNullable(found.get(step.audienceId()))
                .flatMap(both -> List.of(Part.values()).stream()
                        .filter(part -> part.phase == step.phase() && both.low(part))
                        .findFirst()
                        .map(part -> new Note(
                                Finding.Severity.HINT,
                                "This step works on " + part.label + ", which is low here: "
                                        + both.of(part).points() + " of 100.")));
    }

    private static Note note(Stakeholder audience, Found both, List<PlanStep> steps) {
        String said = audience.name() + ": " + score(Part.AWARENESS, both) + ", " + score(Part.DESIRE, both) + " ("
                + both.awareness().from() + "). ";
        Optional<Part> first = both.first();
        if (first.isEmpty()) {
            return new Note(Finding.Severity.HINT, said + "Neither is low: people know why, and want it.");
        }
        return order(audience, first.get(), said, steps);
    }

    private static String score(Part part, Found both) {
        return part.label + " is " + both.of(part).points() + " of 100" + (both.low(part) ? " and low" : "");
    }

    private static Note order(Stakeholder audience, Part first, String said, List<PlanStep> steps) {
        List<PlanStep> theirs = steps.stream()
                .filter(step -> step.audienceId().equals(audience.id()))
                .sorted(Comparator.comparing(PlanStep::on).thenComparing(PlanStep::id))
                .toList();
        String phase = "“" + Words.of(first.phase) + "”";
        Optional<PlanStep> works =
                theirs.stream().filter(step -> step.phase() == first.phase).findFirst();
        if (works.isEmpty()) {
            return new Note(
                    Finding.Severity.WARNING,
                    said + "No step to them is in the phase " + phase
                            + ", which works on it: add one, or move one there.");
        }
        PlanStep earliest = theirs.getFirst();
        return earliest.on().isBefore(works.get().on())
                ? new Note(
                        Finding.Severity.WARNING,
                        said + "Begin with the phase " + phase + ": put “"
                                + works.get().subject() + "” before “" + earliest.subject() + "”.")
                : new Note(
                        Finding.Severity.HINT,
                        said + "So it is right that “" + works.get().subject() + "” comes first, in the phase " + phase
                                + ".");
    }
}
