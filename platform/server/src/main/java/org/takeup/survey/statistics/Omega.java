package org.takeup.survey.statistics;

import java.util.Arrays;
import org.takeup.survey.statistics.Figure.Why;

/**
 * McDonald's omega total of a one-factor model: 1 - sum of the uniquenesses / sum of all correlations (McDonald 1999), on
 * standardised items. This is {@code omega.tot} of {@code psych::omega(x, nfactors = 1, fm = "minres", flip = FALSE)} in R.
 *
 * <p>The loadings are those of smallest residuals (minres, Harman and Jones 1966): they minimise the squared differences
 * between correlations and products of loadings, off the diagonal. Each loading in turn is put where the others want it,
 * until none moves; no uniqueness falls below 0.005, as with psych, and a solution that needs that is refused.
 */
public final class Omega {
    /** People whom a factor model of a scale needs at least. */
    static final int ENOUGH = 50;

    private static final int ENOUGH_ITEMS = 3;
    private static final double LEAST_UNIQUE = 0.005;
    private static final int MOST_ROUNDS = 100_000;
    private static final double CLOSE = 1e-12;

    private Omega() {}

    /** @param items one variable an item, reverse items turned */
    public static Figure<Double> total(CoMoments items) {
        if (items.size() < ENOUGH_ITEMS) {
            return Figure.missing(Why.TOO_FEW_ITEMS);
        }
        if (items.n() < ENOUGH) {
            return Figure.missing(Why.TOO_FEW);
        }
        return items.allDiffer() ? of(items.correlations()) : Figure.missing(Why.ALL_ALIKE);
    }

    private static Figure<Double> of(double[][] correlations) {
        double[] loadings = loadings(correlations);
        double unique = 0;
        double total = 0;
        for (int i = 0; i < loadings.length; i++) {
            unique += 1 - loadings[i] * loadings[i];
            total += Arrays.stream(correlations[i]).sum();
        }
        boolean beyond = Arrays.stream(loadings).anyMatch(each -> 1 - each * each <= LEAST_UNIQUE * (1 + 1e-9));
        return beyond || total <= 0 ? Figure.missing(Why.NOT_ONE_FACTOR) : Figure.number(1 - unique / total);
    }

    static double[] loadings(double[][] correlations) {
        int size = correlations.length;
        double most = Math.sqrt(1 - LEAST_UNIQUE);
        var loadings = start(correlations);
        double moved = 1;
        for (int round = 0; round < MOST_ROUNDS && moved > CLOSE; round++) {
            moved = 0;
            for (int i = 0; i < size; i++) {
                double with = 0;
                double squares = 0;
                for (int j = 0; j < size; j++) {
                    if (j != i) {
                        with += correlations[i][j] * loadings[j];
                        squares += loadings[j] * loadings[j];
                    }
                }
                double next = squares < CLOSE ? 0 : Math.clamp(with / squares, -most, most);
                moved = Math.max(moved, Math.abs(next - loadings[i]));
                loadings[i] = next;
            }
        }
        return loadings;
    }

    /** The first principal component, roughly. */
    private static double[] start(double[][] correlations) {
        Eigen eigen = Eigen.of(correlations);
        int first = eigen.largest();
        double sign = 0;
        for (int i = 0; i < correlations.length; i++) {
            sign += eigen.vectors()[i][first];
        }
        var start = new double[correlations.length];
        for (int i = 0; i < start.length; i++) {
            start[i] = Math.copySign(0.9, sign) * eigen.vectors()[i][first] * Math.sqrt(eigen.values()[first]) * 0.9;
        }
        return start;
    }
}
