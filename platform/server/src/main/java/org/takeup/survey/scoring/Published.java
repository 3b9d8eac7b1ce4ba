package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.takeup.survey.scoring.Gaps.Part;
import org.takeup.survey.scoring.LeftOut.Alike;

/**
 * The sums that are shown of scales which share items, each with a number: a scale's total, its units, and items. And how much
 * of somebody's answers is in each. A total that is the sum of what its units show has no number: it is one of their
 * combinations. For one thread.
 */
final class Published {
    private static final int NOT_SHOWN = -1;

    private final List<Part> parts;
    private final List<String> units;
    private final BitSet items = new BitSet();
    private final double[][] weights;
    private final int[][] partsOf;
    private final int[] total;
    private final int[][] ofUnit;
    private final int[] ofItem;
    private int firstItem;
    private int size;

    /** As {@link ScaleTally} and {@link ItemTally} decide. @param people how many did the same */
    Published(List<Part> parts, Map<Alike, Integer> people, int smallest, Columns columns) {
        this.parts = parts;
        parts.forEach(part -> items.or(part.items()));
        var names = new TreeSet<String>();
        people.keySet().forEach(alike -> names.add(alike.unit()));
        this.units = List.copyOf(names);
        this.weights = new double[parts.size()][items.length()];
        this.partsOf = new int[items.length()][];
        this.total = new int[parts.size()];
        this.ofUnit = new int[parts.size()][units.size()];
        this.ofItem = new int[items.length()];
        items.stream().forEach(item -> partsOf[item] = partsWith(item));
        for (int part = 0; part < parts.size(); part++) {
            for (var weight : parts.get(part).weights().entrySet()) {
                weights[part][weight.getKey()] = weight.getValue();
            }
        }
        number(new Counts(people), smallest, columns);
    }

    private int[] partsWith(int item) {
        var with = new ArrayList<Integer>();
        for (int part = 0; part < parts.size(); part++) {
            if (parts.get(part).items().get(item)) {
                with.add(part);
            }
        }
        return with.stream().mapToInt(Integer::intValue).toArray();
    }

    /** How many people have a score, by scale and unit, and answered, by item. */
    private final class Counts {
        private final long[][] scored = new long[parts.size()][units.size()];
        private final long[] answered = new long[items.length()];

        Counts(Map<Alike, Integer> people) {
            people.forEach((alike, many) -> {
                int unit = unit(alike);
                for (int part = 0; part < parts.size(); part++) {
                    if (isScored(parts.get(part), alike.answered())) {
                        scored[part][unit] += many;
                    }
                }
                for (int item = next(alike, 0); item >= 0; item = next(alike, item + 1)) {
                    answered[item] += many;
                }
            });
        }

        private int next(Alike alike, int from) {
            int item = alike.answered().nextSetBit(from);
            return item < answered.length ? item : -1;
        }
    }

    private void number(Counts counts, int smallest, Columns columns) {
        for (int part = 0; part < parts.size(); part++) {
            long[] sizes = counts.scored[part];
            total[part] = NOT_SHOWN;
            Arrays.fill(ofUnit[part], NOT_SHOWN);
            if (Arrays.stream(sizes).sum() >= smallest) {
                boolean[] shown = Suppression.shown(sizes, smallest);
                boolean all = true;
                for (int unit = 0; unit < sizes.length; unit++) {
                    if (shown[unit] && columns.isTold(parts.get(part).scale(), units.get(unit))) {
                        ofUnit[part][unit] = size++;
                    } else {
                        all &= sizes[unit] == 0;
                    }
                }
                if (!all) {
                    total[part] = size++;
                }
            }
        }
        firstItem = size;
        for (int item = 0; item < ofItem.length; item++) {
            ofItem[item] = items.get(item) && counts.answered[item] >= smallest ? size++ : NOT_SHOWN;
        }
        // What is not shown is read from one more place, where there is always nothing.
        pointToNothing(total);
        pointToNothing(ofItem);
        Arrays.stream(ofUnit).forEach(this::pointToNothing);
    }

    private void pointToNothing(int[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numbers[i] == NOT_SHOWN ? size : numbers[i];
        }
    }

    private static boolean isScored(Part part, BitSet answered) {
        return part.answeredOf(answered) >= Math.max(1, part.scale().minAnswered());
    }

