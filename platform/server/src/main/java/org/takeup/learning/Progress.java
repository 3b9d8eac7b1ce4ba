package org.takeup.learning;

import java.util.EnumMap;
import java.util.Map;

/**
 * How far an import has come and what it has counted: a checkpoint. What lies before {@code position} is stored and
 * counted; a run that takes up from here reads it again and counts it no more.
 *
 * @param position records and reports taken from the connector
 * @param leftOut rows that were left out, whoever refused them
 * @param warnings rows that were taken without a part of them
 * @param noted how many of these are kept for reading
 */
public record Progress(long position, Map<RecordKind, Tally> tallies, long leftOut, long warnings, int noted) {
    static final Progress NONE = new Progress(0, Map.of(), 0, 0, 0);

    public Progress {
        tallies = Map.copyOf(tallies);
    }

    /** The tally of a kind; zeros if none was read. */
    public Tally of(RecordKind kind) {
        return tallies.getOrDefault(kind, Tally.NONE);
    }

    /** How many records made a difference to what is stored. */
    public long stored() {
        return tallies.values().stream().mapToLong(Tally::stored).sum();
    }

    /** How many records were read. */
    public long read() {
        return tallies.values().stream().mapToLong(Tally::read).sum();
    }

    Map<RecordKind, Tally> mutableTallies() {
        var copy = new EnumMap<RecordKind, Tally>(RecordKind.class);
        copy.putAll(tallies);
        return copy;
    }
}
