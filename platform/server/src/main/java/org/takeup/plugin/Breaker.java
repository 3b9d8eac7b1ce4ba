package org.takeup.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Leaves a plugin alone after {@value #FAILURES} failures in a row; when the rest is over one call may try, and its
 * outcome decides. Thread-safe.
 */
final class Breaker {
    static final int FAILURES = 5;
    static final Duration REST = Duration.ofSeconds(15);

    private final LongSupplier nanos;
    private int failures;
    private long restsUntil;
    private long restsSince;
    private boolean resting;
    private boolean trying;

    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a call may be made now. One that may has to tell its outcome. */
    synchronized boolean lets() {
        if (!resting) {
            return true;
        }
        if (trying || nanos.getAsLong() - restsUntil < 0) {
            return false;
        }
        trying = true;
        return true;
    }

    /** Since when it rests, whatever tried in between, by its own time; empty if the last call that counts went well. */
    synchronized Optional<Long> resting() {
        return resting ? Optional.of(restsSince) : Optional.empty();
    }

    synchronized void succeeded() {
        failures = 0;
        resting = false;
        trying = false;
    }

    synchronized void failed() {
        failures++;
        trying = false;
        if (failures >= FAILURES) {
            long now = nanos.getAsLong();
            restsSince = resting ? restsSince : now;
            resting = true;
            restsUntil = now + REST.toNanos();
        }
    }

    /** The call was made but says nothing about the plugin. */
    synchronized void noMatter() {
        trying = false;
    }
}
