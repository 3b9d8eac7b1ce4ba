package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What can be added and subtracted of published sums: all combinations that have nothing of some people's answers, as a basis of
 * vectors of one number a sum. For one thread.
 */
final class Combinations {
    /** Below this a part of an answer is a rounding error. The largest number of a combination is 1. */
    static final double NOTHING = 1e-9;

    private final Effort effort;
    private final List<double[]> basis;

    private Combinations(List<double[]> basis, Effort effort) {
        this.basis = basis;
        this.effort = effort;
    }

    /** All of them. */
    static Combinations of(Published published, Effort effort) {
        List<double[]> basis = new ArrayList<>();
        for (int i = 0; i < published.size(); i++) {
            double[] one = published.nothing();
            one[i] = 1;
            basis.add(one);
        }
        return new Combinations(basis, effort);
    }

    /** Another one that begins with the same. */
    Combinations copy() {
        return new Combinations(new ArrayList<>(basis), effort);
    }

    List<double[]> basis() {
        return basis;
    }

    int size() {
        return basis.size();
    }

    /** Whether any of them has something of these answers. */
    boolean has(Published.Portion portion) {
        var added = new double[portion.answers()];
        for (double[] combination : basis) {
            effort.spend(portion.cost());
            if (portion.in(combination, added)) {
                return true;
            }
        }
        return false;
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
        for (Iterator<double[]> each = basis.iterator(); each.hasNext(); ) {
            double[] combination = each.next();
            effort.spend(portion.cost());
            if (portion.in(combination, added)) {
                each.remove();
                with.add(combination.clone());
                sums.add(added.clone());
            }
        }
        if (with.isEmpty()) {
            return false;
        }
        for (int answer = 0; answer < added.length && !with.isEmpty(); answer++) {
            eliminate(with, sums, answer);
        }
        with.forEach(Combinations::bringToOne);
        basis.addAll(with);
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
