package org.takeup.survey.scoring;

/** Mean and variance of numbers that come one after the other (Welford 1962): no list, no loss by cancellation. */
final class Moments {
    private long n;
    private double mean;
    private double squares;

    void add(double value) {
        n++;
        double before = value - mean;
        mean += before / n;
        squares += before * (value - mean);
    }

    long n() {
        return n;
    }

    double mean() {
        return mean;
    }

    /** Of the sample, with n - 1 below. 0 for fewer than two values. */
    double variance() {
        return n < 2 ? 0 : squares / (n - 1);
    }
}
