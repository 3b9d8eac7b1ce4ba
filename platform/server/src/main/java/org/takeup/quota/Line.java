package org.takeup.quota;

import java.util.OptionalLong;
import org.takeup.tenant.Quota;

/**
 * How much of one thing is used.
 *
 * @param used by now; for stored data as it was last measured
 * @param allowed by the operator, if there is a limit
 */
public record Line(Quota.Kind kind, long used, OptionalLong allowed) {
    private static final int WARN_AT_PERCENT = 80;

    /** How it stands. */
    public enum State {
        FINE,
        /** Four fifths are used. */
        NEAR,
        FULL
    }

    public State state() {
        if (allowed.isEmpty() || percent() < WARN_AT_PERCENT) {
            return State.FINE;
        }
        return used >= allowed.getAsLong() ? State.FULL : State.NEAR;
    }

    /** Used share of what is allowed, rounded down; 0 without a limit. */
    public long percent() {
        return allowed.isEmpty() ? 0 : used * 100 / allowed.getAsLong();
    }
}
