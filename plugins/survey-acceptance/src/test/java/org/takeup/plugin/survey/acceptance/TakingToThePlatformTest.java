package org.takeup.plugin.survey.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.plugin.api.survey.Signal;

class TakingToThePlatformTest {
    private final TakingToThePlatform instrument = new TakingToThePlatform();

    @Test
    void fiveScalesOfThreeOwnStatementsAndTheLastOneOfEachIsReversed() {
        assertEquals(
                List.of("usefulness", "ease", "influence", "conditions", "intention"),
                instrument.scoring().scales().stream().map(Scale::id).toList());
        for (Scale scale : instrument.scoring().scales()) {
            assertEquals(
                    List.of(false, false, true),
                    scale.items().stream().map(ItemRef::reverse).toList(),
                    scale.id());
            assertEquals(2, scale.minAnswered());
        }
    }

    @Test
    void everyStatementIsAskedOnceAndCountsOnceAndTheWishComesLast() {
        List<String> asked = instrument.questionnaire().items().map(Item::id).toList();
        List<String> counted = instrument.scoring().scales().stream()
                .flatMap(scale -> scale.items().stream())
                .map(ItemRef::itemId)
                .toList();
        assertEquals(Stream.concat(counted.stream(), Stream.of("wish")).toList(), asked);
    }

    /** Analysts who put files of several surveys together go by the ids, so these belong to questions of 1.0.0 for good. */
    @Test
    void noIdOfAQuestionThatWentStandsForAnother() {
        List<String> gone = List.of(
                "usefulness-3",
                "ease-3",
                "influence-1",
                "influence-3",
                "influence-4",
                "conditions-1",
                "conditions-2",
                "conditions-4",
                "intention-1",
                "intention-3");
        assertEquals(
                List.of(),
                instrument
                        .questionnaire()
                        .items()
                        .map(Item::id)
                        .filter(gone::contains)
                        .toList());
    }

    @Test
    void weakScalesAreNamedTheLowestFirst() {
        List<Signal> signals = instrument.signals(
                List.of(score("ease", 40, 35, 45), score("conditions", 30, 30, 30), score("intention", 48, 44, 52)));

        assertEquals(List.of("weak:conditions", "weak:ease"), ids(signals));
        assertEquals(
                "\"Conditions are right\" is weak: 30 of 100, and all answered alike.",
                signals.getFirst().message().in(Locale.ENGLISH));
    }

    @Property
    void aScaleIsWeakExactlyWhenItsIntervalIsBelowTheMiddle(
            @ForAll @DoubleRange(max = 100) double mean, @ForAll @DoubleRange(max = 50) double half) {
        double high = Math.min(100, mean + half);
        List<Signal> signals = instrument.signals(List.of(score("ease", mean, Math.max(0, mean - half), high)));
        assertEquals(high < 50 ? List.of("weak:ease") : List.of(), ids(signals));
    }

    @Test
    void everyStatementIsTranslatedIntoFourLanguages() {
        assertEquals(16, instrument.questionnaire().items().count());
        instrument.questionnaire().items().map(Item::text).forEach(text -> {
            assertEquals(Set.of("en", "de", "fr", "es"), text.byLanguage().keySet());
            assertEquals(4, Set.copyOf(text.byLanguage().values()).size(), text.toString());
        });
    }

    private static ReleasedScore score(String scale, double mean, double low, double high) {
        return new ReleasedScore(scale, 40, mean, low, high);
    }

    private static List<String> ids(List<Signal> signals) {
        return signals.stream().map(Signal::id).toList();
    }
}
