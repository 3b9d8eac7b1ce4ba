package org.takeup.survey.statistics;

/** The 95 % interval of a correlation, by Fisher's (1921) z: tanh(atanh r +- z / sqrt(n - 3)); {@code cor.test} in R. */
public final class Correlation {
    private static final int LEAST = 4;

    private Correlation() {}

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
