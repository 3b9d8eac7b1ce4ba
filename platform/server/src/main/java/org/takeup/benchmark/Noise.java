package org.takeup.benchmark;

import java.util.random.RandomGenerator;

/**
 * Draws from the distributions that differential privacy needs, exactly: whole numbers only, so that no rounding of a
 * floating-point number gives away what was added to (Mironov 2012). After Canonne, Kamath and Steinke, "The Discrete
 * Gaussian for Differential Privacy" (2020), algorithms 1 and 2. Safe to share if the source of randomness is.
 */
final class Noise {
    private final RandomGenerator random;

    /** @param random a {@link java.security.SecureRandom} for anything that is published */
    Noise(RandomGenerator random) {
        this.random = random;
    }

    /** A number from 0 to {@code bound - 1}, each as likely. */
    long below(long bound) {
        return random.nextLong(bound);
    }

    private boolean bernoulli(long numerator, long denominator) {
        return below(denominator) < numerator;
    }

    /** True with probability {@code exp(-numerator / denominator)}. Neither may be negative. */
    boolean bernoulliExp(long numerator, long denominator) {
        for (long whole = numerator / denominator; whole > 0; whole--) {
            if (!bernoulliExpOfShare(1, 1)) {
                return false;
            }
        }
        return bernoulliExpOfShare(numerator % denominator, denominator);
    }

    /** For an exponent from 0 to 1. */
    private boolean bernoulliExpOfShare(long numerator, long denominator) {
        long k = 1;
        while (bernoulli(numerator, Math.multiplyExact(denominator, k))) {
            k++;
        }
        return k % 2 == 1;
    }

    /** Discrete Laplace noise: a whole number y with probability in proportion to {@code exp(-|y| / scale)}. */
    long laplace(long scale) {
        while (true) {
            long rest = below(scale);
            if (!bernoulliExp(rest, scale)) {
                continue;
            }
            long whole = 0;
            while (bernoulliExpOfShare(1, 1)) {
                whole++;
            }
            long size = Math.addExact(rest, Math.multiplyExact(scale, whole));
            boolean negative = below(2) == 1;
            if (negative && size == 0) {
                continue;
            }
            return negative ? -size : size;
        }
    }

    /** The smallest m for which discrete Laplace noise of this scale is beyond -m to m in at most 5 % of all draws. */
    static long bound(long scale) {
        double ratio = Math.exp(-1.0 / scale);
        return (long) Math.ceil(-scale * Math.log(0.05 * (1 + ratio) / 2)) - 1;
    }
}
