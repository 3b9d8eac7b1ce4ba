package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.Figure.Why;

/** Waves that have no figures, or nearly none: each says why, and none is NaN. */
class HostileFiguresTest {
    private static final int ITEMS = 9;

    private static Tally tally(Scale... scales) {
        return new Tally(ScoringSamples.ratings(ITEMS), new ScoringModel(List.of(scales)));
    }

    private static Scale scale(String id, Integer... items) {
        return ScoringSamples.scale(id, List.of(items), 1, item -> false);
    }

    private static Scale[] threeScales() {
        return new Scale[] {scale("a", 0, 1, 2), scale("b", 3, 4, 5), scale("c", 6, 7, 8)};
    }

    /** Answers that go together a little, the same each time. */
    private static int[] row(Random random) {
        int common = random.nextInt(3);
        return IntStream.range(0, ITEMS)
                .map(i -> 1 + common + random.nextInt(3))
                .toArray();
    }

    private static Tally.Released wave(int people, Scale... scales) {
        var tally = tally(scales);
        var random = new Random(7);
        for (int i = 0; i < people; i++) {
            tally.add("", ScoringVectorsTest.answers(row(random)));
        }
        return tally.released(5);
    }

    private static Optional<Why> why(Tally.Released released) {
        return released.scales().getFirst().reliability().why();
    }

    @Test
    void aWaveWithoutAnswersHasNoFigure() {
        Tally.Released none = wave(0, threeScales());
        assertEquals(Optional.of(Why.TOO_FEW), why(none));
        assertTrue(none.scales().stream().allMatch(scale -> scale.total().isEmpty()));
        assertTrue(none.drivers().stream()
                .allMatch(drivers -> drivers.ranking().why().equals(Optional.of(Why.TOO_FEW))));
        assertTrue(StandingOut.of(none.scales(), 5).isEmpty());
        assertTrue(Change.between(none, wave(20, threeScales())).stream()
                .allMatch(change -> change.difference().why().equals(Optional.of(Why.TOO_FEW))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, -1})
    void weightsThatAreNoneGiveNoScore(double weight) {
        var refs = List.of(new ItemRef("i-0", false, weight), new ItemRef("i-1", false, weight));
        Scale whole = scale("s", 0, 1);
        var tally = tally(new Scale("s", whole.name(), whole.meaning(), refs, 1));
        for (int i = 0; i < 20; i++) {
            tally.add("", ScoringVectorsTest.answers(1 + i % 5, 1 + i % 4));
        }
        assertTrue(tally.released(5).scales().getFirst().total().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"4,false", "5,true"})
    void alphaNeedsAsManyAsMayBeShown(int people, boolean shown) {
        assertEquals(shown, why(wave(people, threeScales())).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"29,false", "30,true"})
    void statementsAndDriversNeedThirty(int people, boolean shown) {
        Tally.Released released = wave(people, threeScales());
        assertEquals(shown, reliability(released).items() instanceof Figure.Known);
        assertTrue(released.drivers().stream().allMatch(drivers -> shown == drivers.ranking() instanceof Figure.Known));
    }

    @ParameterizedTest
    @CsvSource({"49,false", "50,true"})
    void omegaNeedsFifty(int people, boolean shown) {
        assertEquals(shown, reliability(wave(people, threeScales())).omega() instanceof Figure.Known);
    }

    private static Reliability reliability(Tally.Released released) {
        return released.scales().getFirst().reliability().value().orElseThrow();
    }

    @Test
    void oneItemAloneHasNoAlpha() {
        assertEquals(Optional.of(Why.TOO_FEW_ITEMS), why(wave(60, scale("a", 0))));
    }

    @Test
    void twoItemsHaveAlphaAndNoOmegaAndNoAlphaWithoutOne() {
        Reliability two = reliability(wave(60, scale("a", 0, 1)));
        assertEquals(Optional.of(Why.TOO_FEW_ITEMS), two.omega().why());
        assertTrue(two.items().value().orElseThrow().stream()
                .allMatch(fit -> fit.itemRest() instanceof Figure.Known
                        && fit.alphaWithout().why().equals(Optional.of(Why.TOO_FEW_ITEMS))));
    }

    @Test
    void whereAllAnswerAlikeNothingIsMadeOfIt() {
        var tally = tally(threeScales());
        for (int i = 0; i < 60; i++) {
            tally.add(i < 30 ? "A" : "B", ScoringVectorsTest.answers(4, 4, 4, 4, 4, 4, 4, 4, 4));
        }
        Tally.Released alike = tally.released(5);
        assertEquals(Optional.of(Why.ALL_ALIKE), why(alike));
        assertEquals(0, alike.scales().getFirst().total().orElseThrow().variance());
        assertTrue(alike.drivers().stream()
                .allMatch(drivers -> drivers.ranking().why().equals(Optional.of(Why.ALL_ALIKE))));
        assertTrue(StandingOut.of(alike.scales(), 5).isEmpty());
        assertTrue(Change.between(alike, alike).stream()
                .allMatch(change -> change.difference().why().equals(Optional.of(Why.ALL_ALIKE))
                        && change.verdict() == Change.Verdict.NOT_SURE));
    }

    @Test
    void itemsThatAreCopiesOfOneAnotherHaveAlphaOneAndNoFactor() {
        var tally = tally(scale("a", 0, 1, 2));
        for (int i = 0; i < 60; i++) {
            int value = 1 + i % 5;
            tally.add("", ScoringVectorsTest.answers(value, value, value));
        }
        Reliability copies = reliability(tally.released(5));
        assertEquals(1, copies.alpha().value(), 1e-9);
        assertEquals(Optional.of(Why.NOT_ONE_FACTOR), copies.omega().why());
    }

    @Test
    void aScaleThatTheOthersMakeUpIsNamedInsteadOfRanked() {
        var tally = tally(scale("a", 0), scale("b", 1), scale("both", 2), scale("outcome", 3));
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            int a = random.nextInt(3);
            int b = random.nextInt(3);
            tally.add("", ScoringVectorsTest.answers(1 + a, 1 + b, 1 + a + b, 1 + random.nextInt(5)));
        }
        Figure<Drivers.Ranking> ranking = tally.released(5).drivers().stream()
                .filter(drivers -> drivers.outcomeId().equals("outcome"))
                .findFirst()
                .orElseThrow()
                .ranking();
        assertTrue(
                ranking instanceof Figure.Missing<Drivers.Ranking>(Why reason, String about)
                        && reason == Why.COLLINEAR
                        && List.of("a", "b", "both").contains(about),
                ranking.toString());
    }

