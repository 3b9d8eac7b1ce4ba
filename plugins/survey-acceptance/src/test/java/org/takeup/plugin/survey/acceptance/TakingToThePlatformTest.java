package org.takeup.plugin.survey.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    /** Every question that was ever asked, in English. Those that are asked no more keep their ids. */
    private static final Map<String, String> QUESTIONS = Map.ofEntries(
            // 1.0.0
            Map.entry("usefulness-1", "The learning platform helps me do my job better."),
            Map.entry("usefulness-2", "What I find on it I can use the same week."),
            Map.entry("usefulness-3", "It saves me time when I need to know something."),
            Map.entry("usefulness-4", "I would not miss it if it were gone tomorrow."),
            Map.entry("ease-1", "I find what I look for on it in a few steps."),
            Map.entry("ease-2", "I could use it from the start without help."),
            Map.entry("ease-3", "It works well on the device that I have."),
            Map.entry("ease-4", "I often get stuck on it."),
            Map.entry("influence-1", "My manager is glad when I use the platform."),
            Map.entry("influence-2", "Colleagues whom I respect use it."),
            Map.entry("influence-3", "In my team we tell each other what is good on it."),
            Map.entry("influence-4", "Around here, time spent on it counts as time off work."),
            Map.entry("conditions-1", "I have time at work to use the platform."),
            Map.entry("conditions-2", "I have a device and a quiet place for it."),
            Map.entry("conditions-3", "When I am stuck, somebody helps me soon."),
            Map.entry("conditions-4", "Rules or systems here keep me from using it."),
            Map.entry("intention-1", "I plan to use the platform in the next four weeks."),
            Map.entry("intention-2", "When I need to learn something, I will look there first."),
            Map.entry("intention-3", "I will use it even if nobody asks me to."),
            Map.entry("wish", "What one thing should change, so that you use it more?"),
            // 2.0.0
            Map.entry("usefulness-5", "The learning platform helps me in my job."),
            Map.entry("usefulness-6", "What I learn there I can soon use."),
            Map.entry("usefulness-7", "I could easily do without it."),
            Map.entry("ease-5", "I quickly find what I look for there."),
            Map.entry("ease-6", "I can use it without help."),
            Map.entry("ease-7", "I often get lost there."),
            Map.entry("influence-5", "My manager speaks well of the platform."),
            Map.entry("influence-6", "People here see it as a waste of time."),
            Map.entry("conditions-7", "When I get stuck there, somebody soon helps me."),
            Map.entry("conditions-6", "I have the right device for it."),
            Map.entry("conditions-5", "At work I lack the time for it."),
            Map.entry("intention-4", "In the coming weeks I will learn on the platform."),
            Map.entry("intention-6", "When I need to learn something, I will start there."),
            Map.entry("intention-5", "I will go there only when I have to."),
            Map.entry("wish-2", "What would bring you there more often?"));

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
        assertEquals(Stream.concat(counted.stream(), Stream.of("wish-2")).toList(), asked);
    }

    /**
     * Analysts who put files of several surveys together go by the ids: whoever changes the English words of a question gives
     * it another one, and adds both here.
     */
    @Test
    void anIdStandsForOneQuestionForGood() {
        instrument
                .questionnaire()
                .items()
                .forEach(item -> assertEquals(
                        QUESTIONS.getOrDefault(item.id(), "A question of its own, to be added here."),
                        item.text().in(Locale.ENGLISH),
                        item.id()));
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
