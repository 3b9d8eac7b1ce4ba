package org.takeup.survey.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Many comparisons at once: one in twenty would stand out by chance. */
public final class ManyTests {
    private ManyTests() {}

    /**
     * The p values adjusted so that of those at most 0.05 one in twenty is chance (Benjamini and Hochberg 1995;
     * {@code p.adjust(p, "BH")} in R).
     *
     * @param p of all comparisons that are shown together
     */
    public static double[] adjusted(double[] p) {
        int[] falling = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        var adjusted = new double[p.length];
        double least = 1;
        for (int at = 0; at < falling.length; at++) {
            int rank = p.length - at;
            least = Math.min(least, p[falling[at]] * p.length / rank);
            adjusted[falling[at]] = least;
        }
        return adjusted;
    }
}
