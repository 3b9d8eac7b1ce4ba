package org.takeup.delivery;

import java.time.Instant;

/**
 * A mail in the outbox.
 *
 * @param id for addresses of pages and of the API
 * @param due not tried before this moment
 * @param attempt tries so far
 * @param repeats how often it was sent again although it may have arrived
 * @param reason of the last refusal in words, or empty
 */
public record OutboxEntry(
        String id,
        MailToSend mail,
        MailState state,
        Instant added,
        Instant due,
        Instant changed,
        int attempt,
        int repeats,
        String reason) {}
