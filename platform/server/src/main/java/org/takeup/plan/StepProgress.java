package org.takeup.plan;

import java.time.Instant;
import java.util.List;

/**
 * What became of a step that has gone out.
 *
 * @param mails how many people it was sent to, or how many messengers were asked
 * @param saidBy ids of the people who said it and ticked it off
 */
public record StepProgress(
        String stepId,
        String planId,
        String subject,
        String audience,
        Instant dispatched,
        int mails,
        List<String> saidBy) {
    public StepProgress {
        saidBy = List.copyOf(saidBy);
    }
}
