package org.takeup.plan.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.people.Segment;
import org.takeup.plan.voice.Weighed.Weight;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;

class WeighedTest {
    private static final Segment SALES = Segment.unit("Sales");

    private static Weighed heard(Map<String, Long> counts) {
        return Weighed.of(SALES, Optional.of(new Heard("Voice", LocalDate.of(2026, 10, 1), counts)));
    }

    @Test
    void thePriorIsTheSourcesFiguresAndTheUnstatedRest() {
        assertEquals(1, Arrays.stream(Voice.values()).mapToDouble(Voice::prior).sum(), 1e-12);
        Weighed prior = Weighed.unheard(Segment.everybody());

        assertEquals(
                List.of(55L, 23L, 10L),
                prior.weights().stream()
                        .filter(Weight::stated)
                        .map(each -> Weight.percent(each.share()))
                        .toList());
        assertEquals(12, Weight.percent(prior.unstated().share()));
        assertFalse(prior.own());
        // As wide as 30 answers leave it.
        Weight managers = prior.weights().getFirst();
        assertTrue(managers.low() > 0.38 && managers.low() < 0.42, managers.toString());
        assertTrue(managers.high() > 0.68 && managers.high() < 0.72, managers.toString());
    }

    @Test
    void withoutOwnAnswersNobodyHasAWeightOfWhomTheSourceSaysNothing() {
        Map<Messenger, MessengerWeight> weights =
                Weighed.unheard(Segment.everybody()).forBuilders();

        assertEquals(Set.of(Messenger.LINE_MANAGER, Messenger.PEER, Messenger.LEARNING_TEAM), weights.keySet());
        assertFalse(weights.get(Messenger.PEER).isOwn());
        assertTrue(weights.get(Messenger.PEER).source().startsWith("a survey of learners; no sample size"));
    }

    @Test
    void fromThirtyAnswersOnItsWeightsAreItsOwn() {
        Weighed before = heard(Map.of("colleague", 20L, "senior-leader", 9L));
        Weighed own = heard(Map.of("colleague", 20L, "senior-leader", 10L));

        assertFalse(before.own());
        assertTrue(own.own());
        MessengerWeight peers = own.forBuilders().get(Messenger.PEER);
        assertTrue(peers.isOwn());
        assertEquals((0.23 + 20 / 30.0) / 2, peers.share(), 1e-12);
        assertEquals("own weights: 30 own answers of Sales", peers.source());
        assertEquals(
                "a survey of learners and 29 own answers of Sales",
                before.forBuilders().get(Messenger.PEER).source());
        assertEquals(
                (0.03 + 10 / 30.0) / 2, own.forBuilders().get(Messenger.SPONSOR).share(), 1e-12);
    }

    @Test
    void whoeverListensToNobodyAtWorkCountsAndSpeaksForNobody() {
        Weighed own = heard(Map.of("nobody", 15L, "outside", 15L));

        assertEquals(30, own.answers());
        assertEquals((0.12 + 1) / 2, own.unstated().share(), 1e-12);
        assertEquals(0.275, own.forBuilders().get(Messenger.LINE_MANAGER).share(), 1e-12);
    }

    @Test
    void aChoiceThatIsNotKnownCountsForNone() {
        assertEquals(4, heard(Map.of("colleague", 4L, "the-cat", 900L)).answers());
    }

    @Test
    void whatIsKnownAndWhatIsNotIsSaidInWords() {
        String prior = String.join(" ", VoiceRoutes.inWords(Weighed.unheard(Segment.everybody())));
        assertTrue(prior.contains("Most heard: Their line manager, about 55 %"), prior);
        assertTrue(prior.contains("None of your own people have answered yet"), prior);

        String some = String.join(" ", VoiceRoutes.inWords(heard(Map.of("colleague", 6L))));
        assertTrue(some.contains("6 answers of your own are in it; from 30 on"), some);
        String many = String.join(" ", VoiceRoutes.inWords(heard(Map.of("colleague", 900L))));
        assertTrue(many.contains("Own weights are used here"), many);
        assertTrue(many.contains("That is clear"), many);
    }
}
