package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.plugin.api.Answer;
import org.takeup.survey.statistics.StudentT;

/** Known inputs with results worked out beforehand. */
class ScoringVectorsTest {
    /** Four items from 1 to 5, the fourth worded against the others. */
    private static final int[][] ROWS = {
        {4, 5, 4, 2}, {3, 4, 3, 3}, {5, 5, 5, 1}, {2, 3, 2, 4}, {4, 4, 5, 2}, {1, 2, 2, 5}
    };

    private static ScaleResult result(boolean reversed, int threshold) {
        var asked = ScoringSamples.ratings(4);
        var tally = new ScaleTally(ScoringSamples.scale(4, 2, item -> reversed && item == 3), asked);
        for (int[] row : ROWS) {
            tally.add("", answers(row));
        }
        return tally.result(threshold);
    }

    static Map<String, Answer> answers(int... row) {
        var answers = new HashMap<String, Answer>();
        IntStream.range(0, row.length).forEach(i -> answers.put("i-" + i, new Answer.Rating(row[i])));
        return answers;
    }

    @Test
    void alphaWithoutTurningTheReverseItem() {
        assertEquals(
                -0.393939,
                result(false, 3).reliability().value().orElseThrow().alpha().value(),
                1e-6);
    }

    @Test
    void alphaWithTheReverseItemTurned() {
        Reliability reliability = result(true, 3).reliability().value().orElseThrow();
        assertEquals(0.979845, reliability.alpha().value(), 1e-6);
        assertEquals(Reliability.Reading.GOOD, reliability.reading());
    }

    @Test
    void meanAndIntervalOfAScale() {
        Score score = result(true, 3).total().orElseThrow();
        assertEquals(6, score.n());
        assertEquals(3.416667, onFive(score.mean()), 1e-6);
        assertEquals(2.011964, onFive(score.interval().orElseThrow().low()), 1e-6);
        assertEquals(4.821369, onFive(score.interval().orElseThrow().high()), 1e-6);
    }

    @Test
    void whereAllAnswerAlikeThereIsAScoreAndNoInterval() {
        var moments = new Moments();
        // The same score by two ways, of which one is a machine's rounding away.
        List.of(80.0, 80.0, 0.1 * 3 * 800 / 3, 80.0, 80.0).forEach(moments::add);
        Score score = Score.of(moments);
        assertEquals(80, score.mean(), 1e-9);
        assertEquals(Optional.empty(), score.interval());
    }

    private static double onFive(double onHundred) {
        return 1 + onHundred / 25;
    }

    @Test
    void standardDeviationOfAScale() {
        var moments = new Moments();
        for (int[] row : ROWS) {
            moments.add((row[0] + row[1] + row[2] + 6 - row[3]) / 4.0);
        }
        assertEquals(1.338532, Math.sqrt(moments.variance()), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"1,12.706205", "2,4.302653", "5,2.570582", "11,2.200985", "30,2.042272", "1000,1.962339"})
    void quantilesOfStudentsT(long df, double expected) {
        assertEquals(expected, StudentT.twoSided(0.95, df), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"0.59,DO_NOT_INTERPRET", "0.6,CAUTION", "0.69,CAUTION", "0.7,GOOD"})
    void aLowAlphaSaysSo(double alpha, Reliability.Reading reading) {
        assertEquals(reading, Reliability.Reading.of(alpha));
    }

    @Test
    void aGroupBelowTheThresholdHasNoFigureAtAll() {
        ScaleResult result = result(true, 7);
        assertTrue(result.total().isEmpty() && result.reliability().value().isEmpty());
        assertTrue(result.units().stream().allMatch(unit -> unit.score().isEmpty()));
    }

    @Test
    void changingTheAnswersOfOneScaleChangesThatScaleOnly() {
        var asked = ScoringSamples.ratings(4);
        var scoring = new org.takeup.plugin.api.survey.ScoringModel(List.of(
                ScoringSamples.scale("a", List.of(0, 1), 1, item -> false),
                ScoringSamples.scale("b", List.of(2, 3), 1, item -> false)));
        var before = new Tally(asked, scoring);
        var after = new Tally(asked, scoring);
        for (int[] row : ROWS) {
            before.add("", answers(row));
            after.add("", answers(1, 1, row[2], row[3]));
        }
        var one = before.released(5).scales();
        var two = after.released(5).scales();
        assertEquals(0, two.get(0).total().orElseThrow().mean());
        assertEquals(one.get(1), two.get(1));
    }
}
