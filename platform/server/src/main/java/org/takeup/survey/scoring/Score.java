package org.takeup.survey.scoring;

import java.util.Optional;
import org.takeup.survey.statistics.Interval;
import org.takeup.survey.statistics.StudentT;

/**
 * The mean score of a group that may be shown.
 *
 * @param n respondents with a score, not invited ones
 * @param mean 0 to 100
 * @param interval 95 % t interval of the mean; none for a single respondent, nor where all have the same score: how much
 *     people differ is not known then, and an interval without width would promise too much
 */
public record Score(long n, double mean, Optional<Interval> interval) {
    private static final double CONFIDENCE = 0.95;
    /** Below this, scores differ by the rounding of the machine only. */
    private static final double ALIKE = 1e-9;

    static Score of(Moments moments) {
        return new Score(moments.n(), moments.mean(), interval(moments));
    }

    private static Optional<Interval> interval(Moments moments) {
        if (moments.variance() < ALIKE) {
            return Optional.empty();
        }
        double half = StudentT.twoSided(CONFIDENCE, moments.n() - 1) * Math.sqrt(moments.variance() / moments.n());
        return Optional.of(new Interval(moments.mean() - half, moments.mean() + half));
    }
}
