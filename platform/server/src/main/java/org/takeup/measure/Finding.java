package org.takeup.measure;

import java.util.Optional;
import java.util.OptionalDouble;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.ScoringModel;

/**
 * What a survey's released figures say about one need.
 *
 * @param signal the whole id of the instrument's signal
 * @param about what it is called, in sentences
 * @param whole of everybody who answered
 * @param often how often it is met, 0 to 100; none if that is not asked or not released
 * @param share of people who rate it as much, if that is asked and released
 * @param worst the unit where it is worst, if one stands out from the rest by more than chance
 * @param range on which the scale is shown
 */
public record Finding(
        String signal,
        Need need,
        LocalizedText about,
        Amount whole,
        OptionalDouble often,
        Optional<Share> share,
        Optional<OfUnit> worst,
        ScoringModel.Range range) {
    /** For a barrier of which it is not known how often it is met. */
    private static final double HALF = 0.5;

    /**
     * What is missing, or what there is to build on, 0 to 100.
     *
     * @param least and {@code most} are the 95 % interval; both the size where all answered alike
     */
    public record Amount(double size, double least, double most) {
        boolean hasWidth() {
            return least < most;
        }
    }

    /** A share in percent with its 95 % interval. @param n people who answered */
    public record Share(long percent, long n, double low, double high) {}

    /** The same in one unit. */
    public record OfUnit(String unit, Amount amount) {}

    /**
     * How much it counts, 0 to 1: what is missing at the cautious end of its interval, times how often it is met. So a
     * figure of few people counts for less than the same figure of many.
     */
    public double weight() {
        double often = need.kind() == Need.Kind.BARRIER ? this.often.orElse(100 * HALF) / 100 : 1;
        return whole.least() / 100 * often;
    }
}
