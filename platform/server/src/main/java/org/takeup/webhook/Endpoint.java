package org.takeup.webhook;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.event.Event;

/**
 * An address of the organisation's own that is told of events.
 *
 * @param note what it is for, in the words of whoever made it
 * @param reason why the platform switched it off; empty unless it did
 * @param createdBy id of the person or program that made it
 * @param version grows with each change of an admin
 * @param failingSince since when nothing has arrived, if the last try failed
 * @param oldSecretUntil until when the secret before signs as well, if it was changed lately
 * @param restUntil before then nothing is sent, because a try has just failed
 * @param turn the number of the run that may send; an older one stops
 */
public record Endpoint(
        String id,
        String url,
        String note,
        Set<Event.Kind> events,
        State state,
        String reason,
        Instant created,
        String createdBy,
        long version,
        Optional<Instant> lastDelivered,
        Optional<Instant> failingSince,
        Optional<Instant> oldSecretUntil,
        Instant restUntil,
        long turn) {
    public Endpoint {
        events = events.isEmpty() ? Set.of() : EnumSet.copyOf(events);
    }

    /** Whether it is sent to. */
    public enum State {
        ON,
        /** An admin switched it off. */
        OFF,
        /** The platform switched it off: it failed for days, or said that it is gone. */
        GIVEN_UP
    }

    boolean wants(Event.Kind kind) {
        return state == State.ON && events.contains(kind);
    }

    /** The events by name, in order. */
    List<String> types() {
        return events.stream().map(Event.Kind::type).sorted().toList();
    }

    /** What an admin decides about it. */
    record Wish(String url, String note, Set<Event.Kind> events, boolean on) {}
}
