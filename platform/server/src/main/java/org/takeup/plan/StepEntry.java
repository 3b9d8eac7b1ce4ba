package org.takeup.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.store.RandomCode;

/** What a planner says about a step, as it came in. */
public record StepEntry(
        @Nullable String audienceId,
        @Nullable Messenger messenger,
        PlanDraft.@Nullable Channel channel,
        @Nullable LocalDate on,
        @Nullable String subject,
        @Nullable String words) {
    static final int LONGEST_SUBJECT = 120;
    static final int LONGEST_WORDS = 4_000;

    /** A new step. @throws Problem 422 naming every part that does not fit */
    PlanStep added(LocalDate today, List<Stakeholder> stakeholders) {
        var step = new PlanStep(
                RandomCode.hex(12),
                "",
                "",
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                Messenger.LINE_MANAGER,
                PlanDraft.Channel.HAND_OVER,
                today,
                "",
                "",
                "Added by a planner.",
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, 14));
        return changed(step, today, stakeholders);
    }

    /** The step with these changes. @throws Problem 422 naming every part that does not fit */
    PlanStep changed(PlanStep step, LocalDate today, List<Stakeholder> stakeholders) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanSubject = Plain.line(subject, "subject", LONGEST_SUBJECT, true, wrong);
        String cleanWords = Plain.text(words, "words", LONGEST_WORDS, true, wrong);
        LocalDate day = on == null ? step.on() : on;
        if (!sane(day, today) && !day.equals(step.on())) {
            wrong.add(new Problem.Field("on", "Please give a date from today to two years ahead."));
        }
        String id = audienceId == null || audienceId.isBlank() ? step.audienceId() : audienceId.strip();
        String name = stakeholders.stream()
                .filter(each -> each.id().equals(id))
                .map(Stakeholder::name)
                .findFirst()
                .orElse(id.equals(step.audienceId()) ? step.audience() : "");
        if (name.isEmpty()) {
            wrong.add(new Problem.Field("audienceId", "Please choose one of your stakeholders."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new PlanStep(
                step.id(),
                id,
                name,
                step.purpose(),
                step.phase(),
                messenger == null ? step.messenger() : messenger,
                channel == null ? step.channel() : channel,
                day,
                cleanSubject,
                cleanWords,
                step.reason(),
                step.measure());
    }

    /** From yesterday, for plans that are drafted around midnight, to two years ahead. */
    static boolean sane(LocalDate day, LocalDate today) {
        return !day.isBefore(today.minusDays(1)) && !day.isAfter(today.plusYears(2));
    }
}
