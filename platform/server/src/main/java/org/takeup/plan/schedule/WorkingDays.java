package org.takeup.plan.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * On which days something can be said: Monday to Friday, but for holidays of the region and an organisation's own days.
 * Immutable.
 *
 * @param region whose holidays count where a step names none; may be empty
 */
public record WorkingDays(Holidays holidays, String region, List<OwnDay> own) {
    /** How far a day is looked for: longer than any holidays. */
    private static final int FURTHEST = 400;

    public WorkingDays {
        own = List.copyOf(own);
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Why nothing should be said on this day, if there is a reason. @param where a region, or empty for the usual one */
    public Optional<String> off(LocalDate day, String where) {
        String place = where.isEmpty() ? region : where;
        return own.stream()
                .filter(each -> each.covers(day, place))
                .map(each -> each.kind() == OwnDay.Kind.BLACKOUT
                        ? "is a day on which nothing is to be said: " + each.name()
                        : "is a day off of your own: " + each.name())
                .findFirst()
                .or(() -> holidays.on(place, day).map(name -> "is a holiday in " + holidays.name(place) + ": " + name))
                .or(() -> isWeekend(day) ? Optional.of("is a weekend") : Optional.empty());
    }

    /** The day itself, or else the next one on which something can be said; the day itself if a year has none. */
    public LocalDate onOrAfter(LocalDate day, String where) {
        for (int ahead = 0; ahead < FURTHEST; ahead++) {
            LocalDate next = day.plusDays(ahead);
            if (off(next, where).isEmpty()) {
                return next;
            }
        }
        return day;
    }
}
