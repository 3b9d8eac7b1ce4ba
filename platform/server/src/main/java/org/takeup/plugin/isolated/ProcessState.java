package org.takeup.plugin.isolated;

import java.util.Set;

/**
 * How an isolated plugin is.
 *
 * @param reason why it is in quarantine, as a sentence; else empty
 * @param starts processes started so far
 * @param pid of the process that takes calls; 0 if there is none
 * @param sinceNanos when this phase began, by {@link System#nanoTime}
 * @param heapMegabytes the most that its process may use for its heap
 * @param confinement what holds its process
 */
public record ProcessState(
        Phase phase,
        String reason,
        long starts,
        long pid,
        long sinceNanos,
        int heapMegabytes,
        Set<Confinement.Part> confinement) {
    public ProcessState {
        confinement = Set.copyOf(confinement);
    }

    /** What it can do. */
    public enum Phase {
        STARTING,
        RUNNING,
        QUARANTINED,
        CLOSED
    }
}
