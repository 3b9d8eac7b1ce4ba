package org.takeup.plan;

import java.time.LocalDate;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * One message to one audience.
 *
 * @param id unique in the workspace
 * @param audienceId of a stakeholder
 * @param audience the stakeholder's name when the step was made, shown should they be removed
 */
public record PlanStep(
        String id,
        String audienceId,
        String audience,
        PlanDraft.Purpose purpose,
        PlanDraft.Phase phase,
        Messenger messenger,
        PlanDraft.Channel channel,
        LocalDate on,
        String subject,
        String words,
        String reason,
        PlanDraft.Measure measure) {

    PlanDraft.Step draft() {
        return new PlanDraft.Step(
                id, audienceId, purpose, phase, messenger, channel, on, subject, words, reason, measure);
    }
}
