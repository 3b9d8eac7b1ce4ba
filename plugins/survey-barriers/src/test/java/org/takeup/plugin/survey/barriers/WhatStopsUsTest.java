package org.takeup.plugin.survey.barriers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.plugin.api.survey.Signal;

class WhatStopsUsTest {
    private final WhatStopsUs instrument = new WhatStopsUs();

    @Test
    void fourteenBarriersInFourFamiliesAreEachRatedThreeTimes() {
        assertEquals(14, Barrier.values().length);
        assertEquals(
                List.of(15, 3, 12, 12, 1),
                instrument.questionnaire().pages().stream()
                        .map(page -> page.items().size())
                        .toList());
        for (Barrier barrier : Barrier.values()) {
            var about = instrument
                    .questionnaire()
                    .items()
                    .filter(item -> item.id().startsWith(barrier.id() + "-"))
                    .map(item -> ((Item.Rating) item).about())
                    .toList();
            assertEquals(3, about.size(), barrier.id());
            assertEquals(1, Set.copyOf(about).size(), barrier.id());
            assertTrue(about.getFirst().isPresent(), barrier.id());
        }
    }

    /** Plans and counter-measures are tied to these: none may go or change its meaning. */
    @Test
    void theIdsThatPlansRelyOnStay() {
        assertEquals(
                List.of(
                        "time",
                        "budget",
                        "infrastructure",
                        "strategy",
                        "communication",
                        "evidence",
                        "conflicting-priorities",
                        "work-groups",
                        "politics",
                        "cynicism",
                        "trainer-motivation",
                        "stand-up-only",
                        "fear",
                        "short-term-pain"),
                Arrays.stream(Barrier.values()).map(Barrier::id).toList());
        assertEquals(
                List.of("means", "proof", "business", "trainer-skill-and-attitude", "seldom", "gap"),
                instrument.scoring().scales().stream()
                        .filter(scale -> scale.within().isEmpty())
                        .map(Scale::id)
                        .toList());
        assertEquals(42, instrument.guide().orElseThrow().signals().size());
    }

    @Test
    void theWorstBySeverityAndFrequencyComesFirstAndWhatHardlyHindersIsNotNamed() {
        // Politics hinders most, but is rare: 80 * 30; time 70 * 90; budget only a little.
        List<Signal> signals = instrument.signals(List.of(
                score("politics", 20, 15, 25),
                score("politics-seldom", 70, 65, 75),
                score("time", 30, 25, 35),
                score("time-seldom", 10, 5, 15),
                score("budget", 72, 66, 78)));

        assertEquals(List.of("barrier:time", "barrier:politics"), ids(signals));
        assertEquals(
                "Barrier 1 is \"Lack of time\": it gets in the way 70 of 100, as often as 90 of 100.",
                signals.getFirst().message().in(Locale.ENGLISH));
        assertEquals(
                "Hürde 1 ist „Zu wenig Zeit“: Sie bremst mit 70 von 100 und kommt mit 90 von 100 vor.",
                signals.getFirst().message().in(Locale.GERMAN));
    }

    @Test
    void whatPeopleSeeInOthersOnlyIsNamedWhenTheIntervalLeavesOutNoDifference() {
        List<Signal> signals = instrument.signals(
                List.of(score("fear-gap", 65, 60, 70), score("time-gap", 40, 35, 45), score("budget-gap", 52, 48, 56)));

        assertEquals(List.of("us-more:time", "others-more:fear"), ids(signals));
        assertEquals(
                "\"Fear of rocking the boat\" is seen more in others than in one's own team, by 30 points of 100.",
                signals.getLast().message().in(Locale.ENGLISH));
    }

    /** The acceptance sentence of the blame gap: others less ourselves, of whoever rated both. */
    @Test
    void theBlameGapOfABarrierIsOthersLessOurselvesOfWhoeverRatedBoth() {
        for (Barrier barrier : Barrier.values()) {
            Scale gap = instrument.scoring().scales().stream()
                    .filter(scale -> scale.id().equals(barrier.id() + "-gap"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(new ScoringModel.Range(-100, 100), gap.range());
            assertEquals(2, gap.minAnswered());
            assertEquals("gap", gap.within());
            // Others 3 of 4, ourselves 1 of 4: 75 less 25.
            double score = gap.items().stream()
                    .mapToDouble(item -> item.itemId().endsWith("-others") ? 75 : item.reverse() ? 100 - 25 : 25)
                    .average()
                    .orElseThrow();
            assertEquals(50, gap.range().at(score), 1e-9, barrier.id());
        }
    }

    @Test
    void everyTextIsTranslatedIntoFourLanguages() {
        Stream.concat(
                        instrument.questionnaire().items().map(Item::text),
                        instrument
                                .questionnaire()
                                .items()
                                .flatMap(item -> item instanceof Item.Rating rating
                                        ? rating.about().stream()
                                        : Optional.<org.takeup.plugin.api.LocalizedText>empty().stream()))
                .forEach(text -> {
                    assertEquals(
                            Set.of("en", "de", "fr", "es"), text.byLanguage().keySet());
                    assertEquals(4, Set.copyOf(text.byLanguage().values()).size(), text.toString());
                });
    }

    /** Whatever is released, a barrier that is worse in both respects never comes after one that is better in both. */
    @Property(tries = 500)
    void theOrderKeepsToSeverityAndFrequency(
            @ForAll @DoubleRange(max = 74) double one,
            @ForAll @DoubleRange(max = 100) double oneSeldom,
            @ForAll @DoubleRange(max = 74) double two,
            @ForAll @DoubleRange(max = 100) double twoSeldom) {
        var scores = new ArrayList<ReleasedScore>();
        scores.add(score("cynicism", one, one, one));
        scores.add(score("cynicism-seldom", oneSeldom, oneSeldom, oneSeldom));
        scores.add(score("strategy", two, two, two));
        scores.add(score("strategy-seldom", twoSeldom, twoSeldom, twoSeldom));
        List<String> ids = ids(instrument.signals(scores));

        assertEquals(2, ids.size());
        if (one < two && oneSeldom < twoSeldom) {
            assertEquals("barrier:cynicism", ids.getFirst());
        } else if (two < one && twoSeldom < oneSeldom) {
            assertEquals("barrier:strategy", ids.getFirst());
        }
    }

    private static ReleasedScore score(String scale, double mean, double low, double high) {
        return new ReleasedScore(scale, 40, mean, low, high);
    }

    private static List<String> ids(List<Signal> signals) {
        return signals.stream().map(Signal::id).toList();
    }
}
