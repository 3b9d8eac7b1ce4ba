package org.takeup.survey.scoring;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Numbers as they come. Of the first 10,000 each is kept; of more, so many drawn at random, by a fixed seed, so that memory
 * does not grow and the same answers in the same order give the same figures. The mean is of all. For one thread.
 */
final class NumberTally {
    private static final int MOST_KEPT = 10_000;
    private static final int FIRST = 64;
    private static final long SEED = 20_261_126;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Moments all = new Moments();
    private double[] kept = new double[FIRST];
    private int size;

    void add(double number) {
        all.add(number);
        if (size < MOST_KEPT) {
            if (size == kept.length) {
                kept = Arrays.copyOf(kept, Math.min(2 * size, MOST_KEPT));
            }
            kept[size++] = number;
        } else {
            long place = random.nextLong(all.n());
            if (place < MOST_KEPT) {
                kept[(int) place] = number;
            }
        }
    }

    /** @throws IllegalStateException if there is no number */
    ItemResult.Numbers result() {
        if (size == 0) {
            throw new IllegalStateException("No number was counted");
        }
        double[] sorted = Arrays.copyOf(kept, size);
        Arrays.sort(sorted);
        return new ItemResult.Numbers(
                all.mean(), quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /** Between the two neighbours, as R's type 7 has it. */
    private static double quantile(double[] sorted, double share) {
        double place = (sorted.length - 1) * share;
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
