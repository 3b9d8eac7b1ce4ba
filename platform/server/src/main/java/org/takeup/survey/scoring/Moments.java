package org.takeup.survey.scoring;

/** Mean and variance of numbers that come one after the other (Welford 1962): no list, no loss by cancellation. */
final class Moments {
    private long n;
    private double mean;
    private double squares;

    /** As if these had been added one after the other. */
    static Moments of(long n, double sum, double sumOfSquares) {
        var moments = new Moments();
        moments.n = n;
        moments.mean = n == 0 ? 0 : sum / n;
        moments.squares = Math.max(0, sumOfSquares - sum * moments.mean);
        return moments;
    }

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
