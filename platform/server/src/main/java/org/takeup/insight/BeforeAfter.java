package org.takeup.insight;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.takeup.learning.TakeUp;

/**
 * Take-up in the four weeks before the week of a step and in the four weeks after it. The step's own week is neither. An
 * association only: whatever else changed at that time is in it too.
 *
 * @param before mean of the weekly shares, 0 to 1
 * @param after the same
 * @param weeksBefore how many weeks there are figures for, 1 to 4
 * @param weeksAfter the same
 * @param interval of the difference; none if a side has fewer than two weeks or the weeks do not vary
 */
public record BeforeAfter(double before, double after, int weeksBefore, int weeksAfter, Optional<Interval> interval) {
    private static final int WEEKS = 4;

    /**
     * Quantiles 0.975 of Student's t for 1 to 6 degrees of freedom, from the usual tables. Two times four weeks give
     * between 1 and 6.
     */
    private static final double[] T = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447};

    /** Six degrees must not become five by a rounding error. */
    private static final double ROUNDING = 1e-9;

    /** A 95 % confidence interval, as shares. */
    public record Interval(double low, double high) {
        /** Whether no change at all fits the figures as well. */
        public boolean holdsZero() {
            return low <= 0 && high >= 0;
        }
    }

    /** The difference of the means. */
    public double change() {
        return after - before;
    }

    /**
     * Compares; nothing if a side has no week with figures.
     *
     * <p>The interval is Welch's (B. L. Welch, Biometrika 34, 1947): the weekly shares of each side as a sample, their
     * variances not assumed equal, degrees of freedom by Welch and Satterthwaite rounded down, which makes it wider.
     */
    public static Optional<BeforeAfter> around(LocalDate step, List<TakeUp.Week> weeks) {
        double[] before = shares(weeks, step, -WEEKS, -1);
        double[] after = shares(weeks, step, 1, WEEKS);
        if (before.length == 0 || after.length == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new BeforeAfter(mean(before), mean(after), before.length, after.length, welch(before, after)));
    }

    private static double[] shares(List<TakeUp.Week> weeks, LocalDate step, int from, int to) {
        LocalDate monday = step.with(java.time.DayOfWeek.MONDAY);
        LocalDate first = monday.plusWeeks(from);
        LocalDate last = monday.plusWeeks(to);
        return weeks.stream()
                .filter(week -> !week.monday().isBefore(first) && !week.monday().isAfter(last))
                .flatMap(week -> week.figures().stream())
                .mapToDouble(TakeUp.Figures::share)
                .toArray();
    }

    private static Optional<Interval> welch(double[] before, double[] after) {
        if (before.length < 2 || after.length < 2) {
            return Optional.empty();
        }
        double a = variance(before) / before.length;
        double b = variance(after) / after.length;
        double error = Math.sqrt(a + b);
        if (error == 0) {
            return Optional.empty();
        }
        double freedom = (a + b) * (a + b) / (a * a / (before.length - 1) + b * b / (after.length - 1));
        double reach = T[Math.clamp((int) Math.floor(freedom + ROUNDING), 1, T.length) - 1] * error;
        double change = mean(after) - mean(before);
        return Optional.of(new Interval(change - reach, change + reach));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }
}