    @Test
    void whatRestsOnTheSameAnswersIsNoDriver() {
        var tally = tally(scale("a", 0, 1), scale("b", 1, 2), scale("c", 3, 4));
        var random = new Random(3);
        for (int i = 0; i < 100; i++) {
            tally.add("", ScoringVectorsTest.answers(row(random)));
        }
        Drivers ofA = tally.released(5).drivers().getFirst();
        assertEquals("a", ofA.outcomeId());
        assertEquals(
                List.of("c"),
                ofA.ranking().value().orElseThrow().drivers().stream()
                        .map(driver -> driver.scale().id())
                        .toList());
    }

    /** Else one could take one ranking from the other, and be left with what the one person answered. */
    @Test
    void allRankingsRestOnTheSamePeople() {
        var text = LocalizedText.english("Text");
        var items = new ArrayList<>(ScoringSamples.ratings(ITEMS).items().toList());
        items.add(new Item.Recommend("r", text, false, text, text));
        var asked = new Questionnaire("1.0.0", List.of(new Questionnaire.Page("p", text, items)));
        var tally = new Tally(asked, new ScoringModel(List.of(threeScales())));
        var random = new Random(11);
        for (int i = 0; i < 40; i++) {
            var answers = new HashMap<>(ScoringVectorsTest.answers(row(random)));
            if (i > 0) {
                answers.put("r", new Answer.Rating(random.nextInt(11)));
            }
            tally.add("", answers);
        }
        assertEquals(
                List.of(39L, 39L, 39L, 39L),
                tally.released(5).drivers().stream()
                        .map(drivers -> drivers.ranking().value().orElseThrow().n())
                        .toList());
    }

