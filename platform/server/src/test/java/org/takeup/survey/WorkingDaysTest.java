package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weekends do not count, in the zone of the wave, also where clocks change. */
class WorkingDaysTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-26, 1, 2026-11-27",
        "2026-11-27, 1, 2026-11-30",
        "2026-11-28, 1, 2026-11-30",
        "2026-11-28, 0, 2026-11-30",
        "2026-11-27, 0, 2026-11-27",
        "2026-11-27, 5, 2026-12-04",
        "2026-11-27, 6, 2026-12-07"
    })
    void weekendsAreSkipped(LocalDate day, int days, LocalDate then) {
        assertEquals(then, WorkingDays.after(day, days));
    }

    @ParameterizedTest
    @CsvSource({
        // Nine in the morning on both sides of the change of clocks.
        "2026-03-27T12:00:00Z, 1, Europe/Berlin, 2026-03-30T07:00:00Z",
        "2026-03-26T12:00:00Z, 1, Europe/Berlin, 2026-03-27T08:00:00Z",
        // In Tokyo it is Saturday already.
        "2026-11-27T16:00:00Z, 1, Asia/Tokyo, 2026-11-30T00:00:00Z",
        "2026-11-27T16:00:00Z, 1, America/New_York, 2026-11-30T14:00:00Z"
    })
    void theMorningIsThatOfTheZone(Instant from, int days, String zone, Instant then) {
        assertEquals(then, WorkingDays.morningAfter(from, days, ZoneId.of(zone)));
    }

    private static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek().getValue() <= 5;
    }

    @Property(tries = 500)
    void itIsAWorkingDayWithJustSoManyBetween(
            @ForAll @IntRange(min = 0, max = 40_000) int day, @ForAll @IntRange(min = 1, max = 60) int days) {
        LocalDate from = LocalDate.ofEpochDay(day);
        LocalDate then = WorkingDays.after(from, days);
        assertTrue(isWorkingDay(then));
        long between = from.plusDays(1)
                .datesUntil(then.plusDays(1))
                .filter(WorkingDaysTest::isWorkingDay)
                .count();
        assertEquals(days, between);
    }

    @Property(tries = 500)
    void moreDaysAreNeverEarlier(
            @ForAll @IntRange(min = 0, max = 40_000) int day, @ForAll @IntRange(min = 0, max = 60) int days) {
        LocalDate from = LocalDate.ofEpochDay(day);
        assertTrue(!WorkingDays.after(from, days + 1).isBefore(WorkingDays.after(from, days)));
    }
}
