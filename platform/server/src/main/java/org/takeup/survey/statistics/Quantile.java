package org.takeup.survey.statistics;

import java.util.function.DoubleUnaryOperator;

/** Where a distribution function reaches a share, by halving: slow beside a closed form, and sure. */
final class Quantile {
    private static final int MOST_STEPS = 300;
    private static final double CLOSE = 1e-14;

    private Quantile() {}

    /**
     * The x of at least 0 at which a function that does not fall reaches the share.
     *
     * @param below the distribution function; tends to 1
     */
    static double ofPositive(double share, DoubleUnaryOperator below) {
        double low = 0;
        double high = 1;
        while (below.applyAsDouble(high) < share && high < Double.MAX_VALUE / 4) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < MOST_STEPS && high - low > CLOSE * high; i++) {
            double middle = (low + high) / 2;
            if (below.applyAsDouble(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
