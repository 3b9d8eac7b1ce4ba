package org.takeup.plugin.plan.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.plan.MessengerWeight;

class ExploringTest {
    private static final Optional<MessengerWeight> HIGH = weight(0.4, 0.7);
    private static final Optional<MessengerWeight> NEAR = weight(0.2, 0.4);
    private static final Optional<MessengerWeight> FAR = weight(0.1, 0.3);

    private static Optional<MessengerWeight> weight(double low, double high) {
        return Optional.of(new MessengerWeight((low + high) / 2, low, high, "a survey"));
    }

    @Test
    void oneInTenOfTheChoicesWhoseIntervalsOverlapIsTried() {
        var exploring = new Exploring();
        long tried = IntStream.range(0, 1000)
                .filter(i -> exploring.tries(HIGH, NEAR))
                .count();
        assertEquals(100, tried);
    }

    @Test
    void whatIsCertainIsNotTriedAndDoesNotCount() {
        var exploring = new Exploring();
        for (int i = 0; i < 100; i++) {
            assertFalse(exploring.tries(HIGH, FAR));
            assertFalse(exploring.tries(HIGH, Optional.empty()));
            assertFalse(exploring.tries(Optional.empty(), NEAR));
        }
        long before = IntStream.range(0, Exploring.ONE_IN / 2)
                .filter(i -> exploring.tries(HIGH, NEAR))
                .count();
        assertEquals(0, before, "the first ones say nothing yet");
        assertEquals(true, exploring.tries(HIGH, NEAR));
    }
}
