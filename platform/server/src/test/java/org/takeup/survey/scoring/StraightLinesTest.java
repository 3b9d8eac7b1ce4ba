package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** Who ticks one column: marked, counted, never dropped, and told apart from nobody who is one of a few. */
class StraightLinesTest {
    private static final int K = 5;
    private static final Questionnaire ASKED = ScoringSamples.ratings(8);
    /** As in the climate of trust: half of the statements are turned round. */
    private static final Scale SCALE = ScoringSamples.scale(8, 4, item -> item % 2 == 1);

    private static int[] alike(int point) {
        int[] row = new int[8];
        Arrays.fill(row, point);
        return row;
    }

    private static boolean marked(Scale scale, int... row) {
        return new StraightTally(ASKED, List.of(scale), List.of(scale)).isStraight(ScoringVectorsTest.answers(row));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whoAgreesWithEverythingAndItsOppositeComesOutInTheMiddleAndIsMarked(int point) {
        double score = new ScaleTally(SCALE, ASKED)
                .score(ScoringVectorsTest.answers(alike(point)))
                .orElseThrow();
        // From -100 to 100 this is 0.
        assertEquals(50, score, 1e-9);
        assertTrue(marked(SCALE, alike(point)));
    }

    @Test
    void whoDiffersOnceOrLeavesOneOutOrIsAskedForNoOppositeIsNotMarked() {
        int[] once = alike(4);
        once[7] = 5;
        assertFalse(marked(SCALE, once));
        assertFalse(marked(ScoringSamples.scale(8, 4, item -> false), alike(4)), "it may well be meant");
        var seven = new HashMap<>(ScoringVectorsTest.answers(alike(4)));
        seven.put("i-0", new Answer.NotApplicable());
        assertFalse(
                new StraightTally(ASKED, List.of(SCALE), List.of(SCALE)).isStraight(seven),
                "seven are too few to say so");
    }

    private static Tally.Released wave(int straight, int others) {
        var tally = new Tally(ASKED, new ScoringModel(List.of(SCALE)));
        for (int i = 0; i < straight; i++) {
            tally.add("Works", ScoringVectorsTest.answers(alike(1 + i % 5)));
        }
        for (int i = 0; i < others; i++) {
            int[] row = {5, 1, 4, 2, 5, 1, 5, 1 + i % 3};
            tally.add("Desk", ScoringVectorsTest.answers(row));
        }
        return tally.released(K);
    }

    @ParameterizedTest
    @CsvSource({"0,20", "4,20", "20,4", "4,4"})
    void ofFewerThanMayBeShownNothingIsSaid(int straight, int others) {
        assertEquals(StraightLines.none(), wave(straight, others).straight());
    }

    @Test
    void theyCountAndTheScoreWithoutThemStandsBesideItWhereItIsClearlyAnother() {
        Tally.Released released = wave(10, 20);
        assertEquals(Optional.of(10L), released.straight().people());
        Score everybody = released.scales().getFirst().total().orElseThrow();
        assertEquals(30, everybody.n(), "nobody is dropped");
        StraightLines.Without without = released.straight().without().getFirst();
        assertEquals(20, without.n());
        assertEquals(Math.round((30 * everybody.mean() - 10 * 50) / 20), without.mean());
    }

    @Test
    void aScoreThatTheyHardlyMoveStandsAlone() {
        var tally = new Tally(ASKED, new ScoringModel(List.of(SCALE)));
        for (int i = 0; i < 45; i++) {
            // The others are of two minds, and in the middle together.
            int[] row = i < 5
                    ? alike(3)
                    : i % 2 == 0 ? new int[] {5, 1, 5, 1, 5, 1, 5, 1} : new int[] {1, 5, 1, 5, 1, 5, 1, 5};
            tally.add("", ScoringVectorsTest.answers(row));
        }
        Tally.Released released = tally.released(K);
        assertEquals(Optional.of(5L), released.straight().people());
        assertEquals(List.of(), released.straight().without());
    }

    /** What was shown while the wave was open was of fewer people: beside that, a second score could tell a few apart. */
    @Test
    void afterLiveResultsThereIsNoSecondScore() {
        var tally = new StraightTally(ASKED, List.of(SCALE), List.of(SCALE));
        var scales = new ScaleTally(SCALE, ASKED);
        for (int i = 0; i < 30; i++) {
            int[] row = i < 10 ? alike(4) : new int[] {5, 1, 4, 2, 5, 1, 5, 1 + i % 3};
            var answers = ScoringVectorsTest.answers(row);
            tally.add(List.of(scales.add("", answers)), answers);
        }
        List<ScaleResult> shown = List.of(scales.result(K));
        assertEquals(1, tally.result(K, shown, true).without().size());
        assertEquals(new StraightLines(Optional.of(10L), List.of()), tally.result(K, shown, false));
    }

    /** Of two scales that share statements, the scores of a few others could tell who skipped what. */
    @Test
    void ofAScaleThatSharesStatementsThereIsNoSecondScore() {
        Scale index = ScoringSamples.scale("index", List.of(0, 1), 1, item -> false);
        var tally = new StraightTally(ASKED, List.of(SCALE), List.of(SCALE, index));
        var scales = new ScaleTally(SCALE, ASKED);
        for (int i = 0; i < 30; i++) {
            int[] row = i < 10 ? alike(4) : new int[] {5, 1, 4, 2, 5, 1, 5, 1 + i % 3};
            var answers = ScoringVectorsTest.answers(row);
            tally.add(List.of(scales.add("", answers)), answers);
        }
        assertEquals(new StraightLines(Optional.of(10L), List.of()), tally.result(K, List.of(scales.result(K)), true));
    }
}
