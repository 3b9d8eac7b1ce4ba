package org.takeup.plan.clash;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A calendar of the organisation.
 *
 * @param host of its address, which is all that pages show: the rest may be secret
 * @param read when it was read last, if ever
 * @param trouble why it could not be read last; empty if it could
 * @param events those that were in it when it was read last
 * @param repeating how many of them come again, of which only the first time is known here
 */
public record Feed(
        String id,
        String name,
        String host,
        Optional<Instant> read,
        String trouble,
        List<Event> events,
        int repeating) {
    public Feed {
        events = List.copyOf(events);
    }

    /** Something that stands in a calendar. @param to the last day, included */
    public record Event(String summary, LocalDate from, LocalDate to) {}
}
