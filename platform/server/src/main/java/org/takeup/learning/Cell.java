package org.takeup.learning;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Counts per week for one unit and one course. Grows to the weeks that occur. Not thread-safe. */
final class Cell {
    /** What is counted; each counts a person once a week. */
    enum Measure {
        ENROLLED,
        STARTED,
        ACTIVE,
        FINISHED
    }

    private final BitSet hidden = new BitSet();
    private int people;
    private int first;
    private int[][] counts = new int[Measure.values().length][0];

    /** One more person who was ever enrolled. */
    void person() {
        people++;
    }

    void add(Measure measure, int week) {
        make(week);
        counts[measure.ordinal()][week - first]++;
    }

    /** The figures of this week are not to be shown; to be told once everything is counted. */
    void hide(int week) {
        if (week >= first && week <= last()) {
            hidden.set(week - first);
        }
    }

    /** Weeks that are not to be shown, counted from the first. */
    List<Integer> hidden() {
        return hidden.stream().boxed().toList();
    }

    /** The count of one week; 0 outside of the weeks that occur. */
    int count(Measure measure, int week) {
        return week < first || week > last() ? 0 : counts[measure.ordinal()][week - first];
    }

    int people() {
        return people;
    }

    boolean isEmpty() {
        return length() == 0;
    }

    int first() {
        return first;
    }

    int last() {
        return first + length() - 1;
    }

    List<Integer> counts(Measure measure) {
        return IntStream.of(counts[measure.ordinal()]).boxed().toList();
    }

    private int length() {
        return counts[0].length;
    }

    private void make(int week) {
        if (isEmpty()) {
            first = week;
        }
        int from = Math.min(first, week);
        int length = Math.max(first + length(), week + 1) - from;
        if (length != length()) {
            int shift = first - from;
            counts = Arrays.stream(counts).map(old -> grown(old, shift, length)).toArray(int[][]::new);
            first = from;
        }
    }

    private static int[] grown(int[] old, int shift, int length) {
        int[] grown = new int[length];
        System.arraycopy(old, 0, grown, shift, old.length);
        return grown;
    }
}
