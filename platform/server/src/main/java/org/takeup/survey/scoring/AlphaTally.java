package org.takeup.survey.scoring;

import java.util.Optional;
import java.util.stream.IntStream;

/** Cronbach's alpha, k / (k - 1) * (1 - sum of item variances / variance of the sum), over complete rows as they come. */
final class AlphaTally {
    private final Moments[] items;
    private final Moments sums = new Moments();

    AlphaTally(int items) {
        this.items = IntStream.range(0, items).mapToObj(i -> new Moments()).toArray(Moments[]::new);
    }

    /** @param row one value an item, reverse items already turned */
    void add(double[] row) {
        double sum = 0;
        for (int i = 0; i < items.length; i++) {
            items[i].add(row[i]);
            sum += row[i];
        }
        sums.add(sum);
    }

    /** Nothing if it is not defined: one item only, one row only, or no differences between the rows. */
    Optional<Reliability> reliability() {
        int k = items.length;
        double total = sums.variance();
        if (k < 2 || sums.n() < 2 || total <= 0) {
            return Optional.empty();
        }
        double within = 0;
        for (Moments item : items) {
            within += item.variance();
        }
        return Optional.of(new Reliability((double) k / (k - 1) * (1 - within / total), sums.n()));
    }
}
