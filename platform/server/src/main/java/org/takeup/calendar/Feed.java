package org.takeup.calendar;

import java.time.Instant;
import java.util.Optional;

/**
 * A calendar that somebody reads at a secret address, without signing in.
 *
 * @param person whose it is; when they leave, it ends
 * @param subject what it is about, for example a plan's id; empty for a person's own
 * @param ends from when on it is good no more, if it is limited
 */
public record Feed(String id, Kind kind, String person, String subject, Instant made, Optional<Instant> ends) {
    /** What it shows. */
    public enum Kind {
        /** What is asked of its owner. */
        OWN,
        /** What one plan does when. */
        PLAN
    }
}
