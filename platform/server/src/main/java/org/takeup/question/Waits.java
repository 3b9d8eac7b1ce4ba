package org.takeup.question;

import java.time.Duration;
import java.util.List;

/**
 * How long people waited for answers, in calendar time: nearest-rank percentiles, so that each is a wait that somebody had.
 *
 * @param n how many first answers it rests on
 */
public record Waits(int n, Duration median, Duration ninetieth) {
    /** @param waits in any order; none gives zeros with an n of 0 */
    static Waits of(List<Duration> waits) {
        List<Duration> sorted = waits.stream().sorted().toList();
        return new Waits(sorted.size(), rank(sorted, 0.5), rank(sorted, 0.9));
    }

    private static Duration rank(List<Duration> sorted, double share) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** Hours below two days, else days with one digit: {@code 5 hours}, {@code 3.5 days}. */
    public static String words(Duration wait) {
        long hours = Math.round(wait.toMinutes() / 60.0);
        if (hours < 48) {
            return hours == 1 ? "1 hour" : hours + " hours";
        }
        double days = Math.round(hours / 2.4) / 10.0;
        return (days == Math.rint(days) ? String.valueOf((long) days) : String.valueOf(days)) + " days";
    }
}
