package org.takeup.survey.statistics;

/**
 * Where a share lies that has a beta distribution, as each share of a Dirichlet distribution has: with parameters its own
 * alpha, and the sum of the others (Johnson, Kotz and Balakrishnan, Continuous Multivariate Distributions 1, ch. 49).
 */
public final class BetaInterval {
    private BetaInterval() {}

    /**
     * The interval with equal chances on both sides.
     *
     * @param probability that the share lies in it, between 0 and 1, for example 0.9
     * @param a and {@code b} are above 0
     * @return its ends, from 0 to 1
     */
    public static Interval middle(double probability, double a, double b) {
        return new Interval(quantile((1 - probability) / 2, a, b), quantile((1 + probability) / 2, a, b));
    }

    /** The share below which the distribution has this probability. */
    static double quantile(double probability, double a, double b) {
        return Quantile.ofPositive(probability, x -> Beta.regularised(x, a, b));
    }
}
