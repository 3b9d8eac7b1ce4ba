package org.takeup.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Finds for each person who tries something out one who is alike. Nearest neighbour without putting back: those who try it out
 * choose one after the other, in a given order, whoever of the rest is nearest, if they are within the caliper. The distance
 * is Euclid's over past take-up and weeks enrolled, each in its standard deviation over both groups, and 1 more where the
 * unit is another. Who finds nobody is left out of the comparison. (P. R. Rosenbaum and D. B. Rubin, The American
 * Statistician 39, 1985: calipers; P. C. Austin, Statistics in Medicine 28, 2009: standardised differences.) Pure. Takes time
 * as the product of the two numbers of people; {@link Grid} is for many.
 */
public final class Matching {
    private Matching() {}

    /** What somebody is known by. @param takeUp share of baseline weeks in which they took part @param enrolled weeks */
    public record Likeness(String person, String unit, double takeUp, double enrolled) {}

    /** Two who are alike. */
    public record Pair(Likeness pilot, Likeness other) {}

    /** @param balance of take-up, weeks enrolled and unit */
    public record Matched(List<Pair> pairs, List<Balance> balance) {
        public Matched {
            pairs = List.copyOf(pairs);
            balance = List.copyOf(balance);
        }
    }

    /** @param pilots in the order in which they choose @param caliper the greatest distance of a pair */
    public static Matched of(List<Likeness> pilots, List<Likeness> pool, double caliper) {
        double takeUp = spread(pilots, pool, Likeness::takeUp);
        double enrolled = spread(pilots, pool, Likeness::enrolled);
        var left = new ArrayList<>(pool);
        var pairs = new ArrayList<Pair>();
        for (Likeness pilot : pilots) {
            int nearest = -1;
            double least = caliper;
            for (int i = 0; i < left.size(); i++) {
                double distance = distance(pilot, left.get(i), takeUp, enrolled);
                if (distance < least || distance == least && nearest < 0) {
                    least = distance;
                    nearest = i;
                }
            }
            if (nearest >= 0) {
                pairs.add(new Pair(pilot, left.remove(nearest)));
            }
        }
        return new Matched(pairs, balances(pilots, pool, pairs));
    }

    /** Of past take-up and of weeks enrolled. */
    static List<Balance> balances(List<Likeness> pilots, List<Likeness> pool, List<Pair> pairs) {
        List<Likeness> matched = pairs.stream().map(Pair::pilot).toList();
        List<Likeness> others = pairs.stream().map(Pair::other).toList();
        return List.of(
                balance("Past take-up", pilots, pool, matched, others, Likeness::takeUp),
                balance("Weeks enrolled", pilots, pool, matched, others, Likeness::enrolled));
    }

    private static double distance(Likeness one, Likeness other, double takeUp, double enrolled) {
        double first = takeUp == 0 ? 0 : (one.takeUp() - other.takeUp()) / takeUp;
        double second = enrolled == 0 ? 0 : (one.enrolled() - other.enrolled()) / enrolled;
        double unit = one.unit().equals(other.unit()) ? 0 : 1;
        return Math.sqrt(first * first + second * second + unit);
    }

    private static double spread(List<Likeness> pilots, List<Likeness> pool, ToDoubleFunction<Likeness> what) {
        return Math.sqrt((variance(pilots, what) + variance(pool, what)) / 2);
    }

    /** Both by the spread before matching, so that matching cannot look better by making the groups less varied. */
    private static Balance balance(
            String name,
            List<Likeness> pilots,
            List<Likeness> pool,
            List<Likeness> matched,
            List<Likeness> others,
            ToDoubleFunction<Likeness> what) {
        double spread = spread(pilots, pool, what);
        return new Balance(
                name,
                spread == 0 ? 0 : (mean(pilots, what) - mean(pool, what)) / spread,
                spread == 0 ? 0 : (mean(matched, what) - mean(others, what)) / spread);
    }

    private static double mean(List<Likeness> all, ToDoubleFunction<Likeness> what) {
        return all.stream().mapToDouble(what).average().orElse(0);
    }

    private static double variance(List<Likeness> all, ToDoubleFunction<Likeness> what) {
        double mean = mean(all, what);
        return all.size() < 2
                ? 0
                : all.stream()
                                .mapToDouble(each -> Math.pow(what.applyAsDouble(each) - mean, 2))
                                .sum()
                        / (all.size() - 1);
    }
}
