package org.takeup.business;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How estimates add up. Each line is drawn from a triangular distribution from low to high with its peak at likely, 10,000 times, by
 * Latin hypercube sampling (each of 10,000 equal slices of the probability once, in an order of its own: M. D. McKay and others,
 * Technometrics 21, 1979), the lines independently of one another. The draws are the same each time, so that equal input
 * gives equal results and a line that grows never lowers the sum. Pure: what was drawn is remembered, for a page that compares
 * a hundred programmes.
 */
final class Ranges {
    /** The method in words, for whoever reads a case. */
    static final String METHOD =
            "Low and high of a sum are its 5 % and 95 % points, likely is the middle one, of 10,000 draws:"
                    + " each line from a triangular distribution between its low and its high with the peak at its likely value,"
                    + " independently of the others (Latin hypercube sampling, always with the same draws).";

    private static final int DRAWS = 10_000;
    private static final long SEED = 0x7a6b_5eedL;
    private static final double LOW = 0.05;
    private static final int MOST_REMEMBERED = 2_000;

    private static final ConcurrentHashMap<Integer, int[]> SLICES = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<List<Term>, Estimate> REMEMBERED = new ConcurrentHashMap<>();

    /** What a sum depends on. */
    private record Term(Estimate estimate, double times) {}

    private Ranges() {}

    /** A line of a sum. @param times what each of the estimate's units counts; below 0 it is taken away */
    record Line(String name, Estimate estimate, double times) {
        double likely() {
            return estimate.likely() * times;
        }
    }

    /** The 5 %, 50 % and 95 % points of the sum. */
    static Estimate sum(List<Line> lines) {
        List<Term> terms = lines.stream()
                .map(line -> new Term(line.estimate(), line.times()))
                .toList();
        if (REMEMBERED.size() >= MOST_REMEMBERED) {
            REMEMBERED.clear();
        }
        return REMEMBERED.computeIfAbsent(terms, ignored -> drawn(lines));
    }

    private static Estimate drawn(List<Line> lines) {
        double[] sums = new double[DRAWS];
        for (int line = 0; line < lines.size(); line++) {
            add(sums, lines.get(line), line);
        }
        Arrays.sort(sums);
        return new Estimate(at(sums, LOW), at(sums, 0.5), at(sums, 1 - LOW));
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.toIntExact(Math.round(share * (DRAWS - 1)))];
    }

    private static void add(double[] sums, Line line, int place) {
        Estimate each = line.estimate();
        if (each.low() == each.high()) {
            for (int i = 0; i < DRAWS; i++) {
                sums[i] += line.times() * each.likely();
            }
            return;
        }
        int[] slices = SLICES.computeIfAbsent(place, Ranges::slices);
        for (int i = 0; i < DRAWS; i++) {
            sums[i] += line.times() * quantile(each, (slices[i] + 0.5) / DRAWS);
        }
    }

    /** Each slice once, in an order that belongs to the place of the line. */
    private static int[] slices(int place) {
        int[] slices = new int[DRAWS];
        var random = new SplittableRandom(SEED + place);
        for (int i = 0; i < DRAWS; i++) {
            int other = random.nextInt(i + 1);
            slices[i] = slices[other];
            slices[other] = i;
        }
        return slices;
    }

    /** The value of the triangular distribution below which the share lies. @param share above 0 and below 1 */
    static double quantile(Estimate each, double share) {
        double width = each.high() - each.low();
        double rise = each.likely() - each.low();
        return share * width < rise
                ? each.low() + Math.sqrt(share * width * rise)
                : each.high() - Math.sqrt((1 - share) * width * (width - rise));
    }
}
