package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.statistics.Difference;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.ManyTests;

/**
 * What changed from one wave to a later one, as between two groups of different people: who answered twice is not known.
 * Works on released figures alone, so it shows nothing of what either wave hides, and nothing new to subtract from it.
 */
public final class Change {
    private static final double CHANCE = 0.05;

    private Change() {}

    /** How sure a change is. */
    public enum Verdict {
        HIGHER,
        LOWER,
        /** The interval includes 0, or so many comparisons make one like it by chance. */
        NOT_SURE
    }

    /**
     * One scale.
     *
     * @param difference points now less points before; missing where either wave shows no score, or all answered alike
     * @param verdict not sure where there is no difference
     * @param asked whether both waves asked the same in the same way; if not, nothing is compared
     * @param units those that both waves show, in order; not all others together, who are different ones each time
     */
    public record OfScale(
            Scale scale, boolean asked, Figure<Difference> difference, Verdict verdict, List<OfUnit> units) {
        public OfScale {
            units = List.copyOf(units);
        }
    }

    /** One unit on a scale. */
    public record OfUnit(String unit, Difference difference, Verdict verdict) {}

    /** In the order of the later wave's scales. Totals and units are two families of comparisons, each adjusted as one. */
    public static List<OfScale> between(Tally.Released before, Tally.Released after) {
        List<Pair> pairs = after.scales().stream()
                .map(scale -> new Pair(scale, same(scale, before, after)))
                .toList();
        var totals = new Family();
        var units = new Family();
        pairs.forEach(pair -> {
            pair.total().value().ifPresent(totals::add);
            pair.units().forEach(unit -> units.add(unit.difference()));
        });
        totals.close();
        units.close();
        return pairs.stream().map(pair -> pair.change(totals, units)).toList();
    }

    /** The scale of the earlier wave, if it rests on the same items asked in the same way. */
    private static Optional<ScaleResult> same(ScaleResult scale, Tally.Released before, Tally.Released after) {
        return before.scales().stream()
                .filter(each -> each.scale().id().equals(scale.scale().id()))
                .filter(each -> each.scale().items().equals(scale.scale().items())
                        && each.scale().minAnswered() == scale.scale().minAnswered())
                .filter(each -> scale.scale().items().stream()
                        .map(ItemRef::itemId)
                        .allMatch(id -> askedAlike(before.item(id), after.item(id))))
                .findFirst();
    }

    private static boolean askedAlike(Optional<Item> before, Optional<Item> after) {
        return before.isPresent()
                && after.isPresent()
                && before.get() instanceof Item.Rating one
                && after.get() instanceof Item.Rating other
                && one.scale().min() == other.scale().min()
                && one.scale().max() == other.scale().max()
                // A language that was added changes nothing for those who read another one.
                && one.text().byLanguage().entrySet().stream()
                        .allMatch(text -> text.getValue()
                                .equals(other.text().byLanguage().getOrDefault(text.getKey(), text.getValue())));
    }

    /** A scale now and before. */
    private record Pair(ScaleResult now, Optional<ScaleResult> then) {
        Figure<Difference> total() {
            return difference(then.flatMap(ScaleResult::total), now.total());
        }

        /** Without verdicts yet. */
        List<OfUnit> units() {
            var both = new ArrayList<OfUnit>();
            for (UnitScore unit : now.units()) {
                Optional<Score> earlier = then.stream()
                        .flatMap(scale -> scale.units().stream())
                        .filter(each -> !each.unit().isEmpty() && each.unit().equals(unit.unit()))
                        .flatMap(each -> each.score().stream())
                        .findFirst();
                difference(earlier, unit.score())
                        .value()
                        .ifPresent(found -> both.add(new OfUnit(unit.unit(), found, Verdict.NOT_SURE)));
            }
            return both;
        }

        private static Figure<Difference> difference(Optional<Score> before, Optional<Score> after) {
            return before.isEmpty() || after.isEmpty()
                    ? Figure.missing(Figure.Why.TOO_FEW)
                    : Difference.between(before.get().group(), after.get().group());
        }

        OfScale change(Family totals, Family units) {
            Figure<Difference> total = total();
            return new OfScale(
                    now.scale(),
                    then.isPresent(),
                    total,
                    total.value().map(totals::verdict).orElse(Verdict.NOT_SURE),
                    units().stream()
                            .map(unit -> new OfUnit(unit.unit(), unit.difference(), units.verdict(unit.difference())))
                            .toList());
        }
    }

    /** Comparisons that are shown together. */
    private static final class Family {
        private final List<Difference> all = new ArrayList<>();
        private double[] adjusted = {};

        void add(Difference difference) {
            all.add(difference);
        }

        void close() {
            adjusted =
                    ManyTests.adjusted(all.stream().mapToDouble(Difference::p).toArray());
        }

        Verdict verdict(Difference difference) {
            boolean chance = difference.interval().includes(0) || adjusted[all.indexOf(difference)] > CHANCE;
            return chance ? Verdict.NOT_SURE : difference.difference() > 0 ? Verdict.HIGHER : Verdict.LOWER;
        }
    }
}
