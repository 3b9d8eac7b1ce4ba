package org.takeup.survey.scoring;

/**
 * How well a scale's items measure the same thing.
 *
 * @param alpha Cronbach's alpha over the respondents who answered every item of the scale
 * @param n those respondents
 */
public record Reliability(double alpha, long n) {
    /** What to make of it. */
    public Reading reading() {
        if (alpha < 0.6) {
            return Reading.DO_NOT_INTERPRET;
        }
        return alpha < 0.7 ? Reading.CAUTION : Reading.GOOD;
    }

    /** What to make of an alpha. */
    public enum Reading {
        GOOD,
        /** 0.60 to 0.70. */
        CAUTION,
        /** Below 0.60: the items do not hang together in this group. */
        DO_NOT_INTERPRET
    }
}
