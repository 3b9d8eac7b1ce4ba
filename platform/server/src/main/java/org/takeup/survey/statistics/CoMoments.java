package org.takeup.survey.statistics;

/**
 * Means, variances and covariances of several variables over rows that come one after the other: the update of Welford
 * (1962) for sums of products about the mean. Memory is that of one matrix, however many rows there are, and nothing is
 * lost by subtracting large sums. Rows are complete: a row with a gap is not for here. For one thread.
 */
public final class CoMoments {
    private final int size;
    private final double[] means;
    private final double[] steps;
    /** The lower triangle, row by row. */
    private final double[] products;

    private long n;

    /** @param size how many variables */
    public CoMoments(int size) {
        this.size = size;
        this.means = new double[size];
        this.steps = new double[size];
        this.products = new double[size * (size + 1) / 2];
    }

    /** Counts one row. @param row one finite value a variable; not kept */
    public void add(double[] row) {
        n++;
        double kept = (n - 1) / (double) n;
        int at = 0;
        for (int i = 0; i < size; i++) {
            double step = row[i] - means[i];
            steps[i] = step;
            means[i] += step / n;
            double weighted = step * kept;
            for (int j = 0; j <= i; j++) {
                products[at++] += weighted * steps[j];
            }
        }
    }

    /** What was counted of some of the variables, in this order. */
    public CoMoments of(int... variables) {
        var some = new CoMoments(variables.length);
        some.n = n;
        int at = 0;
        for (int i = 0; i < variables.length; i++) {
            some.means[i] = means[variables[i]];
            for (int j = 0; j <= i; j++) {
                some.products[at++] = products[place(variables[i], variables[j])];
            }
        }
        return some;
    }

    private static int place(int one, int other) {
        int row = Math.max(one, other);
        return row * (row + 1) / 2 + Math.min(one, other);
    }

    /** Rows counted. */
    public long n() {
        return n;
    }

    /** Variables. */
    public int size() {
        return size;
    }

    public double mean(int variable) {
        return means[variable];
    }

    /** Of the sample, with n - 1 below. 0 for fewer than two rows. */
    public double covariance(int one, int other) {
        return n < 2 ? 0 : products[place(one, other)] / (n - 1);
    }

    public double variance(int variable) {
        return covariance(variable, variable);
    }

    /** All correlations. Of a variable without differences they are NaN: ask {@link #variance} first. */
    double[][] correlations() {
        var matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = i == j ? 1 : covariance(i, j) / Math.sqrt(variance(i) * variance(j));
            }
        }
        return matrix;
    }

    /** Whether every variable differs between rows, by more than the rounding of the machine. */
    boolean allDiffer() {
        for (int i = 0; i < size; i++) {
            if (!differs(variance(i))) {
                return false;
            }
        }
        return n > 1;
    }

    /** Whether a variance is more than the rounding of the machine, for values of the size of a response scale. */
    static boolean differs(double variance) {
        return variance > 1e-12;
    }
}
