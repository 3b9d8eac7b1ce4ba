package org.takeup.plugin.isolated;

/**
 * How an isolated plugin is.
 *
 * @param reason why it is in quarantine, as a sentence; else empty
 * @param starts processes started so far
 * @param pid of the process that takes calls; 0 if there is none
 */
public record ProcessState(Phase phase, String reason, long starts, long pid) {
    /** What it can do. */
    public enum Phase {
        STARTING,
        RUNNING,
        QUARANTINED,
        CLOSED
    }
}
