package org.takeup.survey.statistics;

/**
 * Student's t distribution: P(|T| &gt; t) is the regularised incomplete beta function I_x(df/2, 1/2) at
 * x = df / (df + t^2) (Abramowitz and Stegun 26.7.1).
 */
public final class StudentT {
    private StudentT() {}

    /**
     * The t with P(|T| &le; t) = confidence.
     *
     * @param confidence between 0 and 1, for example 0.95
     * @param df degrees of freedom, above 0; not whole where variances are unequal
     */
    public static double twoSided(double confidence, double df) {
        return Quantile.ofPositive(confidence, t -> 1 - outside(t, df));
    }

    /** P(|T| > |t|): the two-sided p of a t that was found. */
    public static double outside(double t, double df) {
        return Beta.regularised(df / (df + t * t), df / 2.0, 0.5);
    }
}
