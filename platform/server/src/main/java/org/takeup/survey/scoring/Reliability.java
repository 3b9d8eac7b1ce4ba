package org.takeup.survey.scoring;

import java.util.List;
import org.takeup.survey.statistics.Alpha;
import org.takeup.survey.statistics.Figure;

/**
 * How well a scale's items measure the same thing, over the respondents who answered every item of the scale.
 *
 * @param alpha Cronbach's alpha with Feldt's interval
 * @param n those respondents
 * @param omega McDonald's omega total of one factor; for 3 items and 50 respondents at least
 * @param items how each item goes with the others, in the order of the scale; for 30 respondents at least, because fewer
 *     could be told apart by so many figures of how their answers go together
 */
public record Reliability(Alpha alpha, long n, Figure<Double> omega, Figure<List<ItemFit>> items) {
    /** What to make of it. */
    public Reading reading() {
        return Reading.of(alpha.value());
    }

    /**
     * How one item goes with the others.
     *
     * @param itemRest its correlation with the sum of the others
     * @param alphaWithout alpha of the others alone
     */
    public record ItemFit(String itemId, Figure<Double> itemRest, Figure<Double> alphaWithout) {}

    /** What to make of an alpha. */
    public enum Reading {
        GOOD,
        /** 0.60 to 0.70. */
        CAUTION,
        /** Below 0.60: the items do not hang together in this group. */
        DO_NOT_INTERPRET;

        static Reading of(double alpha) {
            if (alpha < 0.6) {
                return DO_NOT_INTERPRET;
            }
            return alpha < 0.7 ? CAUTION : GOOD;
        }
    }
}
