package org.takeup.survey.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.takeup.survey.statistics.Figure.Why;

/**
 * The bias-corrected and accelerated bootstrap interval of a mean, 95 % (Efron 1987; {@code boot.ci(type = "bca")} in R
 * with the empirical influence values of the mean). For few or skewed values, where a t interval is too even.
 */
public final class Bca {
    static final int DRAWS = 10_000;
    /** The same data give the same interval, on every machine and for good. */
    private static final long SEED = 20_261_126;

    private static final double TAIL = 0.025;
    /** Draws that differ from the mean by the rounding of the machine are not below it. */
    private static final double SAME = 1e-9;

    private Bca() {}

    public static Figure<Interval> ofMean(double[] values) {
        if (values.length < 2) {
            return Figure.missing(Why.TOO_FEW);
        }
        // In order, so that the interval does not depend on who came first.
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofMean(sorted, draws(sorted));
    }

    private static double[] draws(double[] values) {
        var random = new SplittableRandom(SEED);
        var means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[draw] = sum / values.length;
        }
        return means;
    }

    /** @param draws the means of samples of the same size, drawn with putting back */
    static Figure<Interval> ofMean(double[] values, double[] draws) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = 0;
        double cubes = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
            cubes += (value - mean) * (value - mean) * (value - mean);
        }
        if (!CoMoments.differs(squares)) {
            return Figure.missing(Why.ALL_ALIKE);
        }
        double below = Arrays.stream(draws).filter(draw -> draw < mean - SAME).count() / (double) draws.length;
        if (below <= 0 || below >= 1) {
            return Figure.missing(Why.UNDEFINED);
        }
        double bias = Normal.quantile(below);
        double acceleration = cubes / (6 * Math.pow(squares, 1.5));
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double low = at(sorted, adjusted(TAIL, bias, acceleration));
        double high = at(sorted, adjusted(1 - TAIL, bias, acceleration));
        return Double.isFinite(low) && Double.isFinite(high)
                ? Figure.of(new Interval(low, high))
                : Figure.missing(Why.UNDEFINED);
    }

    private static double adjusted(double share, double bias, double acceleration) {
        double shifted = bias + Normal.quantile(share);
        return Normal.below(bias + shifted / (1 - acceleration * shifted));
    }

    /** The quantile of sorted draws, between two of them on the normal scale (Davison and Hinkley 1997, 5.6). */
    private static double at(double[] sorted, double share) {
        double rank = (sorted.length + 1) * share;
        int whole = (int) Math.floor(rank);
        if (whole < 1 || whole >= sorted.length) {
            return sorted[whole < 1 ? 0 : sorted.length - 1];
        }
        if (rank == whole) {
            return sorted[whole - 1];
        }
        double from = Normal.quantile(whole / (sorted.length + 1.0));
        double to = Normal.quantile((whole + 1) / (sorted.length + 1.0));
        double part = (Normal.quantile(share) - from) / (to - from);
        return sorted[whole - 1] + part * (sorted[whole] - sorted[whole - 1]);
    }
}
