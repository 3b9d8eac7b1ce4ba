package org.takeup.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailComposer;
import org.takeup.tenant.Workspace;

/** What a plan asks whoever keeps the variants and formats of its steps' words. Thread-safe; may block. */
public interface Wording {
    /** For plans whose steps say what they say, and nothing else. */
    Wording PLAIN = new Wording() {
        @Override
        public Map<String, List<PlanView.Note>> notes(Workspace workspace, Plan plan) {
            return Map.of();
        }

        @Override
        public void approving(Workspace workspace, Plan plan) {
            // Nothing beside the plan to hold.
        }

        @Override
        public Optional<Posted> mail(Workspace workspace, String planId, PlanStep step, String personId) {
            return Optional.empty();
        }

        @Override
        public boolean inEverybodysLanguage(Workspace workspace, Plan plan, PlanStep step) {
            return true;
        }

        @Override
        public boolean inTheLanguageOf(Workspace workspace, Plan plan, PlanStep step, String personId) {
            return true;
        }

        @Override
        public Function<String, Spoken> found(Workspace workspace, Plan plan, PlanStep step) {
            return personId -> new Spoken(step.subject(), step.words());
        }

        @Override
        public Told invited(Workspace workspace, Plan plan, PlanStep step, String personId) {
            return new Told(workspace.settings().language(), new Spoken(step.subject(), step.words()));
        }

        @Override
        public String beside(Workspace workspace, Plan plan, PlanStep step) {
            return "";
        }

        @Override
        public SequencedMap<String, Spoken> inEachLanguage(Workspace workspace, Plan plan, PlanStep step) {
            return new LinkedHashMap<>(
                    Map.of(workspace.settings().language().toLanguageTag(), new Spoken(step.subject(), step.words())));
        }

        @Override
        public Locale languageOf(Workspace workspace, String personId) {
            return workspace.settings().language();
        }

        @Override
        public Map<String, Spoken> spoken(Workspace workspace, List<ToSay> steps, String personId) {
            return steps.stream()
                    .map(ToSay::step)
                    .collect(Collectors.toMap(
                            PlanStep::id, step -> new Spoken(step.subject(), step.words()), (one, other) -> one));
        }
    };

    /** A step that somebody is to say. */
    record ToSay(Plan plan, PlanStep step) {}

    /** Words for somebody's own mouth. */
    record Spoken(String subject, String words) {}

    /** Words in a language. */
    record Told(Locale language, Spoken words) {}

    /** A mail. @param reader the language for what the platform says around its words, as of {@link #languageOf} */
    record Posted(Locale reader, Mail mail) {}

    /** What is to be said about the words, by step. One that is an error keeps the plan from being approved. */
    Map<String, List<PlanView.Note>> notes(Workspace workspace, Plan plan);

    /** Told right before a plan is approved: what is there now is what may go out. */
    void approving(Workspace workspace, Plan plan);

    /**
     * A step's mail for one recipient. The plan is as it was approved.
     *
     * @param personId of the directory, or of a stakeholder whose mailbox it is
     * @return nothing if the step says its own words
     * @throws MailComposer.NotNow if the words are not the approved ones
     */
    Optional<Posted> mail(Workspace workspace, String planId, PlanStep step, String personId);

    /**
     * Whether everybody gets a step's words in the language that they read: its audience, or whoever is to say it. A step of
     * which that is not so does not go out; {@link #notes} says what is missing.
     */
    boolean inEverybodysLanguage(Workspace workspace, Plan plan, PlanStep step);

    /** Whether a messenger would get a step's words in the language that they read. @param personId as of {@link #spoken} */
    boolean inTheLanguageOf(Workspace workspace, Plan plan, PlanStep step, String personId);

    /**
     * A step's words as its recipients find them inside the product, by a person's id. The plan is as it was approved.
     *
     * @throws MailComposer.NotNow if the words are not the approved ones
     */
    Function<String, Spoken> found(Workspace workspace, Plan plan, PlanStep step);

    /**
     * What one guest of a step's meeting reads about it, in their language. The plan is as it was approved.
     *
     * @param personId of the directory, or of a stakeholder whose mailbox it is
     * @throws MailComposer.NotNow if the words are not the approved ones
     */
    Told invited(Workspace workspace, Plan plan, PlanStep step, String personId);

    /**
     * Another text whenever guests of a step's meeting may read other words than before although the step's own are the
     * same. Empty while everybody reads those.
     */
    String beside(Workspace workspace, Plan plan, PlanStep step);

    /**
     * What a step says where many read it together: its words for its audience by the tag of each language in which they are
     * there, the workspace's language first. The plan is as it was approved.
     *
     * @throws MailComposer.NotNow if the words are not the approved ones
     */
    SequencedMap<String, Spoken> inEachLanguage(Workspace workspace, Plan plan, PlanStep step);

    /**
     * The language in which somebody reads what the platform says around the words of steps.
     *
     * @param personId of the directory, or of a stakeholder whose mailbox it is
     */
    Locale languageOf(Workspace workspace, String personId);

    /**
     * What a messenger is to say: the variant for them, or else for whom they say it to, in their language. What is known of
     * one person stands in no words for many. Costs the same few questions however many steps there are.
     *
     * @param personId of the messenger, or of a stakeholder whose mailbox it is
     * @return by the step's id; a step is missing if its words are not the approved ones
     */
    Map<String, Spoken> spoken(Workspace workspace, List<ToSay> steps, String personId);
}
