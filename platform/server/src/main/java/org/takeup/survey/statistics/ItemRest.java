package org.takeup.survey.statistics;

import org.takeup.survey.statistics.Figure.Why;

/** How an item goes with the others of its scale. */
public final class ItemRest {
    private ItemRest() {}

    /**
     * The correlation of an item with the sum of the others (the corrected item-total correlation; {@code r.drop} of R's
     * psych).
     */
    public static Figure<Double> of(CoMoments items, int item) {
        if (items.size() < 2) {
            return Figure.missing(Why.TOO_FEW_ITEMS);
        }
        double together = 0;
        double rest = 0;
        for (int i = 0; i < items.size(); i++) {
            if (i != item) {
                together += items.covariance(i, item);
                for (int j = 0; j < items.size(); j++) {
                    rest += j == item ? 0 : items.covariance(i, j);
                }
            }
        }
        return CoMoments.differs(rest) && CoMoments.differs(items.variance(item))
                ? Figure.number(Math.clamp(together / Math.sqrt(rest * items.variance(item)), -1, 1))
                : Figure.missing(Why.ALL_ALIKE);
    }
}
