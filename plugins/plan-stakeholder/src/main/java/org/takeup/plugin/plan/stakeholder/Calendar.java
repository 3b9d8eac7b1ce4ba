package org.takeup.plugin.plan.stakeholder;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Gives out days: weekdays only, a few messages a day, and a week between two messages to the same audience. */
final class Calendar {
    static final int DAYS_BETWEEN = 7;

    private final int mostADay;
    private final Map<LocalDate, Integer> messagesOn = new HashMap<>();
    private final Map<String, LocalDate> lastTo = new HashMap<>();

    /** @param messages how many days will be asked for, on {@code weekdays} days if possible */
    Calendar(int messages, int weekdays) {
        this.mostADay = Math.max(1, Math.ceilDiv(2 * messages, weekdays));
    }

    /** The first good day for this audience that is not before {@code wanted}. */
    LocalDate take(String audienceId, LocalDate wanted) {
        LocalDate last = lastTo.get(audienceId);
        LocalDate day =
                last != null && wanted.isBefore(last.plusDays(DAYS_BETWEEN)) ? last.plusDays(DAYS_BETWEEN) : wanted;
        while (isWeekend(day) || messagesOn.getOrDefault(day, 0) >= mostADay) {
            day = day.plusDays(1);
        }
        messagesOn.merge(day, 1, Integer::sum);
        lastTo.put(audienceId, day);
        return day;
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
