package org.takeup.plan;

import java.time.Instant;
import java.util.List;

/**
 * What became of a step that has gone out.
 *
 * @param mails how many people it was sent to, or how many messengers were asked by mail
 * @param passedOver how many of them have no address that a mail can go to
 * @param heldOut how many people were held out of it ({@link HoldOut}), by chance
 * @param meant how many people were behind its audience when it went out, those held out and passed over among them; 0 for a
 *     chat, of which nobody knows who reads it
 * @param asked ids of the people who were asked to say it, {@link #MANAGERS} if a mailbox was, and {@link #LEARNING_TEAM}
 *     if nobody else was left
 * @param notes why messengers were passed over, in sentences that name nobody
 * @param saidBy ids of the people who said it and ticked it off
 */
public record StepProgress(
        String stepId,
        String planId,
        String subject,
        String audience,
        Instant dispatched,
        int mails,
        int passedOver,
        int heldOut,
        int meant,
        List<String> asked,
        List<String> notes,
        List<String> saidBy) {
    /** Stands among ids of people for whoever reads a mailbox: nobody knows who they are, so every manager may. */
    static final String MANAGERS = "role:manager";

    /** Stands among ids of people for the learning team, which is every planner. */
    static final String LEARNING_TEAM = "role:planner";

    public StepProgress {
        asked = List.copyOf(asked);
        notes = List.copyOf(notes);
        saidBy = List.copyOf(saidBy);
    }
}
