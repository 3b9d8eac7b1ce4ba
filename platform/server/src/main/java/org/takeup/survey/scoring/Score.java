package org.takeup.survey.scoring;

import java.util.Optional;
import org.takeup.survey.statistics.Group;
import org.takeup.survey.statistics.Interval;
import org.takeup.survey.statistics.StudentT;

/**
 * The mean score of a group that may be shown.
 *
 * @param n respondents with a score, not invited ones
 * @param mean 0 to 100
 * @param variance of the scores, with n - 1 below; 0 for a single respondent. No more than n, mean and interval say
 * @param interval 95 % t interval of the mean; none for a single respondent, nor where all have the same score: how much
 *     people differ is not known then, and an interval without width would promise too much
 * @param bootstrap BCa interval in whole points, for the whole wave, where it has fewer than 15 or at most 100 skewed scores
 */
public record Score(long n, double mean, double variance, Optional<Interval> interval, Optional<Interval> bootstrap) {
    /** Below this, scores differ by the rounding of the machine only. */
    static final double ALIKE = 1e-9;

    private static final double CONFIDENCE = 0.95;

    static Score of(Moments moments) {
        return new Score(moments.n(), moments.mean(), variance(moments), interval(moments), Optional.empty());
    }

    static Score of(Moments moments, Few few) {
        Score score = of(moments);
        return new Score(score.n, score.mean, score.variance, score.interval, few.interval());
    }

    private static double variance(Moments moments) {
        return moments.variance() < ALIKE ? 0 : moments.variance();
    }

    private static Optional<Interval> interval(Moments moments) {
        double variance = variance(moments);
        if (variance == 0) {
            return Optional.empty();
        }
        double half = StudentT.twoSided(CONFIDENCE, moments.n() - 1.0) * Math.sqrt(variance / moments.n());
        return Optional.of(new Interval(moments.mean() - half, moments.mean() + half));
    }

    /** For comparing it with another group. */
    Group group() {
        return new Group(n, mean, variance);
    }
}
