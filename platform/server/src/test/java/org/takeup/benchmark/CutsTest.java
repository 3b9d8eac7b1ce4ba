package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CutsTest {
    @Test
    void nothingIsCutBelowTheNumberAtWhichTheBoundIsOfUse() {
        assertEquals(List.of(), Cuts.wanted(50));
        assertEquals(List.of(), Cuts.wanted(121));
        assertEquals(List.of(2), Cuts.wanted(122));
        assertEquals(List.of(2), Cuts.wanted(365));
        assertEquals(List.of(1, 2, 3), Cuts.wanted(366));
    }

    @Test
    void cutsAreWithinTheirBoundNineteenTimesOfTwenty() {
        var noise = new Noise(new SplittableRandom(7));
        List<Integer> means =
                IntStream.range(0, 366).map(i -> 30 + i % 50).boxed().toList();
        int wide = 0;
        for (int run = 0; run < 400; run++) {
            List<Integer> cuts = Cuts.draw(means, Cuts.wanted(means.size()), noise);
            for (int i = 0; i < 3; i++) {
                int cut = cuts.get(i);
                double goal = (i + 1) * means.size() / 4.0;
                long below = means.stream().filter(each -> each < cut).count();
                long upTo = means.stream().filter(each -> each <= cut).count();
                wide += Math.max(below - goal, goal - upTo) > Cuts.rankError(3) ? 1 : 0;
            }
        }
        assertTrue(wide <= 60, wide + " of 1200");
    }

    /** The promise itself: no cut is more than e^epsilon as likely when one organisation is another. */
    @Test
    void oneOrganisationMovesNoProbabilityByMoreThanEpsilon() {
        var means = new ArrayList<>(
                IntStream.range(0, 20).map(i -> 2 * i + 30).boxed().toList());
        double[] one = frequencies(means, 11);
        means.set(0, 100);
        double[] other = frequencies(means, 12);
        for (int point = 0; point < 101; point++) {
            if (one[point] > 0.02 && other[point] > 0.02) {
                double ratio = Math.abs(Math.log(one[point] / other[point]));
                assertTrue(ratio < Budget.ORGANISATION_EPSILON + 0.2, point + ": " + ratio);
            }
        }
    }

    private static double[] frequencies(List<Integer> means, long seed) {
        var noise = new Noise(new SplittableRandom(seed));
        var frequencies = new double[101];
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            frequencies[Cuts.draw(means, List.of(2), noise).getFirst()] += 1.0 / draws;
        }
        return frequencies;
    }
}
