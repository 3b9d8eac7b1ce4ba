package org.takeup.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The demo's time: the machine's, but for the moments in which the sample data is made. What a fresh demo shows has a past
 * of some weeks, and it goes through the platform like everything else, so the platform must believe that it is then.
 * Thread-safe.
 */
final class DemoClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** Sets the time. It runs on from there. */
    void set(Instant now) {
        ahead = Duration.between(Instant.now(), now);
    }

    /** Goes back to the machine's time. */
    void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The demo's clock has one zone, UTC; zones are the tenants'.");
    }
}
