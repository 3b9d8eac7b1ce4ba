package org.takeup.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.message.check.Reading;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.PlanView;
import org.takeup.plan.Stakeholder;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Workspace;

/** What is to be said about the words of a plan's steps; an error keeps the plan from being approved. Thread-safe; calls block. */
final class WordingNotes {
    private static final int MOST_SAID = 5;

    private final Terms terms;
    private final Composer composer;
    private final Untranslated untranslated;

    WordingNotes(Terms terms, Composer composer, Untranslated untranslated) {
        this.terms = terms;
        this.composer = composer;
        this.untranslated = untranslated;
    }

    /** @return by the step's id; of a step there is at least one note */
    Map<String, List<PlanView.Note>> of(Workspace workspace, Plan plan) {
        int limit = terms.limit(workspace);
        Map<String, Message> messages = new MessageStore(workspace)
                .ofPlan(plan.id()).stream()
                        .collect(Collectors.toMap(Message::step, message -> message, (one, other) -> one));
        Map<String, Stakeholder> spoken = terms.spoken(workspace);
        List<Words> all = plan.steps().stream()
                .map(step -> Words.of(plan, step, messages.getOrDefault(step.id(), Message.none(plan.id(), step.id()))))
                .toList();
        Map<String, Map<String, Integer>> lacking = untranslated.of(workspace, all);
        Map<String, List<PlanView.Note>> notes = new HashMap<>();
        for (Words words : all) {
            String step = words.step().id();
            var ofStep = new ArrayList<PlanView.Note>();
            lacking.getOrDefault(step, Map.of())
                    .forEach((language, people) -> ofStep.add(missing(workspace, words.step(), language, people)));
            for (Variant variant : words.variants()) {
                ofStep.addAll(notes(workspace, words, variant, limit));
                notTheirs(workspace, words, variant, spoken).ifPresent(ofStep::add);
            }
            if (!ofStep.isEmpty()) {
                notes.put(step, List.copyOf(ofStep));
            }
        }
        return notes;
    }

    private static PlanView.Note missing(Workspace workspace, PlanStep step, String language, int people) {
        int few = workspace.settings().smallestGroup();
        boolean said = step.channel() == PlanDraft.Channel.HAND_OVER;
        return new PlanView.Note(
                Finding.Severity.ERROR,
                MessageView.language(language) + " is missing: "
                        + (people < few ? "fewer than " + few : String.valueOf(people))
                        + (said ? " people who are to say it" : " people of the audience")
                        + " read it, and would get other words than theirs. Nothing of this step goes"
                        + " out until its words are there in " + MessageView.language(language)
                        + ", for each audience that has words of its own.");
    }

    /** Words that its audience does not use, with theirs. */
    private static Optional<PlanView.Note> notTheirs(
            Workspace workspace, Words words, Variant variant, Map<String, Stakeholder> spoken) {
        Stakeholder audience =
                spoken.get(variant.audience().isEmpty() ? words.step().audienceId() : variant.audience());
        if (audience == null) {
            return Optional.empty();
        }
        String language = variant.language().isEmpty() ? Recipients.language(workspace) : variant.language();
        Written written = Written.of(variant);
        String said = Terms.avoided(audience, language)
                .in(
                        written.line() + "\n" + written.words().letters(),
                        words.message().kept())
                .stream()
                .map(hit -> "“" + hit.instead() + "”, not “" + hit.term() + "”")
                .distinct()
                .limit(MOST_SAID)
                .collect(Collectors.joining("; "));
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlanView.Note(
                        Finding.Severity.WARNING,
                        "These are not the words of " + audience.name() + ". They say " + said + "."));
    }

    private List<PlanView.Note> notes(Workspace workspace, Words words, Variant variant, int limit) {
        var notes = new ArrayList<PlanView.Note>();
        List<String> faults = Written.of(variant).faults();
        if (!faults.isEmpty()) {
            notes.add(new PlanView.Note(
                    Finding.Severity.WARNING,
                    "These words go out letter by letter, because they cannot be read as they may be meant. "
                            + faults.getFirst()));
        }
        var composed = composer.compose(
                workspace, words.plan(), words.step(), words.message(), variant, Recipients.nobody(workspace));
        Reading reading = Checked.reading(composed.letter());
        if (!words.mayGoOut(reading.harderThan(limit))) {
            notes.add(
                    new PlanView.Note(
                            Finding.Severity.ERROR,
                            "These words are hard to read: LIX "
                                    + Math.round(reading.lix()
                                            .map(grade -> grade.value())
                                            .orElse(0.0)) + ", and your limit is "
                                    + limit
                                    + ". Write shorter sentences and words, or give a reason on the page of the step's words."));
        }
        return notes;
    }
}
