package org.takeup.business;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;

/** Spans of days, looked at by weeks that begin on Monday. */
final class Windows {
    /** Longer plans say nothing about weeks. */
    static final int MOST_WEEKS = 260;

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    private Windows() {}

    /** The last day of a span, if there is one and it fits; what does not goes into the list. */
    static LocalDate checked(LocalDate from, @Nullable LocalDate until, String field, List<Problem.Field> wrong) {
        LocalDate ends = until == null ? from : until;
        boolean known = !from.isBefore(EARLIEST) && !ends.isAfter(LATEST);
        if (until == null || !known || ends.isBefore(from) || weeks(from, ends) > MOST_WEEKS) {
            wrong.add(new Problem.Field(
                    field, "Give a day after the first one, at most " + MOST_WEEKS + " weeks later."));
        }
        return ends;
    }

    static LocalDate monday(LocalDate day) {
        return day.with(DayOfWeek.MONDAY);
    }

    /** How many weeks the span touches. */
    static int weeks(LocalDate from, LocalDate until) {
        return Math.toIntExact(ChronoUnit.WEEKS.between(monday(from), monday(until))) + 1;
    }
}
