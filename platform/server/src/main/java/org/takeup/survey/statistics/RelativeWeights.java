package org.takeup.survey.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.takeup.survey.statistics.Figure.Missing;
import org.takeup.survey.statistics.Figure.Why;

/**
 * How much of an outcome's differences goes with each of several predictors that also go with one another: relative weights
 * (Johnson 2000) on standardised regression. With the correlations R of the predictors and r with the outcome, the root
 * L of R stands for the uncorrelated variables closest to the predictors; b = L^-1 r; the weight of predictor j is the sum
 * over k of L[j][k]^2 b[k]^2. The weights are not negative and add up to R^2. They say what goes together, not what causes
 * what.
 *
 * @param explained R^2 of the regression on all predictors, 0 to 1
 * @param weights in the order of the predictors
 * @param correlations of each predictor with the outcome by itself: the direction, which a weight does not have
 */
public record RelativeWeights(double explained, List<Double> weights, List<Double> correlations) {
    /** Cases that a ranking needs at least (capability C017). */
    public static final int ENOUGH = 30;

    private static final int CASES_EACH = 5;
    /** Of a predictor in the usual variance inflation factor: more, and the others say the same as it does. */
    private static final double MOST_INFLATED = 10;

    public RelativeWeights {
        weights = List.copyOf(weights);
        correlations = List.copyOf(correlations);
    }

    /**
     * @param cases the predictors in the order of their ids, then the outcome as the last variable
     * @param ids names a predictor that the others nearly make up
     */
    public static Figure<RelativeWeights> of(CoMoments cases, List<String> ids) {
        int predictors = ids.size();
        if (predictors == 0) {
            return Figure.missing(Why.TOO_FEW_ITEMS);
        }
        if (cases.n() < Math.max(ENOUGH, CASES_EACH * predictors)) {
            return Figure.missing(Why.TOO_FEW);
        }
        for (int i = 0; i <= predictors; i++) {
            if (!CoMoments.differs(cases.variance(i))) {
                return new Missing<>(Why.ALL_ALIKE, i < predictors ? ids.get(i) : "");
            }
        }
        double[][] all = cases.correlations();
        var among = new double[predictors][];
        var with = new double[predictors];
        for (int i = 0; i < predictors; i++) {
            among[i] = Arrays.copyOf(all[i], predictors);
            with[i] = all[i][predictors];
        }
        Eigen eigen = Eigen.of(among);
        int worst = mostInflated(eigen);
        return worst >= 0 ? new Missing<>(Why.COLLINEAR, ids.get(worst)) : weigh(eigen, with);
    }

    /** The predictor that the others make up most, if that is too much; else -1. */
    private static int mostInflated(Eigen eigen) {
        int size = eigen.values().length;
        int worst = -1;
        double most = MOST_INFLATED;
        for (int i = 0; i < size; i++) {
            double inflated = 0;
            for (int k = 0; k < size; k++) {
                // A value that rounding made 0 or less stands for a predictor that the others make up wholly.
                inflated += eigen.vectors()[i][k] * eigen.vectors()[i][k] / Math.max(eigen.values()[k], 1e-12);
            }
            if (inflated > most) {
                most = inflated;
                worst = i;
            }
        }
        return worst;
    }

    private static Figure<RelativeWeights> weigh(Eigen eigen, double[] with) {
        int size = with.length;
        var root = new double[size][size];
        var slopes = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double inverse = 0;
                for (int k = 0; k < size; k++) {
                    double product = eigen.vectors()[i][k] * eigen.vectors()[j][k];
                    root[i][j] += product * Math.sqrt(eigen.values()[k]);
                    inverse += product / Math.sqrt(eigen.values()[k]);
                }
                slopes[i] += inverse * with[j];
            }
        }
        double[] weights = IntStream.range(0, size)
                .mapToDouble(j -> IntStream.range(0, size)
                        .mapToDouble(k -> root[j][k] * root[j][k] * slopes[k] * slopes[k])
                        .sum())
                .toArray();
        double explained = Arrays.stream(weights).sum();
        return Double.isFinite(explained)
                ? Figure.of(new RelativeWeights(
                        explained,
                        Arrays.stream(weights).boxed().toList(),
                        Arrays.stream(with).boxed().toList()))
                : Figure.missing(Why.UNDEFINED);
    }
}
