package org.takeup.survey.statistics;

/** The normal distribution with mean 0 and variance 1. */
final class Normal {
    /** The two-sided 95 % point. */
    static final double Z95 = 1.959963984540054;
    /** Beyond this the series loses more digits than it gains, and the share outside is below 1e-15. */
    private static final double FAR = 8;

    private Normal() {}

    /** The share below z: 1/2 + phi(z) (z + z^3/3 + z^5/(3*5) + ...) (Marsaglia 2004); absolute error about 1e-15. */
    static double below(double z) {
        if (Math.abs(z) > FAR) {
            return z > 0 ? 1 : 0;
        }
        if (Double.isNaN(z)) {
            return z;
        }
        double term = z;
        double sum = z;
        double before = 0;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2 - 0.5 * Math.log(2 * Math.PI));
    }

    /** The z below which the share lies. @param share above 0 and below 1 */
    static double quantile(double share) {
        // Solved in the upper half, where the share above can be told from 0 as well as in the lower one.
        return share < 0.5 ? -upper(1 - share) : upper(share);
    }

    private static double upper(double share) {
        return share == 0.5 ? 0 : Quantile.ofPositive(share, Normal::below);
    }
}
