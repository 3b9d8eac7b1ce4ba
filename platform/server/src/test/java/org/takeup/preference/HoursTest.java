package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waiting for the hours of a person and of an organisation, held against looking at every fifth minute. */
class HoursTest {
    private static final Duration GRID = Duration.ofMinutes(5);

    /** With clock changes of an hour, of half an hour, at midnight, of a whole day, and none. */
    private static final List<String> ZONES = List.of(
            "Europe/London",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "Asia/Beirut",
            "Africa/Casablanca",
            "Pacific/Apia",
            "Asia/Kathmandu",
            "UTC");

    /** A day or so before each kind of change, of each of these zones. */
    private static final List<String> NEAR_CHANGES = List.of(
            "2026-03-28T20:00:00Z",
            "2026-10-24T20:00:00Z",
            "2026-03-07T20:00:00Z",
            "2026-10-31T20:00:00Z",
            "2026-04-04T04:00:00Z",
            "2026-10-03T04:00:00Z",
            "2018-11-03T12:00:00Z",
            "2018-02-17T12:00:00Z",
            "2011-12-29T12:00:00Z",
            "2026-02-14T12:00:00Z");

    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Instant> near = Combinators.combine(
                        Arbitraries.of(NEAR_CHANGES), Arbitraries.integers().between(0, 24 * 12))
                .as((start, steps) -> Instant.parse(start).plus(GRID.multipliedBy(steps)));
        Arbitrary<Instant> any = Arbitraries.integers()
                .between(0, 12 * 24 * 365 * 20)
                .map(steps -> Instant.parse("2010-01-01T00:00:00Z").plus(GRID.multipliedBy(steps)));
        return Arbitraries.oneOf(near, any);
    }

    @Provide
    Arbitrary<Hours> hours() {
        Arbitrary<LocalTime> times = Arbitraries.integers()
                .between(0, 24 * 12 - 1)
                .map(step -> LocalTime.MIDNIGHT.plus(GRID.multipliedBy(step)));
        Arbitrary<Set<DayOfWeek>> days =
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(0).ofMaxSize(7);
        return Combinators.combine(days, times, times, Arbitraries.of(ZONES))
                .as((on, from, to, zone) -> new Hours(on, from, to, ZoneId.of(zone)));
    }

    private static Optional<Instant> looked(Instant from, Predicate<Instant> open) {
        Instant end = from.plus(Hours.HORIZON);
        for (Instant at = from; !at.isAfter(end); at = at.plus(GRID)) {
            if (open.test(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    @Property(tries = 300)
    void theNextMomentIsTheFirstThatLookingFinds(@ForAll("hours") Hours hours, @ForAll("moments") Instant now) {
        assertEquals(looked(now, hours::open), hours.next(now), () -> hours + " at " + now);
    }

    @Property(tries = 300)
    void theNextMomentOfTwoIsTheFirstThatIsOfBoth(
            @ForAll("hours") Hours own, @ForAll("hours") Hours all, @ForAll("moments") Instant now) {
        Optional<Instant> both = looked(now, moment -> own.open(moment) && all.open(moment));
        assertEquals(both, own.nextWith(all, now), () -> own + " and " + all + " at " + now);
        assertEquals(both, all.nextWith(own, now), () -> all + " and " + own + " at " + now);
    }

    /**
     * Never in the past, never in the organisation's quiet hours, and over when it is over. Hours that had not met before
     * the horizon may meet after a clock change that has come into sight meanwhile: then there is one more wait.
     */
    @Property(tries = 500)
    void everyWaitEnds(@ForAll("hours") Hours own, @ForAll("hours") Hours any, @ForAll("moments") Instant now) {
        // Quiet hours have no days.
        var all = new Hours(Set.of(), any.from(), any.to(), any.zone());
        Instant until = PersonalWishes.when(own, all, now).orElseThrow();
        assertFalse(until.isBefore(now));
        assertTrue(all.open(until), () -> until + " is in the quiet hours");
        assertTrue(!until.isAfter(now.plus(Hours.HORIZON)));
        Instant last = PersonalWishes.when(own, all, until).orElseThrow();
        assertTrue(
                last.equals(until) || own.open(last) && all.open(last) && !last.isAfter(until.plus(Hours.HORIZON)),
                () -> "asked again at " + until + ", it waits until " + last + ": " + own + " and " + all);
        assertEquals(Optional.of(last), PersonalWishes.when(own, all, last), "asked a third time, it goes");
    }

    private static Hours hours(String from, String to, String zone, DayOfWeek... days) {
        Set<DayOfWeek> on = days.length == 0 ? Set.of() : EnumSet.of(days[0], days);
        return new Hours(on, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({
        // The hour that the clock skips: what would begin in it begins when it is over.
        "01:30, 02:30, Europe/London, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
        // Wholly in it: not on that day.
        "01:10, 01:50, Europe/London, 2026-03-29T00:00:00Z, 2026-03-30T00:10:00Z",
        // The hour that comes twice: it begins the first time.
        "01:30, 02:30, Europe/London, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z",
        // Between the two: the wall says that it is too early once more.
        "01:30, 02:30, Europe/London, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
        // Back into hours that were over.
        "01:00, 01:30, Europe/London, 2026-10-25T00:40:00Z, 2026-10-25T01:00:00Z",
        // Half an hour, back and forth.
        "01:40, 03:00, Australia/Lord_Howe, 2026-10-03T14:00:00Z, 2026-10-03T15:10:00Z",
        // A midnight that is skipped.
        "00:30, 01:30, America/Sao_Paulo, 2018-11-04T02:00:00Z, 2018-11-04T03:00:00Z",
        // Past midnight.
        "22:00, 02:00, Europe/London, 2026-11-25T12:00:00Z, 2026-11-25T22:00:00Z",
        "22:00, 02:00, Europe/London, 2026-11-26T01:59:00Z, 2026-11-26T01:59:00Z",
        "00:00, 00:00, Europe/London, 2026-11-26T01:59:00Z, 2026-11-26T01:59:00Z"
    })
    void theClockOnTheWallCounts(String from, String to, String zone, String now, String next) {
        assertEquals(Optional.of(Instant.parse(next)), hours(from, to, zone).next(Instant.parse(now)));
    }

    @Test
    void aWeeklyHourThatTheClockSkipsComesTheWeekAfter() {
        Hours sundays = hours("01:10", "01:50", "Europe/London", DayOfWeek.SUNDAY);
        assertEquals(
                Optional.of(Instant.parse("2026-04-05T00:10:00Z")),
                sundays.next(Instant.parse("2026-03-28T12:00:00Z")));
    }

    @Test
    void aDayThatAZoneNeverHadIsPassedOver() {
        Hours fridays = hours("09:00", "10:00", "Pacific/Apia", DayOfWeek.FRIDAY);
        Instant next = fridays.next(Instant.parse("2011-12-29T12:00:00Z")).orElseThrow();
        assertEquals(LocalDateTime.parse("2012-01-06T09:00"), LocalDateTime.ofInstant(next, ZoneId.of("Pacific/Apia")));
    }

    /** They are seven hours apart, and six while only New York has summer time. */
    @Test
    void hoursThatOnlyAClockChangeBringsTogetherAreWaitedForOnceMore() {
        Hours own = hours("18:30", "18:40", "Europe/London");
        Hours all = hours("14:00", "15:00", "America/New_York");
        Instant winter = Instant.parse("2026-02-15T12:00:00Z");
        Instant alone = PersonalWishes.when(own, all, winter).orElseThrow();
        assertEquals(Instant.parse("2026-02-15T19:00:00Z"), alone, "as if they never met");
        Instant near = Instant.parse("2026-02-28T12:00:00Z");
        assertEquals(Optional.of(Instant.parse("2026-03-08T18:30:00Z")), PersonalWishes.when(own, all, near));
    }

    @Test
    void hoursThatNeverMeetAreFoundOut() {
        Hours night = hours("01:00", "05:00", "Europe/London");
        Hours day = hours("08:00", "20:00", "Europe/London");
        Instant now = Instant.parse("2026-11-26T12:00:00Z");
        assertEquals(Optional.empty(), night.nextWith(day, now));
        assertEquals(Optional.of(now), PersonalWishes.when(night, day, now));
    }
}
