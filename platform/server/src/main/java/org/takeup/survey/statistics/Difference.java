package org.takeup.survey.statistics;

import org.takeup.survey.statistics.Figure.Why;

/**
 * The difference of the means of two groups of different people.
 *
 * @param difference second less first
 * @param interval its 95 % interval by Welch's test, which does not suppose that both groups differ equally much
 * @param p two-sided, of Welch's test
 * @param effect Hedges' g: the difference in pooled standard deviations, with the exact correction for small groups
 *     (Hedges 1981)
 * @param effectInterval 95 %, by the large-sample variance (n1 + n2) / (n1 n2) + g^2 / (2 (n1 + n2)) (Hedges and Olkin
 *     1985)
 */
public record Difference(double difference, Interval interval, double p, double effect, Interval effectInterval) {
    private static final double CONFIDENCE = 0.95;

    /** Missing where nobody in either group differs from the others of it: chance cannot be told then. */
    public static Figure<Difference> between(Group first, Group second) {
        if (first.n() < 2 || second.n() < 2) {
            return Figure.missing(Why.TOO_FEW);
        }
        double one = first.variance() / first.n();
        double two = second.variance() / second.n();
        if (!CoMoments.differs(first.variance() + second.variance())) {
            return Figure.missing(Why.ALL_ALIKE);
        }
        double difference = second.mean() - first.mean();
        double error = Math.sqrt(one + two);
        // Welch (1947) and Satterthwaite (1946).
        double df = (one + two) * (one + two) / (one * one / (first.n() - 1) + two * two / (second.n() - 1));
        double half = StudentT.twoSided(CONFIDENCE, df) * error;
        double g = hedges(first, second, difference);
        double n = first.n() + (double) second.n();
        double effectHalf = Normal.Z95 * Math.sqrt(n / ((double) first.n() * second.n()) + g * g / (2 * n));
        boolean finite = Double.isFinite(half) && Double.isFinite(g) && Double.isFinite(effectHalf);
        return finite
                ? Figure.of(new Difference(
                        difference,
                        new Interval(difference - half, difference + half),
                        StudentT.outside(difference / error, df),
                        g,
                        new Interval(g - effectHalf, g + effectHalf)))
                : Figure.missing(Why.UNDEFINED);
    }

    private static double hedges(Group first, Group second, double difference) {
        double df = first.n() + (double) second.n() - 2;
        double pooled = ((first.n() - 1) * first.variance() + (second.n() - 1) * second.variance()) / df;
        double correction = Math.exp(Beta.logGamma(df / 2) - Beta.logGamma((df - 1) / 2)) / Math.sqrt(df / 2);
        return correction * difference / Math.sqrt(pooled);
    }
}
