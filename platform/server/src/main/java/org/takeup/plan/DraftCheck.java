package org.takeup.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.store.RandomCode;

/** Takes a plugin's draft apart before anything of it is stored: a plugin's word is not trusted in anything. */
final class DraftCheck {
    private static final int MOST_STEPS = 200;
    private static final int MOST_ASSUMPTIONS = 50;
    private static final int LONGEST_REASON = 600;
    private static final int MOST_DAYS = 730;

    private final String plugin;
    private final LocalDate today;
    private final Map<String, Stakeholder> stakeholders;
    private final List<Problem.Field> wrong = new ArrayList<>();

    DraftCheck(String plugin, LocalDate today, List<Stakeholder> stakeholders) {
        this.plugin = plugin;
        this.today = today;
        this.stakeholders = stakeholders.stream().collect(Collectors.toMap(Stakeholder::id, Function.identity()));
    }

    /**
     * The draft's title, assumptions and steps, cleaned; the steps with ids of ours.
     *
     * @throws DraftRefused naming everything that is wrong
     */
    Checked check(PlanDraft draft) {
        String title = Plain.line(draft.title(), "title", StepEntry.LONGEST_SUBJECT, true, wrong);
        if (draft.steps().size() > MOST_STEPS) {
            wrong.add(new Problem.Field("steps", "A plan has at most " + MOST_STEPS + " steps."));
        }
        if (draft.assumptions().size() > MOST_ASSUMPTIONS) {
            wrong.add(new Problem.Field("assumptions", "At most " + MOST_ASSUMPTIONS + " can be read."));
        }
        List<String> assumptions = draft.assumptions().stream()
                .limit(MOST_ASSUMPTIONS)
                .map(each -> Plain.line(each, "assumptions", LONGEST_REASON, true, wrong))
                .toList();
        var steps = new ArrayList<PlanStep>();
        for (int i = 0; i < Math.min(draft.steps().size(), MOST_STEPS); i++) {
            step(draft.steps().get(i), "steps[" + i + "].", steps);
        }
        if (!wrong.isEmpty()) {
            throw new DraftRefused(plugin, wrong);
        }
        return new Checked(title, assumptions, steps);
    }

    /** What can be stored. */
    record Checked(String title, List<String> assumptions, List<PlanStep> steps) {}

    private void step(PlanDraft.Step step, String at, List<PlanStep> steps) {
        if (!complete(step)) {
            wrong.add(new Problem.Field(at, "A part of this step is missing."));
            return;
        }
        Stakeholder audience = stakeholders.get(step.audienceId());
        if (audience == null) {
            wrong.add(new Problem.Field(at + "audienceId", "There is no such audience in the context."));
            return;
        }
        if (!StepEntry.sane(step.on(), today)) {
            wrong.add(new Problem.Field(at + "on", "The date must be from today to two years ahead."));
        }
        if (step.measure().days() < 1 || step.measure().days() > MOST_DAYS) {
            wrong.add(new Problem.Field(at + "measure", "It is read 1 to " + MOST_DAYS + " days after the step."));
        }
        steps.add(new PlanStep(
                RandomCode.hex(12),
                audience.id(),
                audience.name(),
                step.purpose(),
                step.phase(),
                step.messenger(),
                step.channel(),
                step.on(),
                plain(
                        Plain.line(step.subject(), at + "subject", StepEntry.LONGEST_SUBJECT, true, wrong),
                        at + "subject"),
                plain(Plain.text(step.words(), at + "words", StepEntry.LONGEST_WORDS, true, wrong), at + "words"),
                Plain.text(step.reason(), at + "reason", LONGEST_REASON, true, wrong),
                step.measure()));
    }

    /** Records of a plugin may hold nulls wherever its author was careless. */
    private static boolean complete(PlanDraft.Step step) {
        return Objects.nonNull(step.audienceId())
                && Objects.nonNull(step.purpose())
                && Objects.nonNull(step.phase())
                && Objects.nonNull(step.messenger())
                && Objects.nonNull(step.channel())
                && Objects.nonNull(step.on())
                && Objects.nonNull(step.measure())
                && Objects.nonNull(step.measure().metric());
    }

    private String plain(String text, String field) {
        if (Plain.isMarkup(text)) {
            wrong.add(new Problem.Field(field, "Words are plain text, without markup."));
        }
        return text;
    }
}
