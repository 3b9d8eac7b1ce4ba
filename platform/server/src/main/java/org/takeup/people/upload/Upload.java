package org.takeup.people.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file of people that was uploaded.
 *
 * @param file name as the sender's machine calls it; for showing only
 * @param by name of who sent it
 * @param whole whether it names everybody, so that whoever is not in it has left
 * @param readAs how it was read, in words
 * @param unknownColumns titles of columns that were not read
 * @param counts what it would change, or has changed
 * @param basis how many files were taken over before it was compared
 * @param done of {@code total} steps of what it is doing
 * @param message how it ended, in words; empty until then
 */
public record Upload(
        String id,
        String file,
        String by,
        Instant created,
        boolean whole,
        String readAs,
        List<String> unknownColumns,
        Counts counts,
        int basis,
        State state,
        long done,
        long total,
        String message,
        Optional<Instant> finished) {
    public Upload {
        unknownColumns = List.copyOf(unknownColumns);
    }

    /**
     * People in the file, by what becomes of them.
     *
     * @param left who is not in the file, which names everybody
     * @param leftOut rows that are not taken
     * @param inPart rows that are taken without a part of them
     */
    public record Counts(long rows, long added, long changed, long unchanged, long left, long leftOut, long inPart) {
        /** How many people it changes something of. */
        public long changes() {
            return added + changed + left;
        }
    }

    /** Where it is. */
    public enum State {
        /** Compared; nothing is changed yet. */
        CHECKED,
        /** Being taken over. */
        APPLYING,
        /** Taken over. */
        DONE,
        /** Stopped half-way. */
        CANCELLED,
        /** Being taken back. */
        UNDOING,
        /** Taken back. */
        UNDONE,
        /** Another one came after it; it can neither be taken over nor taken back any more. */
        PAST;

        /** Whether something is happening. */
        public boolean isMoving() {
            return this == APPLYING || this == UNDOING;
        }
    }

    /** Share of what it is doing, 0 to 100. */
    public int percent() {
        return total <= 0 ? 100 : (int) Math.min(100, done * 100 / total);
    }
}
