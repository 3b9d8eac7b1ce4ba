package org.takeup.plugin.survey.maturity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.Signal;

class SixStrandsTest {
    private final SixStrands instrument = new SixStrands();

    @Test
    void sixPagesOfFiveStatementsAreAskedOneStrandAPageThenWhatCameOfIt() {
        assertEquals(
                List.of(5, 5, 5, 5, 5, 5, 6),
                instrument.questionnaire().pages().stream()
                        .map(page -> page.items().size())
                        .toList());
        assertTrue(instrument
                .questionnaire()
                .items()
                .allMatch(item -> item instanceof Item.Rating rating
                        && rating.notApplicable()
                        && rating.scale().min() == 1
                        && rating.scale().max() == 5));
    }

    @Test
    void eachStrandHasOneReverseStatementAndNeedsThreeAnswers() {
        assertEquals(9, instrument.scoring().scales().size());
        assertTrue(instrument.scoring().scales().stream()
                .filter(scale -> !scale.index())
                .allMatch(scale -> scale.minAnswered() == 3
                        && scale.items().stream().filter(ItemRef::reverse).count() == 1));
        assertEquals(
                "Most messages about learning come from us alone.",
                instrument
                        .questionnaire()
                        .item("engagement-4")
                        .orElseThrow()
                        .text()
                        .in(Locale.ENGLISH));
    }

    @Test
    void aStrandWhoseIntervalIsBelowTheOthersIsWeak() {
        List<Signal> signals = instrument.signals(List.of(
                score("defining-need", 66, 60, 72),
                score("work-context", 64, 58, 70),
                score("engagement", 52, 47, 57)));

        assertEquals(List.of("weak:engagement"), ids(signals));
        assertEquals(
                "Ensuring engagement is a weak strand: 52 of 100, likely between 47 and 57.",
                signals.getFirst().message().in(Locale.ENGLISH));
        assertEquals(
                "Beteiligung sichern ist ein schwacher Strang: 52 von 100, wahrscheinlich zwischen 47 und 57.",
                signals.getFirst().message().in(Locale.GERMAN));
    }

    @Test
    void whereAllAnsweredAlikeNoIntervalIsNamed() {
        List<Signal> signals = instrument.signals(List.of(score("engagement", 20, 20, 20)));

        assertEquals(
                "Ensuring engagement is a weak strand: 20 of 100, and all answered alike.",
                signals.getFirst().message().in(Locale.ENGLISH));
    }

    @Test
    void aWideIntervalIsNoGroundForASignal() {
        assertEquals(
                List.of(),
                instrument.signals(List.of(
                        score("defining-need", 66, 60, 72),
                        score("work-context", 64, 58, 70),
                        score("engagement", 52, 30, 74))));
    }

    @Test
    void aStrandThatPeopleAgreeToIsNotWeakEvenIfTheOthersAreBetter() {
        assertEquals(
                List.of(),
                instrument.signals(List.of(score("defining-need", 92, 90, 94), score("engagement", 80, 78, 82))));
    }

    @Test
    void whenAllStrandsAreLowTheThreeWeakestAreNamedWeakestFirst() {
        List<Signal> signals = instrument.signals(Stream.of(Strand.values())
                .map(strand -> score(strand.id(), 40 - strand.ordinal(), 30, 45))
                .toList());

        assertEquals(List.of("weak:demonstrating-value", "weak:engagement", "weak:capability"), ids(signals));
    }

    @Test
    void scoresOfOtherScalesAndNoScoresAtAllSayNothing() {
        assertEquals(List.of(), instrument.signals(List.of()));
        assertEquals(List.of(), instrument.signals(List.of(score("something-else", 1, 0, 2))));
    }

    private static ReleasedScore score(String scale, double mean, double low, double high) {
        return new ReleasedScore(scale, 40, mean, low, high);
    }

    private static List<String> ids(List<Signal> signals) {
        return signals.stream().map(Signal::id).toList();
    }
}
