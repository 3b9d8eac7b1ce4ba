package org.takeup.survey.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every set of numbers. */
class StatisticsPropertiesTest {
    private static final int ITEMS = 4;

    /** Complete rows of four answers from 1 to 5, among them many that are all alike. */
    @Provide
    Arbitrary<List<List<Integer>>> rows() {
        return Arbitraries.integers().between(1, 5).list().ofSize(ITEMS).list().ofMaxSize(80);
    }

    private static CoMoments moments(List<List<Integer>> rows) {
        var moments = new CoMoments(ITEMS);
        rows.forEach(row ->
                moments.add(row.stream().mapToDouble(Integer::doubleValue).toArray()));
        return moments;
    }

    @Property(tries = 500)
    void nothingThatIsNoNumberEverGetsOut(@ForAll("rows") List<List<Integer>> rows) {
        CoMoments items = moments(rows);
        Alpha.of(items).value().ifPresent(alpha -> {
            finite(alpha.value(), alpha.interval().low(), alpha.interval().high());
            assertTrue(alpha.value() <= 1 + 1e-9);
            assertTrue(alpha.interval().includes(alpha.value()) || alpha.value() > 1 - 1e-9);
        });
        Omega.total(items).value().ifPresent(omega -> {
            finite(omega);
            assertTrue(omega <= 1);
        });
        for (int i = 0; i < ITEMS; i++) {
            ItemRest.of(items, i).value().ifPresent(r -> assertTrue(r >= -1 && r <= 1));
            Alpha.without(items, i).value().ifPresent(StatisticsPropertiesTest::finite);
        }
        RelativeWeights.of(items, List.of("a", "b", "c")).value().ifPresent(found -> {
            finite(found.explained());
            assertTrue(found.explained() >= -1e-9 && found.explained() <= 1 + 1e-9);
            assertTrue(found.weights().stream().allMatch(weight -> weight >= -1e-12));
            assertEquals(
                    found.explained(),
                    found.weights().stream().mapToDouble(Double::doubleValue).sum(),
                    1e-9);
        });
    }

    private static void finite(double... values) {
        assertTrue(Arrays.stream(values).allMatch(Double::isFinite), Arrays.toString(values));
    }

