package org.takeup.preference;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a person wants to be told. Immutable.
 *
 * @param ways the ways that they want, the best first; none if they have not said, and then all of them are fine
 * @param days on which they want to hear; none if any day is fine
 * @param span the time of the day, if they have said one
 * @param zone theirs, if they have said one; else the organisation's counts
 * @param aWeek the most messages in seven days, if they have said so
 * @param language in which they want to read, if they have said one
 * @param tellers from whom they want to hear it, in no order
 * @param without kinds of messages that they do not want
 * @param opens whether it may be seen that they opened a mail; never unless they said so
 * @param links how often they have made their links invalid
 * @param version grows with each change; 0 if they have never said anything
 */
public record Preference(
        String personId,
        List<Way> ways,
        Set<DayOfWeek> days,
        Optional<Span> span,
        Optional<ZoneId> zone,
        OptionalInt aWeek,
        Optional<Locale> language,
        Set<Teller> tellers,
        Set<String> without,
        boolean opens,
        long links,
        long version) {
    public Preference {
        ways = List.copyOf(ways);
        days = Set.copyOf(days);
        tellers = Set.copyOf(tellers);
        without = Set.copyOf(without);
    }

    /** A time of the day. @param to the first moment after it, possibly past midnight */
    public record Span(LocalTime from, LocalTime to) {}

    /** Of somebody who has said nothing. */
    static Preference unsaid(String personId) {
        return new Preference(
                personId,
                List.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                false,
                0,
                0);
    }

    /** Whether a message may come this way at all. */
    public boolean wants(Way way) {
        return ways.isEmpty() || ways.contains(way);
    }

    /** The way that they like best, if they have said so. */
    public Optional<Way> best() {
        return ways.stream().findFirst();
    }

    /** When they want to hear. @param usual the zone that counts if they have said none */
    Hours hours(ZoneId usual) {
        return hours(usual, new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
    }

    /** When they hear something. @param unsaid the time of their day that counts if they have said none */
    Hours hours(ZoneId usual, Span unsaid) {
        Span times = span.orElse(unsaid);
        return new Hours(days, times.from(), times.to(), zone.orElse(usual));
    }
}
