package org.takeup.plan.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.takeup.people.Segment;
import org.takeup.plan.voice.Worth.Factor;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;

/** What measured steps make of the weights that builders get. */
class WorthTest {
    private static Map<Messenger, MessengerWeight> weights() {
        return Weighed.unheard(Segment.everybody()).forBuilders();
    }

    private static Map<Messenger, Factor> factors(int seed) {
        var random = new Random(seed);
        var factors = new EnumMap<Messenger, Factor>(Messenger.class);
        for (Messenger messenger : Messenger.values()) {
            if (random.nextBoolean()) {
                factors.put(messenger, new Factor(0.5 + 1.5 * random.nextDouble(), 1 + random.nextInt(9)));
            }
        }
        return factors;
    }

    private static double sum(Map<Messenger, MessengerWeight> weights) {
        return weights.values().stream().mapToDouble(MessengerWeight::share).sum();
    }

    @Example
    void withoutEvidenceNothingChanges() {
        Map<Messenger, MessengerWeight> weights = weights();
        assertSame(weights, Worth.heeded(weights, Map.of()));
        assertSame(weights, Worth.heeded(weights, Map.of(Messenger.CHAMPION, new Factor(2, 3))));
    }

    @Property(tries = 200)
    void sharesAddUpToWhatTheyDidAndMoveAsTheFactorsSay(@ForAll @IntRange(max = 100_000) int seed) {
        Map<Messenger, MessengerWeight> before = weights();
        Map<Messenger, Factor> factors = factors(seed);
        Map<Messenger, MessengerWeight> after = Worth.heeded(before, factors);
        assertEquals(before.keySet(), after.keySet());
        assertEquals(sum(before), sum(after), 1e-12);
        for (Messenger one : before.keySet()) {
            MessengerWeight weight = after.get(one);
            assertTrue(weight.low() <= weight.share() && weight.share() <= weight.high() && weight.high() <= 1);
            for (Messenger other : before.keySet()) {
                double expected = before.get(one).share()
                        * times(factors, one)
                        / (before.get(other).share() * times(factors, other));
                assertEquals(expected, weight.share() / after.get(other).share(), 1e-9);
            }
        }
    }

    private static double times(Map<Messenger, Factor> factors, Messenger messenger) {
        return factors.getOrDefault(messenger, new Factor(1, 0)).times();
    }

    @Example
    void theSourceNamesTheMeasuredSteps() {
        Map<Messenger, MessengerWeight> after = Worth.heeded(
                weights(), Map.of(Messenger.PEER, new Factor(2, 3), Messenger.LEARNING_TEAM, new Factor(0.5, 1)));
        assertTrue(after.get(Messenger.PEER).source().endsWith(", and 3 measured steps"));
        assertTrue(after.get(Messenger.LEARNING_TEAM).source().endsWith(", and 1 measured step"));
        assertEquals(
                weights().get(Messenger.LINE_MANAGER).source(),
                after.get(Messenger.LINE_MANAGER).source());
        assertEquals(
                "A colleague: times 2.00, by 3 measured steps.",
                VoiceRoutes.measured(Map.of(Messenger.PEER, new Factor(2, 3))).getFirst());
    }
}
