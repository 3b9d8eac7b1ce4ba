package org.takeup.plugin;

import java.time.Clock;
import java.time.Instant;

/**
 * Readings of {@link System#nanoTime} as times of a clock: the same reading is always the same time. Immutable.
 *
 * @param at the clock's time at {@code nanos}
 */
record Moments(Instant at, long nanos) {
    static Moments of(Clock clock) {
        return new Moments(clock.instant(), System.nanoTime());
    }

    Instant of(long reading) {
        return at.plusNanos(reading - nanos);
    }
}
