package org.takeup.survey;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/** Counts Mondays to Fridays. Holidays differ by place and are not known here. */
public final class WorkingDays {
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private WorkingDays() {}

    /** The working day that comes so many after this one; with 0, the day itself or the Monday after it. */
    public static LocalDate after(LocalDate day, int days) {
        LocalDate then = day;
        int left = days;
        while (left > 0 || WEEKEND.contains(then.getDayOfWeek())) {
            then = then.plusDays(1);
            if (!WEEKEND.contains(then.getDayOfWeek())) {
                left--;
            }
        }
        return then;
    }

    /** Nine in the morning of the working day that comes so many after this moment, in this zone. */
    static Instant morningAfter(Instant moment, int days, ZoneId zone) {
        LocalDate then = after(LocalDate.ofInstant(moment, zone), days);
        return then.atTime(MORNING).atZone(zone).toInstant();
    }
}
