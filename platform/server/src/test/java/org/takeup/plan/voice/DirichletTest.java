package org.takeup.plan.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.takeup.survey.statistics.Interval;

class DirichletTest {
    private static final List<Double> PRIOR =
            Arrays.stream(Voice.values()).map(Voice::prior).toList();
    private static final int PLACES = PRIOR.size();

    private static Dirichlet prior() {
        return Dirichlet.believing(PRIOR, Weighed.STRENGTH);
    }

    @Test
    void theMeanIsTheClosedForm() {
        // (n x share + a x default) / (n + a), with n = 20, a = 30.
        Dirichlet after = prior().after(List.of(4L, 10L, 1L, 3L, 0L, 0L, 2L));

        assertEquals((20 * 0.2 + 30 * 0.55) / 50, after.mean(0), 1e-12);
        assertEquals((20 * 0.5 + 30 * 0.23) / 50, after.mean(1), 1e-12);
        assertEquals((20 * 0.05 + 30 * 0.10) / 50, after.mean(2), 1e-12);
        assertEquals((20 * 0.15 + 30 * 0.03) / 50, after.mean(3), 1e-12);
    }

    @Property
    void sharesAddUpToOne(@ForAll @Size(7) List<@IntRange(max = 100_000) Integer> counts) {
        Dirichlet after = prior().after(longs(counts));
        assertEquals(1, IntStream.range(0, PLACES).mapToDouble(after::mean).sum(), 1e-12);
    }

    @Property
    void theOrderOfAnswersDoesNotMatter(
            @ForAll @Size(7) List<@IntRange(max = 1000) Integer> one,
            @ForAll @Size(7) List<@IntRange(max = 1000) Integer> other) {
        Dirichlet there = prior().after(longs(one)).after(longs(other));
        Dirichlet back = prior().after(longs(other)).after(longs(one));
        List<Long> together = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            together.add((long) one.get(i) + other.get(i));
        }
        Dirichlet atOnce = prior().after(together);
        for (int i = 0; i < PLACES; i++) {
            assertEquals(there.mean(i), back.mean(i), 1e-12);
            assertEquals(there.mean(i), atOnce.mean(i), 1e-12);
        }
    }

    @Property(tries = 100)
    void thirtyAnswersWeighHalf(@ForAll @Size(30) List<@IntRange(max = 6) Integer> answers) {
        Dirichlet after = prior().after(counted(answers, 1));
        for (int i = 0; i < PLACES; i++) {
            int place = i;
            double own = answers.stream().filter(answer -> answer == place).count() / 30.0;
            assertEquals((PRIOR.get(i) + own) / 2, after.mean(i), 1e-12);
        }
    }

    @Property(tries = 60)
    void moreOwnAnswersOfTheSameKindNarrowTheIntervals(@ForAll @Size(30) List<@IntRange(max = 6) Integer> answers) {
        Dirichlet few = prior().after(counted(answers, 1));
        Dirichlet many = prior().after(counted(answers, 4));
        for (int i = 0; i < PLACES; i++) {
            assertTrue(width(many, i) < width(few, i), "place " + i + " of " + answers);
        }
    }

    @Property(tries = 60)
    void theMeanLiesInItsInterval(@ForAll @Size(7) List<@IntRange(max = 500) Integer> counts) {
        Dirichlet after = prior().after(longs(counts));
        // Only of places that are not all but empty: there the distribution leans so far that its mean may lie outside.
        IntStream.range(0, PLACES).filter(i -> after.alpha().get(i) > 1).forEach(i -> {
            Interval interval = after.middle(Weighed.PROBABILITY, List.of(i));
            assertTrue(interval.includes(after.mean(i)), interval + " of " + after.mean(i));
        });
    }

    @Test
    void whatIsNoCountIsRefused() {
        Dirichlet prior = prior();
        assertThrows(IllegalArgumentException.class, () -> prior.after(List.of(1L)));
        assertThrows(IllegalArgumentException.class, () -> prior.after(List.of(-1L, 0L, 0L, 0L, 0L, 0L, 0L)));
        assertThrows(IllegalArgumentException.class, () -> new Dirichlet(List.of(1.0, 0.0)));
        assertThrows(IllegalArgumentException.class, () -> new Dirichlet(List.of(Double.NaN)));
    }

    private static double width(Dirichlet belief, int place) {
        Interval interval = belief.middle(Weighed.PROBABILITY, List.of(place));
        return interval.high() - interval.low();
    }

    private static List<Long> counted(List<Integer> answers, int times) {
        return IntStream.range(0, PLACES)
                .mapToObj(i ->
                        times * answers.stream().filter(answer -> answer == i).count())
                .toList();
    }

    private static List<Long> longs(List<Integer> counts) {
        return counts.stream().map(Integer::longValue).toList();
    }
}
