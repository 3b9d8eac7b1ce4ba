package org.takeup.survey.scoring;

import java.util.Arrays;
import java.util.Optional;
import org.takeup.survey.statistics.Bca;
import org.takeup.survey.statistics.Interval;

/**
 * The scores themselves as long as they are few, for what sums do not tell: whether they are skewed, and the bootstrap
 * interval that stands beside the t interval then. With more people a mean is near normal whatever the scores are.
 */
final class Few {
    private static final int MOST = 100;
    private static final int FEW = 15;
    /** Beyond this, by its absolute value, scores lean to one side a good deal. */
    private static final double SKEWED = 1;

    private final double[] scores = new double[MOST];
    private int n;

    void add(double score) {
        if (n < MOST) {
            scores[n] = score;
        }
        n = Math.min(n + 1, MOST + 1);
    }

    /** In whole points, because the exact one of a handful of scores would nearly tell them. */
    Optional<Interval> interval() {
        if (n > MOST || (n >= FEW && Math.abs(skewness()) <= SKEWED)) {
            return Optional.empty();
        }
        return Bca.ofMean(Arrays.copyOf(scores, n))
                .value()
                .map(exact -> new Interval(Math.rint(exact.low()), Math.rint(exact.high())));
    }

    /** m3 / m2^1.5, moments about the mean with n below; 0 where all are alike. */
    private double skewness() {
        double mean = Arrays.stream(scores, 0, n).average().orElse(0);
        double squares =
                Arrays.stream(scores, 0, n).map(x -> Math.pow(x - mean, 2)).sum() / n;
        double cubes =
                Arrays.stream(scores, 0, n).map(x -> Math.pow(x - mean, 3)).sum() / n;
        return squares < Score.ALIKE ? 0 : cubes / Math.pow(squares, 1.5);
    }
}
