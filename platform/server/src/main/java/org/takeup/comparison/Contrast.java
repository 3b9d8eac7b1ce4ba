package org.takeup.comparison;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.takeup.survey.statistics.Interval;
import org.takeup.survey.statistics.StudentT;

/**
 * What changed in a group of people who were treated, less what changed in others (difference-in-differences).
 *
 * <p>The interval is cluster-robust by unit from {@link #ENOUGH_UNITS} units on: with d the change of a person and T whether they were
 * treated, the regression of d on T has the variance sum over units of (sum of (T - mean T) e)^2, divided by (sum of (T - mean
 * T)^2)^2, times G / (G - 1) x (n - 1) / (n - 2), and Student's t with G - 1 degrees of freedom (K.-Y. Liang and S. L. Zeger,
 * Biometrika 73, 1986; CR1). With fewer units it is that of a permutation test: the differences that are not refused at
 * 5 % when the labels are dealt anew 999 times as the design dealt them (R. A. Fisher, The Design of Experiments, 1935).
 * Pure; the same input gives the same figures.
 *
 * @param treated how many people @param others how many people they are compared with
 * @param difference of the changes; of before/after the change alone
 * @param interval 95 %; none where it is not defined
 * @param method by which the interval comes about, in words
 */
public record Contrast(
        int treated,
        int others,
        double treatedBefore,
        double treatedAfter,
        double othersBefore,
        double othersAfter,
        double difference,
        Optional<Interval> interval,
        String method) {
    /** Fewer units say too little about how much units differ. */
    public static final int ENOUGH_UNITS = 20;

    private static final int DEALS = 999;
    private static final double LEVEL = 0.05;
    private static final int HALVINGS = 60;
    private static final double ROUNDING = 1e-12;

    /** How labels are dealt anew. */
    public enum Dealing {
        /** Among all. */
        ANYHOW,
        WITHIN_UNITS,
        WITHIN_PAIRS,
        /** There is nobody to compare with: the change alone, with Student's t. */
        NOBODY_ELSE;

        boolean compares() {
            return this != NOBODY_ELSE;
        }
    }

    /** What a person did. @param pair 0 if there are no pairs */
    public record Seen(boolean treated, String unit, int pair, double before, double after) {
        /** What is different afterwards. */
        public double change() {
            return after - before;
        }
    }

    /** @param seed of the permutations */
    public static Contrast of(List<Seen> all, Dealing dealing, long seed) {
        List<Seen> pilot = all.stream().filter(Seen::treated).toList();
        List<Seen> others = all.stream().filter(each -> !each.treated()).toList();
        double change = mean(pilot, true) - mean(pilot, false);
        double difference = dealing.compares() ? change - (mean(others, true) - mean(others, false)) : change;
        long units = all.stream().map(Seen::unit).distinct().count();
        Optional<Interval> interval = dealing.compares() ? Optional.empty() : alone(pilot);
        String method = "Student's t over the changes of people";
        if (units >= ENOUGH_UNITS && dealing.compares()) {
            interval = clustered(all, difference);
            method = "Student's t with standard errors that allow for likeness within each of " + units
                    + " units (cluster-robust, CR1)";
        }
        if (interval.isEmpty() && dealing.compares()) {
            interval = permuted(all, dealing, difference, seed);
            method = "permutation test, labels dealt anew " + DEALS + " times as the design deals them; " + units
                    + (units == 1 ? " unit says" : " units say") + " too little for a cluster-robust interval";
        }
        return new Contrast(
                pilot.size(),
                others.size(),
                mean(pilot, false),
                mean(pilot, true),
                mean(others, false),
                mean(others, true),
                difference,
                interval,
                method);
    }

    /**
     * The smallest difference of two shares that would be seen four times in five: 2.8 x sqrt(p q (1/n + 1/m)), which for groups of
     * one size is 2.8 x sqrt(2 p q / n).
     */
    public static double detectable(double share, long pilot, long others) {
        return 2.8 * Math.sqrt(share * (1 - share) * (1.0 / pilot + 1.0 / others));
    }

    private static double mean(List<Seen> group, boolean after) {
        return group.stream()
                .mapToDouble(each -> after ? each.after() : each.before())
                .average()
                .orElse(0);
    }

    private static Optional<Interval> alone(List<Seen> pilot) {
        int n = pilot.size();
        double mean = pilot.stream().mapToDouble(Seen::change).average().orElse(0);
        double squares = pilot.stream()
                .mapToDouble(each -> Math.pow(each.change() - mean, 2))
                .sum();
        if (n < 2 || squares == 0) {
            return Optional.empty();
        }
        double reach = StudentT.twoSided(1 - LEVEL, n - 1) * Math.sqrt(squares / (n - 1) / n);
        return Optional.of(new Interval(mean - reach, mean + reach));
    }

    private static Optional<Interval> clustered(List<Seen> all, double difference) {
        int n = all.size();
        double share = all.stream().filter(Seen::treated).count() / (double) n;
        double pilot = meanChange(all, true);
        double others = meanChange(all, false);
        Map<String, Double> scores = new HashMap<>();
        double squares = 0;
        for (Seen each : all) {
            double centred = (each.treated() ? 1 : 0) - share;
            double rest = each.change() - (each.treated() ? pilot : others);
            scores.merge(each.unit(), centred * rest, Double::sum);
            squares += centred * centred;
        }
        double meat =
                scores.values().stream().mapToDouble(score -> score * score).sum();
        int units = scores.size();
        if (units < 2 || n < 3 || squares == 0 || meat <= ROUNDING) {
            return Optional.empty();
        }
        double correction = units / (units - 1.0) * (n - 1.0) / (n - 2.0);
        double error = Math.sqrt(meat * correction) / squares;
        double reach = StudentT.twoSided(1 - LEVEL, units - 1) * error;
        return Optional.of(new Interval(difference - reach, difference + reach));
    }

    private static double meanChange(List<Seen> all, boolean pilot) {
        return all.stream()
                .filter(each -> each.treated() == pilot)
                .mapToDouble(Seen::change)
                .average()
                .orElse(0);
    }

    /** The differences of changes, and of labels, for labels dealt anew. */
    private record Deals(double[] changes, double[] labels) {
        /** The share of deals that look at least as extreme as the true one, if the effect were this. */
        double p(double difference, double effect) {
            int extreme = 1;
            double seen = Math.abs(difference - effect) - ROUNDING;
            for (int i = 0; i < changes.length; i++) {
                if (Math.abs(changes[i] - effect * labels[i]) >= seen) {
                    extreme++;
                }
            }
            return extreme / (changes.length + 1.0);
        }
    }

    private static Optional<Interval> permuted(List<Seen> all, Dealing dealing, double difference, long seed) {
        Deals deals = deals(all, dealing, seed);
        double spread = Arrays.stream(deals.changes()).map(Math::abs).max().orElse(0);
        if (spread <= ROUNDING) {
            return Optional.empty();
        }
        return Optional.of(new Interval(end(deals, difference, -spread), end(deals, difference, spread)));
    }

    /** The farthest effect in this direction that is not refused; twenty spreads away if none is. */
    private static double end(Deals deals, double difference, double step) {
        double inside = 0;
        double outside = step;
        while (deals.p(difference, difference + outside) > LEVEL) {
            inside = outside;
            outside *= 2;
            if (Math.abs(outside) > 20 * Math.abs(step)) {
                return difference + outside;
            }
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (inside + outside) / 2;
            if (deals.p(difference, difference + middle) > LEVEL) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return difference + inside;
    }

    private static Deals deals(List<Seen> all, Dealing dealing, long seed) {
        Map<String, List<Integer>> blocks = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            String block = switch (dealing) {
                case ANYHOW, NOBODY_ELSE -> "";
                case WITHIN_UNITS -> all.get(i).unit();
                case WITHIN_PAIRS -> String.valueOf(all.get(i).pair());
            };
            blocks.computeIfAbsent(block, _ -> new java.util.ArrayList<>()).add(i);
        }
        List<int[]> places = blocks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(block ->
                        block.getValue().stream().mapToInt(Integer::intValue).toArray())
                .toList();
        double[] changes = all.stream().mapToDouble(Seen::change).toArray();
        boolean[] labels = new boolean[changes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = all.get(i).treated();
        }
        var random = new SplittableRandom(seed);
        var dealt = labels.clone();
        double[] byChange = new double[DEALS];
        double[] byLabel = new double[DEALS];
        for (int deal = 0; deal < DEALS; deal++) {
            places.forEach(block -> shuffle(dealt, block, random));
            count(deal, dealt, labels, changes, byChange, byLabel);
        }
        return new Deals(byChange, byLabel);
    }

    private static void shuffle(boolean[] labels, int[] block, SplittableRandom random) {
        for (int i = block.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            boolean label = labels[block[i]];
            labels[block[i]] = labels[block[other]];
            labels[block[other]] = label;
        }
    }

    private static void count(
            int deal, boolean[] dealt, boolean[] labels, double[] changes, double[] byChange, double[] byLabel) {
        int pilots = 0;
        int kept = 0;
        double pilot = 0;
        double others = 0;
        for (int i = 0; i < dealt.length; i++) {
            if (dealt[i]) {
                pilots++;
                pilot += changes[i];
                kept += labels[i] ? 1 : 0;
            } else {
                others += changes[i];
            }
        }
        int rest = dealt.length - pilots;
        byChange[deal] = pilot / pilots - others / rest;
        // Of those who are dealt "pilot", and of the rest, the share who truly tried it out.
        byLabel[deal] = (double) kept / pilots - (double) (pilots - kept) / rest;
    }
}
