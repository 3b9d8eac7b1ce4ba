package org.takeup.tenant;

import java.time.Duration;

/**
 * How long people stay signed in to a workspace.
 *
 * @param idle without doing anything; noted to five minutes
 * @param absolute at most, whatever they do
 */
public record SessionLimits(Duration idle, Duration absolute) {
    /** What holds unless a tenant says otherwise. */
    public static final SessionLimits USUAL = new SessionLimits(Duration.ofHours(2), Duration.ofHours(8));

    /** No tenant may let people stay longer. */
    public static final Duration LONGEST = Duration.ofHours(24);
}
