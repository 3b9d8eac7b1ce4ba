package org.takeup.tenant;

import java.time.Instant;

/**
 * Where a tenant is in its life on this installation.
 *
 * @param until what the state ends with: the end of the grace period, or until when an arrival is taken to be alive;
 *     {@link Instant#EPOCH} where it means nothing
 * @param reason why the operator suspended it, for its people, in the operator's words; may be empty
 */
public record Stay(State state, Instant until, String reason) {
    /** Here, and nothing is under way. */
    public static final Stay HERE = new Stay(State.HERE, Instant.EPOCH, "");

    /** What is under way with its data. */
    public enum State {
        /** Nothing: people work with it. */
        HERE,
        /** An archive is being restored into it. */
        ARRIVING,
        /** Restoring broke off; what was stored of it is being deleted. */
        WITHDRAWN,
        /** Its data moves to the other placement. */
        MOVING,
        /** It leaves when the grace period is over; until then people work with it and it can be taken back. */
        LEAVING,
        /** It is being deleted. There is no way back. */
        GOING
    }

    /** Whether people may work with the workspace, as far as this goes. */
    boolean opens() {
        return state == State.HERE || state == State.LEAVING;
    }

    /** The same reason with another state. */
    public Stay in(State other, Instant end) {
        return new Stay(other, end, reason);
    }
}
