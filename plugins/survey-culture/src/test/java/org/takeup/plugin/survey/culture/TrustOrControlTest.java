package org.takeup.plugin.survey.culture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.Signal;

class TrustOrControlTest {
    private final TrustOrControl instrument = new TrustOrControl();

    @Test
    void halfOfTheEightStatementsAreForControlSoThatAgreeingWithAllIsTheMiddle() {
        List<ItemRef> items = instrument.scoring().scales().getFirst().items();
        assertEquals(8, items.size());
        assertEquals(4, items.stream().filter(ItemRef::reverse).count());
        double agreed = items.stream()
                .mapToInt(item -> item.reverse() ? 6 - 5 : 5)
                .average()
                .orElseThrow();
        ScoringModel.Range range = instrument.scoring().scales().getFirst().range();
        assertEquals(new ScoringModel.Range(-100, 100), range);
        assertEquals(0, range.at((agreed - 1) / 4 * 100), 1e-9);
    }

    @Test
    void aClimateIsNamedOnlyWhenTheWholeIntervalIsOnOneSide() {
        assertEquals(List.of("climate:theory-x"), ids(score(30, 25, 39.9)));
        assertEquals(List.of("climate:theory-y"), ids(score(70, 60.1, 80)));
        assertEquals(List.of(), ids(score(30, 20, 40)));
        assertEquals(List.of(), ids(score(50, 45, 55)));
        assertEquals(
                "People are led by control: -40 on a range from -100 to 100. Begin with small steps that managers can see"
                        + " and steer.",
                instrument
                        .signals(List.of(score(30, 25, 35)))
                        .getFirst()
                        .message()
                        .in(Locale.ENGLISH));
    }

    @Property
    void neverBothAtOnceAndNothingOfOtherScales(
            @ForAll @DoubleRange(max = 100) double mean, @ForAll @DoubleRange(max = 50) double half) {
        List<Signal> signals = instrument.signals(List.of(
                score(mean, Math.max(0, mean - half), Math.min(100, mean + half)),
                new ReleasedScore("engagement", 40, 5, 2, 8)));
        assertEquals(mean + half < 40 || mean - half > 60 ? 1 : 0, signals.size());
    }

    @Test
    void everyStatementIsTranslatedIntoFourLanguages() {
        instrument.questionnaire().items().map(Item::text).forEach(text -> {
            assertEquals(Set.of("en", "de", "fr", "es"), text.byLanguage().keySet());
            assertEquals(4, Set.copyOf(text.byLanguage().values()).size(), text.toString());
        });
    }

    private static ReleasedScore score(double mean, double low, double high) {
        return new ReleasedScore("climate", 40, mean, low, high);
    }

    private List<String> ids(ReleasedScore score) {
        return instrument.signals(List.of(score)).stream().map(Signal::id).toList();
    }
}
