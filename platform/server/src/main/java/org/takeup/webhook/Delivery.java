package org.takeup.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * An event on its way to one endpoint.
 *
 * @param message what receivers know it by, the same however often it is sent
 * @param type of the event
 * @param at when it happened
 * @param due when it is tried next, while it is queued
 * @param tries so far, since it was last asked for
 * @param changed when it was last tried or decided about
 * @param status that the receiver answered with, if it did
 * @param trouble why it did not arrive, as a sentence, or empty
 * @param body as it is sent
 * @param cursor its place among all, oldest first
 */
public record Delivery(
        String id,
        String message,
        String endpoint,
        String type,
        Instant at,
        State state,
        Instant due,
        int tries,
        Instant changed,
        Optional<Integer> status,
        String trouble,
        byte[] body,
        String cursor) {
    /** How far it got. */
    public enum State {
        QUEUED,
        DELIVERED,
        FAILED
    }
}
