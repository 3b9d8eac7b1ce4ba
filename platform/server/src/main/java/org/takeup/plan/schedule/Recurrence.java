package org.takeup.plan.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Comes again every few weeks on the same day of the week, up to a day.
 *
 * @param weeks from one time to the next, 1 to {@value #MOST_WEEKS}
 * @param until the last day on which it may come
 */
public record Recurrence(int weeks, LocalDate until) {
    public static final int MOST_WEEKS = 52;
    /** Weekly for two years. */
    public static final int MOST_TIMES = 105;

    public Recurrence {
        if (weeks < 1 || weeks > MOST_WEEKS) {
            throw new IllegalArgumentException("It comes again every 1 to " + MOST_WEEKS + " weeks");
        }
    }

    /** All its days in order, {@code first} among them whatever {@code until} says; at most {@value #MOST_TIMES}. */
    public List<LocalDate> days(LocalDate first) {
        // Counted from the first day each time, so that the n-th does not depend on how the one before came about.
        return Stream.iterate(0, n -> n + 1)
                .limit(MOST_TIMES)
                .map(n -> first.plusWeeks((long) n * weeks))
                .takeWhile(day -> day.equals(first) || !day.isAfter(until))
                .toList();
    }

    /** The same rhythm for a series that begins so many days later. */
    public Recurrence moved(long days) {
        return new Recurrence(weeks, until.plusDays(days));
    }
}
