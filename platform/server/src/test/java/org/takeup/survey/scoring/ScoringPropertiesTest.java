package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.takeup.plugin.api.Answer;

/** What holds for every set of answers. */
class ScoringPropertiesTest {
    private static final int ITEMS = 5;

    /** Rows of five answers; 0 is left open, 6 does not apply. */
    @Provide
    Arbitrary<List<List<Integer>>> responses() {
        return Arbitraries.integers()
                .between(0, 6)
                .list()
                .ofSize(ITEMS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static Map<String, Answer> answers(List<Integer> row, boolean mirrored) {
        var answers = new HashMap<String, Answer>();
        for (int i = 0; i < row.size(); i++) {
            int value = row.get(i);
            if (value == 6) {
                answers.put("i-" + i, new Answer.NotApplicable());
            } else if (value > 0) {
                answers.put("i-" + i, new Answer.Rating(mirrored ? 6 - value : value));
            }
        }
        return answers;
    }

    private static ScaleTally tally(boolean reverse) {
        return new ScaleTally(ScoringSamples.scale(ITEMS, 3, item -> reverse), ScoringSamples.ratings(ITEMS));
    }

    private static ScaleResult result(List<List<Integer>> rows, boolean reverse, boolean mirrored) {
        ScaleTally tally = tally(reverse);
        rows.forEach(row -> tally.add("", answers(row, mirrored)));
        return tally.result(1);
    }

    @Property(tries = 300)
    void scoresStayOnTheScaleAndAlphaNeverExceedsOne(@ForAll("responses") List<List<Integer>> rows) {
        ScaleResult result = result(rows, false, false);
        result.total().ifPresent(score -> {
            assertTrue(score.mean() >= -1e-9 && score.mean() <= 100 + 1e-9);
            score.interval().ifPresent(interval -> {
                assertTrue(interval.low() <= score.mean() + 1e-9 && score.mean() <= interval.high() + 1e-9);
                assertTrue(interval.clipped().low() >= 0 && interval.clipped().high() <= 100);
            });
        });
        result.reliability()
                .value()
                .ifPresent(reliability -> assertTrue(reliability.alpha().value() <= 1 + 1e-9));
    }

    @Property(tries = 300)
    void aReversedScaleOfMirroredAnswersScoresTheSame(@ForAll("responses") List<List<Integer>> rows) {
        same(result(rows, false, false), result(rows, true, true));
    }

    @Property(tries = 300)
    void theOrderOfRespondentsDoesNotMatter(@ForAll("responses") List<List<Integer>> rows, @ForAll int seed) {
        var shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        same(result(rows, false, false), result(shuffled, false, false));
    }

    private static void same(ScaleResult one, ScaleResult two) {
        assertEquals(one.total().isPresent(), two.total().isPresent());
        one.total().ifPresent(score -> {
            assertEquals(score.n(), two.total().orElseThrow().n());
            assertEquals(score.mean(), two.total().orElseThrow().mean(), 1e-9);
        });
    }

    @Property(tries = 300)
    void aPersonHasAScoreExactlyWhenEnoughIsAnswered(@ForAll("responses") List<List<Integer>> rows) {
        for (List<Integer> row : rows) {
            long answered =
                    row.stream().filter(value -> value >= 1 && value <= 5).count();
            assertEquals(answered >= 3, tally(false).score(answers(row, false)).isPresent());
        }
    }

    @Property(tries = 1_000)
    void nothingBelowTheThresholdIsShownOrLeftOverBySubtraction(
            @ForAll List<@IntRange(min = 0, max = 40) Integer> groups, @ForAll @IntRange(min = 1, max = 10) int k) {
        long[] sizes = groups.stream().mapToLong(Integer::longValue).toArray();
        boolean[] shown = Suppression.shown(sizes, k);
        long hidden = 0;
        for (int i = 0; i < sizes.length; i++) {
            assertTrue(!shown[i] || sizes[i] >= k, "a group of " + sizes[i] + " is shown");
            hidden += shown[i] ? 0 : sizes[i];
        }
        long total = groups.stream().mapToLong(Integer::longValue).sum();
        assertTrue(hidden == 0 || hidden >= k || hidden == total, hidden + " are left over");
    }
}
