package org.takeup.survey.scoring;

import java.util.Optional;
import org.takeup.survey.statistics.Interval;

/**
 * What came of a question from 0 to 10 whether one would recommend something.
 *
 * @param n people who answered
 * @param promoters people who chose 9 or 10
 * @param detractors people who chose 0 to 6
 */
public record RecommendScore(long n, long promoters, long detractors) {
    /** The two-sided 95 % point of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final int FIRST_PROMOTER = 9;
    private static final int LAST_DETRACTOR = 6;
    /** With fewer people the score by itself says more than is known. */
    private static final int ENOUGH = 30;

    /** @param counts how many people chose each point, from 0 up */
    static RecommendScore of(long... counts) {
        long n = 0;
        long promoters = 0;
        long detractors = 0;
        for (int value = 0; value < counts.length; value++) {
            n += counts[value];
            promoters += value >= FIRST_PROMOTER ? counts[value] : 0;
            detractors += value <= LAST_DETRACTOR ? counts[value] : 0;
        }
        return new RecommendScore(n, promoters, detractors);
    }

    /** The share of promoters less that of detractors, in points from -100 to 100. */
    public double score() {
        return 100 * (share(promoters) - share(detractors));
    }

    /** In points: {@code sqrt((p + d - (p - d)^2) / n)}, the standard error of a difference of two shares of one sample. */
    public double standardError() {
        double difference = share(promoters) - share(detractors);
        return 100 * Math.sqrt((share(promoters) + share(detractors) - difference * difference) / n);
    }

    /** The normal 95 % interval, not cut to the ends of the scale; none where all are of one kind, as for scores. */
    public Optional<Interval> interval() {
        double half = Z * standardError();
        return half == 0 ? Optional.empty() : Optional.of(new Interval(score() - half, score() + half));
    }

    /** Whether the score may be named without its interval. */
    public boolean isFirm() {
        return n >= ENOUGH;
    }

    private double share(long people) {
        return (double) people / n;
    }
}
