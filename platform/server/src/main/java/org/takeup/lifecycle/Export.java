package org.takeup.lifecycle;

import java.time.Instant;

/**
 * An archive of the workspace that is made, or was.
 *
 * @param id 128 random bits in hex; whoever is no admin of this workspace cannot use it even if they know it
 * @param documents written so far
 * @param bytes of the finished file, or 0
 * @param sha256 of the finished file in hex, or empty; also its strong ETag
 * @param expires when the finished file is deleted
 */
public record Export(
        String id, State state, Instant asked, Instant expires, long documents, long bytes, String sha256) {
    /** How far it is. */
    public enum State {
        WAITING,
        RUNNING,
        READY,
        FAILED
    }

    /** Whether there is a file to download. */
    public boolean ready() {
        return state == State.READY;
    }

    /** Size for people. */
    public String size() {
        return bytes < 1_000_000 ? Math.max(1, bytes / 1_000) + " kB" : bytes / 1_000_000 + " MB";
    }
}
