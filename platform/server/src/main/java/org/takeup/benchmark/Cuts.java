package org.takeup.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the means of organisations are cut into quarters or halves, by the exponential mechanism on the whole points 0 to
 * 100. One organisation that is another moves the rank of a point by at most 1, which is the sensitivity.
 */
final class Cuts {
    private static final int POINTS = 101;
    /** How sure the bound of the rank error is. */
    private static final double RISK = 0.05;

    private Cuts() {}

    /** Which quarters are cut off: none, the half, or all three. Rests on the number of organisations only. */
    static List<Integer> wanted(int organisations) {
        if (isUseful(organisations, 3)) {
            return List.of(1, 2, 3);
        }
        return isUseful(organisations, 1) ? List.of(2) : List.of();
    }

    /**
     * Whether a cut is, with 95 % and whatever the data, within half a quarter of where it belongs: the error in ranks is
     * at most {@code 2 / epsilon * ln(101 / 0.05)}.
     */
    private static boolean isUseful(int organisations, int cuts) {
        return rankError(cuts) <= organisations / 8.0;
    }

    static double rankError(int cuts) {
        return 2.0 * cuts / Budget.ORGANISATION_EPSILON * Math.log(POINTS / RISK);
    }

    /** The cuts, in order. @param means of organisations, 0 to 100 */
    static List<Integer> draw(List<Integer> means, List<Integer> wanted, Noise noise) {
        int[] sorted = means.stream().mapToInt(each -> each).sorted().toArray();
        return wanted.stream()
                .map(quarter -> draw(sorted, quarter, wanted.size(), noise))
                .sorted()
                .toList();
    }

    /** Takes a point by chance and keeps it with {@code exp(-epsilon * distance / 2)}, until one is kept. */
    private static int draw(int[] sorted, int quarter, int cuts, Noise noise) {
        long[] distances = IntStream.range(0, POINTS)
                .mapToLong(point -> distance(sorted, quarter, point))
                .toArray();
        long best = Arrays.stream(distances).min().orElseThrow();
        while (true) {
            int point = Math.toIntExact(noise.below(POINTS));
            // Distances are in quarters of a rank, and each cut has its part of epsilon.
            if (noise.bernoulliExp((distances[point] - best) * Budget.ORGANISATION_EPSILON, 8L * cuts)) {
                return point;
            }
        }
    }

    /** How many quarters of a rank the point is away from cutting off this many quarters. */
    private static long distance(int[] sorted, int quarter, int point) {
        long below = Arrays.stream(sorted).filter(each -> each < point).count();
        long upTo = Arrays.stream(sorted).filter(each -> each <= point).count();
        long goal = (long) quarter * sorted.length;
        return Math.max(0, Math.max(4 * below - goal, goal - 4 * upTo));
    }
}