    /** How many sums there are. */
    int size() {
        return size;
    }

    /** Whether a combination has anything of an item. Their numbers come last. */
    boolean hasItems(double[] combination) {
        for (int number = firstItem; number < size; number++) {
            if (combination[number] != 0) {
                return true;
            }
        }
        return false;
    }

    /** A combination of nothing, with a place for each sum. */
    double[] nothing() {
        return new double[size + 1];
    }

    BitSet items() {
        return items;
    }

    List<Part> parts() {
        return parts;
    }

    private int unit(Alike alike) {
        return Collections.binarySearch(units, alike.unit());
    }

    /** Whether the score of a unit on a scale is shown. */
    boolean isShown(Part part, String unit) {
        int at = Collections.binarySearch(units, unit);
        return at >= 0 && ofUnit[parts.indexOf(part)][at] < size;
    }

    /** The scales of which a combination has anything. */
    Set<Part> in(double[] combination) {
        var in = new HashSet<Part>();
        for (int part = 0; part < parts.size(); part++) {
            boolean any = isAnything(combination[total[part]]);
            for (int number : ofUnit[part]) {
                any |= isAnything(combination[number]);
            }
            if (any) {
                in.add(parts.get(part));
            }
        }
        return in;
    }

    /** The scales of which a combination has more of one unit than of another: it is not made of their totals only. */
    Set<Part> byUnit(double[] combination) {
        var byUnit = new HashSet<Part>();
        for (int part = 0; part < parts.size(); part++) {
            double[] shown = Arrays.stream(ofUnit[part])
                    .filter(number -> number < size)
                    .mapToDouble(number -> combination[number])
                    .toArray();
            // Where the total has a number, units that are not shown have a part in it.
            double same = total[part] < size || shown.length == 0 ? 0 : shown[0];
            if (Arrays.stream(shown).anyMatch(each -> isAnything(each - same))) {
                byUnit.add(parts.get(part));
            }
        }
        return byUnit;
    }

    private static boolean isAnything(double number) {
        return Math.abs(number) > Combinations.NOTHING;
    }

    /** Made anew each time: where a hundred thousand people skip this and that, keeping them fills the memory. */
    Portion portion(Alike alike) {
        return new Portion(alike);
    }

    /**
     * How much of somebody's answers is in which sums. Answers are taken on 0 to 100, as given: a turned one counts with minus,
     * and what it is turned from is known.
     */
    final class Portion {
        private final int unit;
        private final int[] answered;
        /** What an answer of weight 1 adds to the score, by scale; 0 without a score. */
        private final double[] own = new double[parts.size()];

        private final double[] of = new double[parts.size()];

        private Portion(Alike alike) {
            unit = unit(alike);
            answered = alike.answered().stream().filter(items::get).toArray();
            for (int part = 0; part < own.length; part++) {
                if (isScored(parts.get(part), alike.answered())) {
                    double sum = 0;
                    for (int item : answered) {
                        sum += Math.abs(weights[part][item]);
                    }
                    own[part] = Double.isFinite(1 / sum) ? 1 / sum : 0;
                }
            }
        }

        int answers() {
            return answered.length;
        }

        /** Multiplications, at most. */
        int cost() {
            return own.length + 2 * answered.length;
        }

        /** Whether a combination without items can have anything: it has of other units only, most of the time. */
        boolean isScoredIn(double[] combination) {
            for (int part = 0; part < own.length; part++) {
                if (own[part] * (combination[total[part]] + combination[ofUnit[part][unit]]) != 0) {
                    return true;
                }
            }
            return false;
        }

        /** What a combination has of each answer. @return whether it has anything */
        boolean in(double[] combination, double[] added) {
            for (int part = 0; part < own.length; part++) {
                of[part] = own[part] * (combination[total[part]] + combination[ofUnit[part][unit]]);
            }
            boolean any = false;
            for (int i = 0; i < answered.length; i++) {
                int item = answered[i];
                double sum = combination[ofItem[item]];
                for (int part : partsOf[item]) {
                    sum += weights[part][item] * of[part];
                }
                added[i] = sum;
                any |= isAnything(sum);
            }
            return any;
        }
    }
}
