package org.takeup.plugin.plan.stakeholder;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.takeup.plugin.api.plan.WorkCalendar;

/** Gives out days: working days only, a few messages a day, and a week between two messages to the same audience. */
final class Calendar {
    static final int DAYS_BETWEEN = 7;

    /** How far a message is put off because a day is full. */
    private static final int MOST_DAYS_LATE = 60;

    private final WorkCalendar work;
    private final int mostADay;
    private final Map<LocalDate, Integer> messagesOn = new HashMap<>();
    private final Map<String, LocalDate> lastTo = new HashMap<>();

    /** @param messages how many days will be asked for, within {@code days} from {@code start} if possible */
    Calendar(WorkCalendar work, LocalDate start, int days, int messages) {
        this.work = work;
        long workdays =
                start.datesUntil(start.plusDays(days)).filter(work::isWorkday).count();
        this.mostADay = (int) Math.max(1, Math.ceilDiv(2L * messages, Math.max(1, workdays)));
    }

    /** The first good day for this audience that is not before {@code wanted}. */
    LocalDate take(String audienceId, LocalDate wanted) {
        LocalDate last = lastTo.get(audienceId);
        LocalDate first =
                last != null && wanted.isBefore(last.plusDays(DAYS_BETWEEN)) ? last.plusDays(DAYS_BETWEEN) : wanted;
        LocalDate day = work.workdayFrom(first);
        while (messagesOn.getOrDefault(day, 0) >= mostADay && day.isBefore(first.plusDays(MOST_DAYS_LATE))) {
            day = work.workdayFrom(day.plusDays(1));
        }
        messagesOn.merge(day, 1, Integer::sum);
        lastTo.put(audienceId, day);
        return day;
    }
}
