package org.takeup.plugin.api.plan;

import java.time.LocalDate;
import java.util.Set;

/**
 * On which days people can be spoken to. Since 1.3.
 *
 * @param weekdays days of the week on which people work, 1 for Monday to 7 for Sunday; at least one
 * @param free other days on which nobody is to be spoken to, such as holidays; today and later
 */
public record WorkCalendar(Set<Integer> weekdays, Set<LocalDate> free) {
    /** How far a working day is looked for before the day is taken as it is. */
    private static final int FURTHEST_DAYS = 400;

    /** @throws IllegalArgumentException if nobody ever works */
    public WorkCalendar {
        weekdays = Set.copyOf(weekdays);
        free = Set.copyOf(free);
        if (weekdays.isEmpty()) {
            throw new IllegalArgumentException("People work on at least one day of the week");
        }
    }

    /** Monday to Friday, without holidays. */
    public static WorkCalendar mondayToFriday() {
        return new WorkCalendar(Set.of(1, 2, 3, 4, 5), Set.of());
    }

    /** Whether people can be spoken to on this day. */
    public boolean isWorkday(LocalDate day) {
        return weekdays.contains(day.getDayOfWeek().getValue()) && !free.contains(day);
    }

    /** This day, or the first working day after it. Of a year without one, the day itself. */
    public LocalDate workdayFrom(LocalDate day) {
        LocalDate found = day;
        for (int i = 0; i < FURTHEST_DAYS && found.isBefore(LocalDate.MAX); i++) {
            if (isWorkday(found)) {
                return found;
            }
            found = found.plusDays(1);
        }
        return day;
    }
}
