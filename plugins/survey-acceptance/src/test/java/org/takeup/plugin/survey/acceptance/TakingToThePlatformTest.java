package org.takeup.plugin.survey.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    void fiveScalesOfOwnStatementsAndOneReversedInEachOfFour() {
        assertEquals(
                List.of("usefulness", "ease", "influence", "conditions", "intention"),
                instrument.scoring().scales().stream().map(Scale::id).toList());
        for (Scale scale : instrument.scoring().scales()) {
            assertEquals(
                    scale.items().size() >= 4 ? 1 : 0,
                    scale.items().stream().filter(ItemRef::reverse).count(),
                    scale.id());
            assertEquals((scale.items().size() + 1) / 2, scale.minAnswered());
        }
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
        assertTrue(instrument.questionnaire().items().count() == 20);
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
