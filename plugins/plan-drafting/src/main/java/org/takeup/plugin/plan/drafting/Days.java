package org.takeup.plugin.plan.drafting;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.takeup.plugin.api.plan.WorkCalendar;

/** Gives out days: working days, not too many messages on one, and a week between two messages to the same audience. */
public final class Days {
    /** Days between two messages to the same audience. */
    public static final int BETWEEN = 7;

    private static final int MOST_DAYS_LATE = 60;

    private final WorkCalendar work;
    private final int mostADay;
    private final Map<LocalDate, Integer> messagesOn = new HashMap<>();
    private final Map<String, LocalDate> lastTo = new HashMap<>();

    /** @param mostADay how many messages one day takes, unless it would put one off for very long */
    public Days(WorkCalendar work, int mostADay) {
        this.work = work;
        this.mostADay = mostADay;
    }

    /** The first good day for this audience that is not before {@code wanted}. */
    public LocalDate take(String audienceId, LocalDate wanted) {
        LocalDate last = lastTo.get(audienceId);
        LocalDate first = last != null && wanted.isBefore(last.plusDays(BETWEEN)) ? last.plusDays(BETWEEN) : wanted;
        LocalDate day = work.workdayFrom(first);
        while (messagesOn.getOrDefault(day, 0) >= mostADay && day.isBefore(first.plusDays(MOST_DAYS_LATE))) {
            day = work.workdayFrom(day.plusDays(1));
        }
        messagesOn.merge(day, 1, Integer::sum);
        lastTo.put(audienceId, day);
        return day;
    }
}
