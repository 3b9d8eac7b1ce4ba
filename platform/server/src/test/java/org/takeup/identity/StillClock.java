package org.takeup.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it, so that nothing depends on how fast a machine is. */
public final class StillClock extends Clock {
    private volatile Instant now;

    /** Stands at this very moment. */
    public StillClock() {
        this(Instant.now());
    }

    public StillClock(Instant now) {
        this.now = now;
    }

    public void set(Instant moment) {
        now = moment;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Time zones are the tenant's, not the clock's");
    }
}
