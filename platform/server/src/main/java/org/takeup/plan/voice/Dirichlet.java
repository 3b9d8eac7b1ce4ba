package org.takeup.plan.voice;

import java.util.ArrayList;
import java.util.List;
import org.takeup.survey.statistics.BetaInterval;
import org.takeup.survey.statistics.Interval;

/**
 * What is believed about shares that add up to 1: a Dirichlet distribution. An answer to one of the places adds 1 to its
 * parameter; so the order of answers does not matter, and a belief is as good as so many answers as its parameters add up
 * to (Gelman et al., Bayesian Data Analysis, 3.4).
 *
 * @param alpha its parameters, each above 0
 */
record Dirichlet(List<Double> alpha) {
    Dirichlet {
        alpha = List.copyOf(alpha);
        if (alpha.isEmpty() || alpha.stream().anyMatch(each -> !(each > 0) || !Double.isFinite(each))) {
            throw new IllegalArgumentException("Each parameter is above 0");
        }
    }

    /** A belief in these shares that is as good as so many answers. @param shares each above 0; add up to 1 */
    static Dirichlet believing(List<Double> shares, double strength) {
        return new Dirichlet(shares.stream().map(share -> share * strength).toList());
    }

    /** The belief after so many answers to each place. @param counts none below 0 */
    Dirichlet after(List<Long> counts) {
        if (counts.size() != alpha.size() || counts.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("One count a place, none below 0");
        }
        List<Double> next = new ArrayList<>();
        for (int i = 0; i < alpha.size(); i++) {
            next.add(alpha.get(i) + counts.get(i));
        }
        return new Dirichlet(next);
    }

    /** The share to expect of a place. */
    double mean(int place) {
        return alpha.get(place) / total();
    }

    /** Where the share of some places together lies with this probability: their sum has a beta distribution. */
    Interval middle(double probability, List<Integer> places) {
        double own = places.stream().mapToDouble(alpha::get).sum();
        double others = total() - own;
        return others <= 0 ? new Interval(1, 1) : BetaInterval.middle(probability, own, others);
    }

    private double total() {
        return alpha.stream().mapToDouble(Double::doubleValue).sum();
    }
}
