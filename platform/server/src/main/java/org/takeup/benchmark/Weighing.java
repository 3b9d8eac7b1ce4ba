package org.takeup.benchmark;

import java.util.List;

/**
 * How much each organisation of a cell counts: as much as it has respondents, but nobody more than a quarter of the
 * whole. Rests on numbers of respondents only, never on answers.
 *
 * @param cap no weight is larger; 0 if there are too few organisations for any
 * @param total of all weights
 */
record Weighing(int organisations, long cap, long total) {
    static Weighing of(List<Contribution> members) {
        long cap = cap(members);
        return new Weighing(members.size(), cap, total(members, cap));
    }

    long weight(Contribution member) {
        return Math.min(member.n(), cap);
    }

    /** Whether there are enough organisations and, by weight, enough respondents. */
    boolean isEnough() {
        return organisations >= Budget.FEWEST_ORGANISATIONS && total >= Budget.FEWEST_RESPONDENTS;
    }

    /**
     * What is shown as more or less, in whole points: 95 % of all noise, what is lost in whole numbers, and rounding
     * upwards, so that it does not tell the number of respondents.
     */
    int plusMinus(long scale) {
        // The last twentieth of a point is for showing tenths.
        return Math.toIntExact(Math.ceilDiv(20 * (Noise.bound(scale) + 2L * organisations) + total, 20 * total));
    }

    /** The largest cap with which nobody is above their share. A larger one gives the largest a larger share. */
    private static long cap(List<Contribution> members) {
        long low = 0;
        long high = members.stream().mapToLong(Contribution::n).max().orElse(0);
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (Budget.LARGEST_SHARE * middle <= total(members, middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static long total(List<Contribution> members, long cap) {
        return members.stream().mapToLong(each -> Math.min(each.n(), cap)).sum();
    }
}
