package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.takeup.survey.statistics.Difference;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.ManyTests;

/**
 * Which units stand out from the rest of the wave: Welch's test of each shown unit against everybody else, with the p values
 * of all shown cells adjusted together. Works on released figures alone, so it cannot say more than they do.
 */
public final class StandingOut {
    private static final double CHANCE = 0.05;

    private StandingOut() {}

    /** One field of the table of units and scales. */
    public record Cell(String scaleId, String unit) {}

    /** To which side a unit stands out. */
    public enum Side {
        HIGHER,
        LOWER
    }

    private record Tested(Cell cell, Difference difference) {}

    /**
     * @param shown the scales of one table
     * @param threshold how many people the rest of the wave must be at least
     * @return the cells that stand out, no others
     */
    public static Map<Cell, Side> of(List<ScaleResult> shown, int threshold) {
        var tested = new ArrayList<Tested>();
        for (ScaleResult scale : shown) {
            for (UnitScore unit : scale.units()) {
                test(scale, unit, threshold)
                        .value()
                        .ifPresent(difference ->
                                tested.add(new Tested(new Cell(scale.scale().id(), unit.unit()), difference)));
            }
        }
        double[] adjusted = ManyTests.adjusted(
                tested.stream().mapToDouble(each -> each.difference().p()).toArray());
        var sides = new HashMap<Cell, Side>();
        for (int i = 0; i < adjusted.length; i++) {
            if (adjusted[i] <= CHANCE) {
                Tested each = tested.get(i);
                sides.put(each.cell(), each.difference().difference() > 0 ? Side.HIGHER : Side.LOWER);
            }
        }
        return sides;
    }

    private static Figure<Difference> test(ScaleResult scale, UnitScore unit, int threshold) {
        if (scale.total().isEmpty() || unit.score().isEmpty()) {
            return Figure.missing(Figure.Why.TOO_FEW);
        }
        Score own = unit.score().get();
        return scale.total()
                .get()
                .group()
                .without(own.group())
                .then(rest -> rest.n() < threshold
                        ? Figure.missing(Figure.Why.TOO_FEW)
                        : Difference.between(rest, own.group()));
    }
}
