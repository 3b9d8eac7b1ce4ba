package org.takeup.survey.statistics;

/** Fisher's F distribution: P(F &le; f) = I_x(d1/2, d2/2) at x = d1 f / (d1 f + d2) (Abramowitz and Stegun 26.6.2). */
final class FisherF {
    private FisherF() {}

    /** The f with P(F &le; f) = share. @param d1 and {@code d2} are degrees of freedom, above 0 */
    static double quantile(double share, double d1, double d2) {
        return Quantile.ofPositive(share, f -> Beta.regularised(d1 * f / (d1 * f + d2), d1 / 2, d2 / 2));
    }
}
