package org.takeup.plugin.api.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 12, 25);

    @Test
    void theNextWorkingDayLeavesOutWeekendsAndHolidays() {
        var calendar = new WorkCalendar(Set.of(1, 2, 3, 4, 5), Set.of(FRIDAY, FRIDAY.plusDays(3)));

        assertEquals(FRIDAY.plusDays(4), calendar.workdayFrom(FRIDAY));
        assertEquals(FRIDAY.minusDays(1), calendar.workdayFrom(FRIDAY.minusDays(1)));
        assertEquals(LocalDate.of(2026, 12, 28), WorkCalendar.mondayToFriday().workdayFrom(LocalDate.of(2026, 12, 26)));
    }

    @Test
    void ofAYearWithoutWorkTheDayItselfIsTaken() {
        Set<LocalDate> all = FRIDAY.datesUntil(FRIDAY.plusDays(500)).collect(Collectors.toSet());
        assertEquals(FRIDAY, new WorkCalendar(Set.of(1, 2, 3, 4, 5), all).workdayFrom(FRIDAY));
        assertEquals(LocalDate.MAX, WorkCalendar.mondayToFriday().workdayFrom(LocalDate.MAX));
    }

    @Test
    void somebodyWorksOnSomeDay() {
        Set<Integer> none = Set.of();
        assertThrows(IllegalArgumentException.class, () -> new WorkCalendar(none, Set.of()));
    }
}