    @Test
    void aSegmentOfThreeIsInNoTableAndNoComparison() {
        var tally = tally(threeScales());
        var random = new Random(5);
        for (int i = 0; i < 43; i++) {
            String unit = i < 3 ? "Three" : i < 23 ? "Twenty" : "Others";
            int[] row = i < 3 ? new int[] {5, 5, 5, 5, 5, 5, 5, 5, 5} : row(random);
            tally.add(unit, ScoringVectorsTest.answers(row));
        }
        Tally.Released released = tally.released(5);
        assertTrue(StandingOut.of(released.scales(), 5).keySet().stream()
                .noneMatch(cell -> cell.unit().equals("Three")));
        assertTrue(Change.between(released, released).stream()
                .flatMap(change -> change.units().stream())
                .noneMatch(unit -> unit.unit().equals("Three")));
    }

    @Test
    void fewScoresHaveABootstrapIntervalInWholePointsAndManyEvenOnesNone() {
        Score few = wave(14, threeScales()).scales().getFirst().total().orElseThrow();
        assertEquals(
                few.bootstrap().orElseThrow().low(),
                Math.rint(few.bootstrap().get().low()));
        assertTrue(wave(60, threeScales())
                .scales()
                .getFirst()
                .total()
                .orElseThrow()
                .bootstrap()
                .isEmpty());
    }

    @Test
    void skewedScoresHaveABootstrapIntervalUpToAHundred() {
        for (int people : new int[] {100, 101}) {
            var tally = tally(scale("a", 0));
            for (int i = 0; i < people; i++) {
                tally.add("", ScoringVectorsTest.answers(i % 20 == 0 ? 1 : 5));
            }
            assertEquals(
                    people <= 100,
                    tally.released(5)
                            .scales()
                            .getFirst()
                            .total()
                            .orElseThrow()
                            .bootstrap()
                            .isPresent());
        }
    }

    /** Statements as they are, and one of them in other words, on another scale, or the other way round. */
    @Test
    void whatWasAskedDifferentlyIsNotCompared() {
        Item.Rating first =
                (Item.Rating) ScoringSamples.ratings(1).items().toList().getFirst();
        var reworded = new Item.Rating(first.id(), LocalizedText.english("Else"), false, first.scale(), true);
        var longer = new ResponseScale(1, Collections.nCopies(7, LocalizedText.english("Point")));
        var onSeven = new Item.Rating(first.id(), first.text(), false, longer, true);
        var translated = new Item.Rating(first.id(), first.text().with("de", "Aussage"), false, first.scale(), true);
        Tally.Released before = asked(first, false);

        assertTrue(Change.between(before, asked(translated, false)).getFirst().asked());
        for (Tally.Released after : List.of(asked(reworded, false), asked(onSeven, false), asked(first, true))) {
            Change.OfScale change = Change.between(before, after).getFirst();
            assertTrue(!change.asked() && change.difference().value().isEmpty());
        }
    }

    private static Tally.Released asked(Item.Rating item, boolean reverse) {
        var page = new Questionnaire.Page("p", item.text(), List.of(item));
        var scale = ScoringSamples.scale("a", List.of(0), 1, any -> reverse);
        var tally = new Tally(new Questionnaire("1.0.0", List.of(page)), new ScoringModel(List.of(scale)));
        for (int i = 0; i < 20; i++) {
            tally.add("", ScoringVectorsTest.answers(1 + i % 5));
        }
        return tally.released(5);
    }

    @Test
    void gapsAreNotFilled() {
        var tally = tally(scale("a", 0, 1, 2));
        for (int i = 0; i < 40; i++) {
            Map<String, Answer> answers = new HashMap<>(ScoringVectorsTest.answers(1 + i % 5, 1 + i % 4, 1 + i % 3));
            if (i % 4 == 0) {
                answers.put("i-1", new Answer.NotApplicable());
            }
            tally.add("", answers);
        }
        Tally.Released released = tally.released(5);
        assertEquals(40, released.scales().getFirst().total().orElseThrow().n());
        assertEquals(30, reliability(released).n());
    }
}