    @Property(tries = 300)
    void theOrderOfRowsDoesNotMatter(@ForAll("rows") List<List<Integer>> rows, @ForAll int seed) {
        var shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        CoMoments one = moments(rows);
        CoMoments other = moments(shuffled);
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < ITEMS; j++) {
                assertEquals(one.covariance(i, j), other.covariance(i, j), 1e-9);
            }
        }
    }

    /** A hundred million above: with sums of squares all digits would be lost. */
    @Property(tries = 200)
    void farFromZeroCovariancesStayTheSame(@ForAll("rows") List<List<Integer>> rows) {
        CoMoments near = moments(rows);
        var far = new CoMoments(ITEMS);
        rows.forEach(row -> far.add(row.stream().mapToDouble(x -> x + 1e8).toArray()));
        for (int i = 0; i < ITEMS; i++) {
            assertEquals(near.variance(i), far.variance(i), 1e-6);
        }
    }

    @Property(tries = 200)
    void someOfTheVariablesAreCountedAsIfAlone(@ForAll("rows") List<List<Integer>> rows) {
        CoMoments picked = moments(rows).of(3, 1);
        CoMoments all = moments(rows);
        assertEquals(all.covariance(1, 3), picked.covariance(0, 1));
        assertEquals(all.variance(3), picked.variance(0));
        assertEquals(all.mean(1), picked.mean(1));
    }

    @Property(tries = 300)
    void aDifferenceTurnedRoundIsItsOpposite(
            @ForAll @IntRange(min = 2, max = 500) int n1,
            @ForAll @IntRange(min = 2, max = 500) int n2,
            @ForAll @DoubleRange(min = 0, max = 100) double mean1,
            @ForAll @DoubleRange(min = 0, max = 100) double mean2,
            @ForAll @DoubleRange(min = 0, max = 2500) double variance1,
            @ForAll @DoubleRange(min = 0, max = 2500) double variance2) {
        var one = new Group(n1, mean1, variance1);
        var two = new Group(n2, mean2, variance2);
        var there = Difference.between(one, two).value();
        var back = Difference.between(two, one).value();
        assertEquals(there.isPresent(), back.isPresent());
        there.ifPresent(found -> {
            Difference turned = back.orElseThrow();
            finite(
                    found.p(),
                    found.effect(),
                    found.interval().low(),
                    found.interval().high());
            assertEquals(found.difference(), -turned.difference(), 1e-9);
            assertEquals(found.interval().low(), -turned.interval().high(), 1e-6);
            assertEquals(found.p(), turned.p(), 1e-9);
            assertEquals(found.effect(), -turned.effect(), 1e-9);
            assertTrue(found.p() >= 0 && found.p() <= 1 + 1e-12);
            // The test and its interval never disagree, but for the rounding at the border.
            if (Math.abs(found.p() - 0.05) > 1e-9) {
                assertEquals(found.p() > 0.05, found.interval().includes(0));
            }
        });
    }

    @Property(tries = 300)
    void aGroupAndItsRestMakeUpTheWhole(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 100) Integer> part,
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 100) Integer> rest) {
        var all = new ArrayList<>(part);
        all.addAll(rest);
        Group left = group(all).without(group(part)).value().orElseThrow();
        assertEquals(rest.size(), left.n());
        assertEquals(group(rest).mean(), left.mean(), 1e-9);
        assertEquals(group(rest).variance(), left.variance(), 1e-6);
    }

    private static Group group(List<Integer> values) {
        var moments = new CoMoments(1);
        values.forEach(value -> moments.add(new double[] {value}));
        return new Group(moments.n(), moments.mean(0), moments.variance(0));
    }

    @Property(tries = 300)
    void adjustedTestsKeepTheirOrderAndNeverLookSurer(
            @ForAll @Size(max = 40) List<@DoubleRange(min = 0, max = 1) Double> p) {
        double[] raw = p.stream().mapToDouble(Double::doubleValue).toArray();
        double[] adjusted = ManyTests.adjusted(raw);
        for (int i = 0; i < raw.length; i++) {
            assertTrue(adjusted[i] >= raw[i] - 1e-12 && adjusted[i] <= 1);
            for (int j = 0; j < raw.length; j++) {
                assertTrue(raw[i] > raw[j] || adjusted[i] <= adjusted[j]);
            }
        }
    }

    @Property(tries = 300)
    void theIntervalOfAShareHoldsItAndNarrowsWithTheFrame(
            @ForAll @IntRange(min = 1, max = 1000) int n, @ForAll @DoubleRange(min = 0, max = 1) double part) {
        long count = Math.round(part * n);
        double share = (double) count / n;
        Interval open = Share.interval(count, n, Long.MAX_VALUE);
        Interval closed = Share.interval(count, n, Math.round(n * 1.5));
        assertTrue(open.low() >= 0 && open.high() <= 1);
        assertTrue(open.low() <= share + 1e-9 && share <= open.high() + 1e-9);
        assertTrue(closed.high() - closed.low() <= open.high() - open.low() + 1e-9 || n < 4);
        finite(closed.low(), closed.high());
        assertEquals(new Interval(share, share), Share.interval(count, n, n));
        assertEquals(open, Share.interval(count, n, 0));
    }

    @Property(tries = 30)
    void theBootstrapIsTheSameEachTimeAndStaysAmongTheValues(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 100) Integer> scores, @ForAll int seed) {
        var shuffled = new ArrayList<>(scores);
        Collections.shuffle(shuffled, new Random(seed));
        var one = Bca.ofMean(scores.stream().mapToDouble(Integer::doubleValue).toArray());
        var two = Bca.ofMean(shuffled.stream().mapToDouble(Integer::doubleValue).toArray());
        assertEquals(one, two);
        one.value()
                .ifPresent(interval -> assertTrue(Collections.min(scores) - 1e-9 <= interval.low()
                        && interval.low() <= interval.high()
                        && interval.high() <= Collections.max(scores) + 1e-9));
    }

    /** One factor and nothing else: the loadings that made the correlations are found again. */
    @Property(tries = 100)
    void theLoadingsOfOneFactorAreFoundAgain(
            @ForAll @Size(min = 3, max = 8) List<@DoubleRange(min = 0.3, max = 0.9) Double> made) {
        int size = made.size();
        var correlations = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                correlations[i][j] = i == j ? 1 : made.get(i) * made.get(j);
            }
        }
        double[] found = Omega.loadings(correlations);
        IntStream.range(0, size).forEach(i -> assertEquals(made.get(i), found[i], 1e-6));
    }
}
