package org.takeup.survey.statistics;

/**
 * Pearson's correlation and its 95 % interval, by Fisher's (1921) z: tanh(atanh r +- z / sqrt(n - 3)); {@code cor.test} in R.
 */
public final class Correlation {
    private static final int LEAST = 4;

    private Correlation() {}

    /**
     * How two variables go together.
     *
     * @param r -1 to 1
     * @param interval of 95 %; missing where r is 1 or -1
     * @param n cases
     */
    public record Coefficient(double r, Figure<Interval> interval, long n) {}

    /**
     * The correlation of two variables; missing for fewer than four cases, of which no interval can be made, and where one of them
     * does not differ.
     *
     * @param pairs of exactly two variables
     */
    public static Figure<Coefficient> of(CoMoments pairs) {
        if (pairs.size() != 2) {
            throw new IllegalArgumentException("Two variables, not " + pairs.size());
        }
        if (pairs.n() < LEAST) {
            return Figure.missing(Figure.Why.TOO_FEW);
        }
        if (!pairs.allDiffer()) {
            return Figure.missing(Figure.Why.ALL_ALIKE);
        }
        double r = pairs.covariance(0, 1) / Math.sqrt(pairs.variance(0)) / Math.sqrt(pairs.variance(1));
        // Rounding can bring a straight line a little above 1.
        double within = Math.clamp(r, -1.0, 1.0);
        return Figure.of(new Coefficient(within, interval(within, pairs.n()), pairs.n()));
    }

    public static Figure<Interval> interval(double r, long n) {
        if (n < LEAST) {
            return Figure.missing(Figure.Why.TOO_FEW);
        }
        double z = 0.5 * (Math.log1p(r) - Math.log1p(-r));
        double half = Normal.Z95 / Math.sqrt(n - 3.0);
        return Double.isFinite(z)
                ? Figure.of(new Interval(Math.tanh(z - half), Math.tanh(z + half)))
                : Figure.missing(Figure.Why.UNDEFINED);
    }
}
