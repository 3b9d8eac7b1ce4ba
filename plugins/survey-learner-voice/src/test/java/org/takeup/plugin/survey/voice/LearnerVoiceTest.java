package org.takeup.plugin.survey.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.Signal;

class LearnerVoiceTest {
    private final LearnerVoice instrument = new LearnerVoice();

    private Item item(String id) {
        return instrument.questionnaire().item(id).orElseThrow();
    }

    /** The choice of messengers rests on these ids. */
    @Test
    void firstAndSecondVoiceHaveTheSameStableChoices() {
        List<String> voices =
                List.of("line-manager", "colleague", "senior-leader", "hr-ld", "trainer", "outside", "nobody");
        for (String id : List.of("view-first", "view-second")) {
            Item.Selection selection = assertInstanceOf(Item.Selection.class, item(id));
            assertEquals(1, selection.most());
            assertEquals(voices, selection.choices().stream().map(Choice::id).toList());
        }
    }

    @Test
    void waysOfBeingToldAreRankedAndRecommendingGoesFromNoughtToTen() {
        assertEquals(3, assertInstanceOf(Item.Ranking.class, item("told-how")).most());
        assertInstanceOf(Item.Recommend.class, item("recommend"));
        assertTrue(instrument.questionnaire().items().noneMatch(Item::required), "people may pass over any question");
    }

    @Test
    void doingAndThinkingAreTwoScalesWithNothingInCommon() {
        var scales = instrument.scoring().scales();
        assertEquals(2, scales.size());
        var both = Stream.of(scales.getFirst(), scales.getLast())
                .flatMap(scale -> scale.items().stream().map(ItemRef::itemId))
                .toList();
        assertEquals(8, Set.copyOf(both).size());
        scales.forEach(scale ->
                assertEquals(1, scale.items().stream().filter(ItemRef::reverse).count()));
    }

    @Test
    void theFiguresOfTheSourceAreInTheGuideInEachLanguage() {
        instrument.guide().orElseThrow().reading().byLanguage().forEach((language, text) -> {
            assertTrue(text.contains("55") && text.contains("23") && text.contains("10"), language);
        });
    }

    @Property
    void aScaleIsWeakExactlyWhenItsIntervalIsBelowTheMiddle(
            @ForAll @DoubleRange(max = 100) double mean, @ForAll @DoubleRange(max = 50) double half) {
        double high = Math.min(100, mean + half);
        List<String> signals = instrument
                .signals(List.of(
                        new ReleasedScore("doing", 40, mean, Math.max(0, mean - half), high),
                        new ReleasedScore("engagement", 40, 5, 2, 8)))
                .stream()
                .map(Signal::id)
                .toList();
        assertEquals(high < 50 ? List.of("weak:doing") : List.of(), signals);
    }

    @Test
    void everyQuestionIsTranslatedIntoFourLanguages() {
        instrument.questionnaire().items().map(Item::text).forEach(text -> {
            assertEquals(Set.of("en", "de", "fr", "es"), text.byLanguage().keySet());
            assertEquals(4, Set.copyOf(text.byLanguage().values()).size(), text.toString());
        });
        assertEquals("Was Lernende tun", scaleName("doing"));
    }

    private String scaleName(String id) {
        return instrument.scoring().scales().stream()
                .filter(scale -> scale.id().equals(id))
                .map(scale -> scale.name().in(Locale.GERMAN))
                .findFirst()
                .orElseThrow();
    }
}
