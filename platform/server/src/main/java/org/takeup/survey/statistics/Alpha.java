package org.takeup.survey.statistics;

import org.takeup.survey.statistics.Figure.Why;

/**
 * Cronbach's alpha with its interval.
 *
 * @param value k / (k - 1) * (1 - sum of the items' variances / variance of their sum) (Cronbach 1951); may be below 0
 * @param interval 95 % (Feldt 1965): 1 - (1 - alpha) F, with the quantiles of F at n - 1 and (n - 1)(k - 1)
 */
public record Alpha(double value, Interval interval) {
    private static final double TAIL = 0.025;

    /** @param items one variable an item, reverse items turned */
    public static Figure<Alpha> of(CoMoments items) {
        return value(items, -1).then(alpha -> withInterval(alpha, items.n(), items.size()));
    }

    /** Alpha of the other items, had this one not been asked. */
    public static Figure<Double> without(CoMoments items, int dropped) {
        return value(items, dropped);
    }

    private static Figure<Double> value(CoMoments items, int dropped) {
        int left = items.size() - (dropped < 0 ? 0 : 1);
        if (left < 2) {
            return Figure.missing(Why.TOO_FEW_ITEMS);
        }
        if (items.n() < 2) {
            return Figure.missing(Why.TOO_FEW);
        }
        double within = 0;
        double total = 0;
        for (int i = 0; i < items.size(); i++) {
            for (int j = 0; j < items.size(); j++) {
                if (i != dropped && j != dropped) {
                    total += items.covariance(i, j);
                    within += i == j ? items.variance(i) : 0;
                }
            }
        }
        return CoMoments.differs(total)
                ? Figure.number((double) left / (left - 1) * (1 - within / total))
                : Figure.missing(Why.ALL_ALIKE);
    }

    private static Figure<Alpha> withInterval(double alpha, long n, int items) {
        double d1 = n - 1.0;
        double d2 = d1 * (items - 1);
        double low = 1 - (1 - alpha) * FisherF.quantile(1 - TAIL, d1, d2);
        double high = 1 - (1 - alpha) * FisherF.quantile(TAIL, d1, d2);
        return Double.isFinite(low) && Double.isFinite(high)
                ? Figure.of(new Alpha(alpha, new Interval(low, high)))
                : Figure.missing(Why.UNDEFINED);
    }
}
