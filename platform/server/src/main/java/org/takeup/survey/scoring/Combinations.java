package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be added and subtracted of published sums: all combinations that have nothing of some people's answers, as a basis of
 * vectors of one number a sum. For one thread.
 */
final class Combinations {
    /** Below this a part of an answer is a rounding error. The largest number of a combination is 1. */
    static final double NOTHING = 1e-9;

    private final Published published;
    private final Effort effort;
    private final List<Vector> basis;

    /** @param hasItems whether there is an item in it, and not only scores */
    private record Vector(double[] numbers, boolean hasItems) {}

    private Combinations(List<Vector> basis, Published published, Effort effort) {
        this.basis = basis;
        this.published = published;
        this.effort = effort;
    }

    /** All of them. */
    static Combinations of(Published published, Effort effort) {
        List<Vector> basis = new ArrayList<>();
        for (int i = 0; i < published.size(); i++) {
            double[] one = published.nothing();
            one[i] = 1;
            basis.add(new Vector(one, published.hasItems(one)));
        }
        return new Combinations(basis, published, effort);
    }

    /** Another one that begins with the same. */
    Combinations copy() {
        return new Combinations(new ArrayList<>(basis), published, effort);
    }

    List<double[]> basis() {
        return basis.stream().map(Vector::numbers).toList();
    }

    int size() {
        return basis.size();
    }

    /** Whether any of them has something of these answers. */
    boolean has(Published.Portion portion) {
        var added = new double[portion.answers()];
        return basis.stream().anyMatch(combination -> has(combination, portion, added));
    }

    private boolean has(Vector combination, Published.Portion portion, double[] added) {
        effort.spend(published.parts().size());
        if (!combination.hasItems() && !portion.isScoredIn(combination.numbers())) {
            return false;
        }
        effort.spend(portion.cost());
        return portion.in(combination.numbers(), added);
    }

    /**
     * Keeps those that have nothing of these answers: eliminates one answer after the other.
     *
     * @return whether there are fewer now
     */
    boolean without(Published.Portion portion) {
        List<double[]> with = new ArrayList<>();
        List<double[]> sums = new ArrayList<>();
        var added = new double[portion.answers()];
        List<Vector> rest = new ArrayList<>();
        for (Vector combination : basis) {
            if (has(combination, portion, added)) {
                with.add(combination.numbers().clone());
                sums.add(added.clone());
            } else {
                rest.add(combination);
            }
        }
        if (with.isEmpty()) {
            return false;
        }
        for (int answer = 0; answer < added.length && !with.isEmpty(); answer++) {
            eliminate(with, sums, answer);
        }
        for (double[] combination : with) {
            bringToOne(combination);
            rest.add(new Vector(combination, published.hasItems(combination)));
        }
        basis.clear();
        basis.addAll(rest);
        return true;
    }

    private void eliminate(List<double[]> with, List<double[]> sums, int answer) {
        int largest = 0;
        for (int i = 1; i < sums.size(); i++) {
            if (Math.abs(sums.get(i)[answer]) > Math.abs(sums.get(largest)[answer])) {
                largest = i;
            }
        }
        if (Math.abs(sums.get(largest)[answer]) <= NOTHING) {
            return;
        }
        double[] sum = takeOut(sums, largest);
        double[] combination = takeOut(with, largest);
        for (int i = 0; i < with.size(); i++) {
            double times = sums.get(i)[answer] / sum[answer];
            if (times != 0) {
                less(with.get(i), combination, times);
                less(sums.get(i), sum, times);
                effort.spend(combination.length + sum.length);
            }
        }
    }

    /** The order does not matter: the last one takes its place. */
    private static double[] takeOut(List<double[]> from, int at) {
        double[] last = from.removeLast();
        return at == from.size() ? last : from.set(at, last);
    }

    private static void less(double[] one, double[] other, double times) {
        for (int i = 0; i < one.length; i++) {
            one[i] -= times * other[i];
        }
    }

    private static void bringToOne(double[] combination) {
        double largest = 0;
        for (double each : combination) {
            largest = Math.max(largest, Math.abs(each));
        }
        for (int i = 0; i < combination.length && largest > 0; i++) {
            combination[i] /= largest;
        }
    }
}
