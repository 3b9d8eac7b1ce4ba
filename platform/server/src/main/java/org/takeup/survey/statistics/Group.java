package org.takeup.survey.statistics;

import org.takeup.survey.statistics.Figure.Why;

/**
 * What a comparison of means needs of a group.
 *
 * @param variance of the sample, with n - 1 below
 */
public record Group(long n, double mean, double variance) {
    /** The people of this group who are not in the part, by its sums. @param part some of the people of this group */
    public Figure<Group> without(Group part) {
        long left = n - part.n;
        if (left < 2) {
            return Figure.missing(Why.TOO_FEW);
        }
        double mean = (n * this.mean - part.n * part.mean) / left;
        double squares =
                squares() - part.squares() - part.n * square(part.mean - this.mean) - left * square(mean - this.mean);
        return Figure.of(new Group(left, mean, Math.max(0, squares / (left - 1))));
    }

    private double squares() {
        return variance * (n - 1);
    }

    private static double square(double value) {
        return value * value;
    }
}
