package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.survey.statistics.Interval;

/** Questions from 0 to 10, and rankings. */
class RecommendScoreTest {
    private static final LocalizedText TEXT = LocalizedText.english("Text");
    private static final Item.Recommend RECOMMEND = new Item.Recommend("r", TEXT, false, TEXT, TEXT);

    /** The vector of the method: 20 answers, 10 promoters, 4 detractors give 30.0 +/- 34.23. */
    @Test
    void theVectorOfTheMethodIsMet() {
        var score = RecommendScore.of(1, 0, 0, 0, 0, 0, 3, 3, 3, 4, 6);
        assertEquals(20, score.n());
        assertEquals(30.0, score.score(), 1e-9);
        Interval interval = score.interval().orElseThrow();
        assertEquals(30.0 - 34.23, interval.low(), 0.005);
        assertEquals(30.0 + 34.23, interval.high(), 0.005);
        assertFalse(score.isFirm());
    }

    @Test
    void allOfOneKindHaveNoIntervalAndThirtyAnswersAreFirm() {
        var score = RecommendScore.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30);
        assertEquals(100, score.score(), 1e-9);
        assertTrue(score.interval().isEmpty());
        assertTrue(score.isFirm());
    }

    @Property
    void itStaysInItsRangeAndALikelierAnswerNeverLowersIt(
            @ForAll @NotEmpty List<@IntRange(max = 10) Integer> answers, @ForAll @IntRange(max = 9) int one) {
        var tally = new ItemTally(RECOMMEND);
        answers.forEach(value -> tally.add(Map.of("r", new Answer.Rating(value))));
        RecommendScore before = recommend(tally);
        assertTrue(before.score() >= -100 && before.score() <= 100);
        assertEquals(answers.size(), before.n());

        var low = new ItemTally(RECOMMEND);
        var high = new ItemTally(RECOMMEND);
        answers.forEach(value -> {
            low.add(Map.of("r", new Answer.Rating(value)));
            high.add(Map.of("r", new Answer.Rating(value)));
        });
        low.add(Map.of("r", new Answer.Rating(one)));
        high.add(Map.of("r", new Answer.Rating(one + 1)));
        assertTrue(recommend(high).score() >= recommend(low).score());
    }

    private static RecommendScore recommend(ItemTally tally) {
        return tally.result(1).distribution().orElseThrow().recommend().orElseThrow();
    }

    @Test
    void aRankingCountsFirstPlacesAndAllPlaces() {
        var tally = new ItemTally(new Item.Ranking(
                "k", TEXT, false, List.of(new Choice("a", TEXT), new Choice("b", TEXT), new Choice("c", TEXT)), 2));
        tally.add(Map.of("k", new Answer.Ranked(List.of("b", "a"))));
        tally.add(Map.of("k", new Answer.Ranked(List.of("b"))));
        tally.add(Map.of("k", new Answer.Ranked(List.of("a", "c"))));
        tally.add(Map.of());

        assertTrue(tally.result(4).distribution().isEmpty(), "three people are fewer than four");
        var counted = tally.result(3).distribution().orElseThrow();
        assertEquals(3, counted.n());
        assertEquals(
                List.of("a 2 1", "b 2 2", "c 1 0"),
                counted.options().stream()
                        .map(option -> option.id() + " " + option.count() + " "
                                + option.firsts().orElseThrow())
                        .toList());
    }
}
