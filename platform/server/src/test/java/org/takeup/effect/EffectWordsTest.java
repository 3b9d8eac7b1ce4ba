package org.takeup.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.takeup.effect.Measured.Figures;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.survey.statistics.Interval;

/** What is said of figures, what is kept back, and what is to be stopped. */
class EffectWordsTest {
    private static final List<String> CAUSAL =
            List.of("caused", "causes", "because of", "led to", "thanks to", "effect", "due to", "works", "impact");

    private static final LocalDate DAY = LocalDate.of(2026, 1, 14);
    private static final Spell SPELL = Spell.of(DAY, 14);
    private static final Counted COUNTED = Counted.of(List.of(new Member("p", "", true, 0, DAY)), 14);

    private static Figures figures(Basis basis, int people, double difference, double reach) {
        return new Figures(
                basis,
                people,
                people,
                basis.compares() ? people : 0,
                0.2,
                0.3,
                0.2,
                0.25,
                difference,
                Optional.of(new Interval(difference - reach, difference + reach)),
                2.8 * reach / League.Z95,
                "permutation test, labels dealt anew");
    }

    private static Measured measured(String step, Messenger messenger, Figures figures) {
        return new Measured(
                step,
                "plan",
                "Subject " + step,
                messenger,
                PlanDraft.Channel.EMAIL,
                PlanDraft.Metric.ACTIVE,
                LocalDate.of(2026, 1, 12),
                LocalDate.of(2026, 2, 2),
                5,
                Measured.State.SHOWN,
                Optional.of(figures),
                0,
                0,
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Property(tries = 200)
    void whatWasNotDrawnIsAnAssociationWithoutACausalWord(
            @ForAll @DoubleRange(min = -0.5, max = 0.5) double difference,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double reach,
            @ForAll PlanDraft.Metric metric) {
        for (Basis basis : List.of(Basis.MATCHED, Basis.BEFORE_AFTER)) {
            String words = String.join(" ", EffectWords.of(figures(basis, 100, difference, reach), metric, COUNTED, 5));
            assertTrue(words.contains("Association only"), words);
            for (String word : CAUSAL) {
                assertFalse(words.toLowerCase(Locale.ROOT).contains(word), word + " in " + words);
            }
        }
    }

    @Example
    void onlyADrawLetsWordsSpeakOfAnEffectAndNothingFoundSaysWhatCannotBeSeen() {
        String found = String.join(
                " ", EffectWords.of(figures(Basis.RANDOMISED, 400, 0.11, 0.05), PlanDraft.Metric.ACTIVE, COUNTED, 5));
        assertTrue(found.contains("is an effect of the plan"), found);
        assertTrue(found.contains("+11.0 points, 95 % interval +6.0 to +16.0"), found);
        assertTrue(found.contains("All of the interval reaches that."), found);
        assertFalse(found.contains("Association"), found);
        String none = String.join(
                " ", EffectWords.of(figures(Basis.RANDOMISED, 400, 0.01, 0.05), PlanDraft.Metric.ACTIVE, COUNTED, 5));
        assertTrue(none.contains("No difference was found; one smaller than 7.1 points cannot be seen"), none);
        assertFalse(none.contains("effect"), none);
    }

    @Example
    void theWeeksBeginOnTheDayAfterTheStepAndThoseBeforeEndOnTheDayBeforeIt() {
        assertEquals(LocalDate.of(2026, 1, 15), SPELL.after().first());
        assertEquals(LocalDate.of(2026, 1, 29), SPELL.after().end());
        assertEquals(LocalDate.of(2025, 12, 31), SPELL.before().first());
        assertEquals(LocalDate.of(2026, 1, 14), SPELL.before().end());
        assertEquals(SPELL.before().end(), SPELL.lately().end());
        assertEquals(3, Spell.of(LocalDate.of(2026, 1, 12), 15).after().weeks());
        assertEquals(1, Spell.of(LocalDate.of(2026, 1, 18), 1).after().weeks());
    }

    @Example
    void aSampleIsTheSameInWhateverOrderPeopleCome() {
        var one = new Sample<String>(10, "seed");
        var other = new Sample<String>(10, "seed");
        for (int i = 0; i < 1_000; i++) {
            one.offer("p" + i, "p" + i);
            other.offer("p" + (999 - i), "p" + (999 - i));
        }
        assertEquals(10, one.inOrder().size());
        assertEquals(one.inOrder(), other.inOrder());
    }

    @Example
    void aKindAndAStepThatCannotReachWhatCountsAreToStop() {
        List<Measured> shown = List.of(
                measured("a", Messenger.LEARNING_TEAM, figures(Basis.RANDOMISED, 60, 0, 0.04)),
                measured("b", Messenger.LEARNING_TEAM, figures(Basis.MATCHED, 60, 0.01, 0.03)),
                measured("c", Messenger.LEARNING_TEAM, figures(Basis.RANDOMISED, 60, 0.02, 0.05)),
                measured("d", Messenger.PEER, figures(Basis.RANDOMISED, 60, 0.11, 0.05)),
                measured("e", Messenger.PEER, figures(Basis.RANDOMISED, 40, 0, 0.02)),
                measured("f", Messenger.PEER, figures(Basis.BEFORE_AFTER, 200, -0.1, 0.02)));
        List<StopDoing.Stop> stops = StopDoing.of(shown);
        assertEquals(
                List.of("The learning team, by mail", "“Subject a”", "“Subject b”"),
                stops.stream().map(StopDoing.Stop::what).toList());
        assertTrue(stops.get(0).kind() && stops.get(0).steps() == 3);
        assertTrue(stops.get(0).reason().contains("Association only"), "one of them was not drawn");
        assertFalse(stops.get(1).reason().contains("Association only"));
        assertTrue(stops.get(2).reason().contains("Association only"));
    }
}
