package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a plugin is left alone, and when one call may try again. */
class BreakerTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Breaker breaker = new Breaker(nanos::get);

    private void rests() {
        for (int i = 0; i < Breaker.FAILURES; i++) {
            assertTrue(breaker.lets());
            breaker.failed();
        }
        assertFalse(breaker.lets());
    }

    @Test
    void aSuccessInBetweenBeginsTheCountAnew() {
        for (int i = 0; i < 3 * Breaker.FAILURES; i++) {
            assertTrue(breaker.lets());
            if (i % (Breaker.FAILURES - 1) == 0) {
                breaker.succeeded();
            } else {
                breaker.failed();
            }
        }
        assertTrue(breaker.lets());
    }

    @Test
    void afterTheRestOneCallTriesAndTheOthersWaitForIt() {
        rests();
        nanos.addAndGet(Breaker.REST.toNanos() - 1);
        assertFalse(breaker.lets());
        nanos.addAndGet(1);
        assertTrue(breaker.lets());
        assertFalse(breaker.lets());
        breaker.succeeded();
        assertTrue(breaker.lets());
        assertTrue(breaker.lets());
    }

    @Test
    void ifThatOneFailsItRestsAgainAsLong() {
        rests();
        nanos.addAndGet(Breaker.REST.toNanos());
        assertTrue(breaker.lets());
        breaker.failed();
        nanos.addAndGet(Breaker.REST.toNanos() - 1);
        assertFalse(breaker.lets());
        nanos.addAndGet(1);
        assertTrue(breaker.lets());
    }

    @Test
    void aTryThatSaysNothingAboutThePluginLetsTheNextOneTry() {
        rests();
        nanos.addAndGet(Breaker.REST.toNanos());
        assertTrue(breaker.lets());
        breaker.noMatter();
        assertTrue(breaker.lets());
        assertFalse(breaker.lets());
    }
}
