package org.takeup.chat;

import java.time.Instant;
import org.takeup.delivery.MailState;

/**
 * A message on its way into one chat.
 *
 * @param hook id of the chat
 * @param kind names the {@link ChatComposer}
 * @param reference of the matter, for the composer
 * @param state as of mails: what may have arrived is {@code UNSURE} and waits for a person
 * @param due when it is tried next; while it is being sent, when whoever sends it counts as dead
 * @param attempt grows with each try, so that only the last one can say how it ended
 * @param reason a short sentence for the planner, or empty
 */
public record ChatPost(
        String id,
        String hook,
        String kind,
        String reference,
        MailState state,
        Instant added,
        Instant due,
        Instant changed,
        int attempt,
        String reason) {}
