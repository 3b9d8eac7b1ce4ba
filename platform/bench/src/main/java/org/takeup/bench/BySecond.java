package org.takeup.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What people were told in each second of a run: says when it was slow, where a row of the table says only that. Of one thread. */
final class BySecond {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** A run that takes longer is not shown further. */
    private static final int MOST = 600;

    private final long begun;
    private final List<Told> seconds = new ArrayList<>();

    /** @param begun by {@link System#nanoTime} */
    BySecond(long begun) {
        this.begun = begun;
    }

    /** How long the tries of a second took that were kept, and those that were refused, in nanoseconds. */
    private record Told(Histogram kept, Histogram refused) {}

    void kept(long now, long nanos) {
        at(now).kept().recordValue(nanos);
    }

    void refused(long now, long nanos) {
        at(now).refused().recordValue(nanos);
    }

    private Told at(long now) {
        int second = (int) Math.min(MOST, (now - begun) / SECOND);
        while (seconds.size() <= second) {
            seconds.add(new Told(histogram(), histogram()));
        }
        return seconds.get(second);
    }

    private static Histogram histogram() {
        return new Histogram(Duration.ofMinutes(10).toNanos(), 2);
    }

    /** Prints a line a second. */
    void print(String what) {
        System.out.printf("%n%s%n", what);
        System.out.println("second      kept   p50 ms   p99 ms   refused   p50 ms   p99 ms");
        for (int i = 0; i < seconds.size(); i++) {
            Told told = seconds.get(i);
            System.out.printf(
                    Locale.ROOT,
                    "%6d  %8d %8.1f %8.1f  %8d %8.1f %8.1f%n",
                    i + 1,
                    told.kept().getTotalCount(),
                    milliseconds(told.kept(), 50),
                    milliseconds(told.kept(), 99),
                    told.refused().getTotalCount(),
                    milliseconds(told.refused(), 50),
                    milliseconds(told.refused(), 99));
        }
    }

    private static double milliseconds(Histogram of, double percentile) {
        return of.getValueAtPercentile(percentile) / 1e6;
    }
}
