package org.takeup.survey.scoring;

import java.util.List;
import java.util.stream.IntStream;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.statistics.Alpha;
import org.takeup.survey.statistics.CoMoments;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.Figure.Why;
import org.takeup.survey.statistics.ItemRest;
import org.takeup.survey.statistics.Omega;

/** How the items of a scale go together, over complete rows as they come. Gaps are never filled. */
final class ItemsTally {
    private static final int ENOUGH_FOR_ITEMS = 30;

    private final Scale scale;
    private final CoMoments items;

    ItemsTally(Scale scale) {
        this.scale = scale;
        this.items = new CoMoments(scale.items().size());
    }

    /** @param row one value an item, reverse items already turned */
    void add(double[] row) {
        items.add(row);
    }

    Figure<Reliability> result(int threshold) {
        if (scale.index()) {
            return Figure.missing(Why.NOT_MEANT);
        }
        if (items.n() < threshold) {
            return Figure.missing(Why.TOO_FEW);
        }
        return Alpha.of(items)
                .then(alpha -> Figure.of(new Reliability(alpha, items.n(), Omega.total(items), fits(threshold))));
    }

    private Figure<List<Reliability.ItemFit>> fits(int threshold) {
        if (items.n() < Math.max(threshold, ENOUGH_FOR_ITEMS)) {
            return Figure.missing(Why.TOO_FEW);
        }
        return Figure.of(IntStream.range(0, items.size())
                .mapToObj(i -> new Reliability.ItemFit(
                        scale.items().get(i).itemId(), ItemRest.of(items, i), Alpha.without(items, i)))
                .toList());
    }
}
