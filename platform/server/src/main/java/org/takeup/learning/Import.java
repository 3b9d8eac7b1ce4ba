package org.takeup.learning;

import java.time.Instant;
import java.util.Optional;

/**
 * One import of an uploaded archive.
 *
 * @param connector id of the plugin that reads it
 * @param file name as the sender's machine calls it; for showing only
 * @param by name of who started it
 * @param done bytes of {@code total} that are read and stored; a total of -1 is not known
 * @param message how it ended, in words; empty until then
 */
public record Import(
        String id,
        String connector,
        String file,
        long bytes,
        String by,
        Instant created,
        State state,
        Phase phase,
        long done,
        long total,
        Progress progress,
        String message,
        Optional<Instant> finished) {

    /** Whether it goes on. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        /** Whether nothing more happens to it. */
        public boolean isFinal() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    /** What it is doing. */
    public enum Phase {
        WAITING("Waiting for its turn"),
        CHECKING("Looking into the archive"),
        READING("Reading records"),
        REMOVING("Taking out what the source says is gone"),
        COUNTING("Counting take-up per week"),
        ENDED("Finished");

        private final String label;

        Phase(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Share that is read and stored, 0 to 100; empty while it is not known. */
    public Optional<Integer> percent() {
        if (state == State.DONE || phase == Phase.COUNTING || phase == Phase.REMOVING) {
            return Optional.of(100);
        }
        return total <= 0 ? Optional.empty() : Optional.of((int) Math.min(100, done * 100 / total));
    }
}
