package org.takeup.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * What is released of one instrument in one period. Never changes.
 *
 * @param instrument plugin, instrument and version, as in {@link Key}
 * @param period such as {@code 2026-Q4}
 * @param made day of the release
 * @param scales in the instrument's order
 * @param numbers in how many new numbers a respondent can be: cuts with a new cell, times scales
 * @param noise scale of the discrete Laplace noise of each new number, in points of a sum; 0 if there is none
 * @param cells every one that there can be
 * @param cuts of the means of organisations on the first scale; empty, one for halves, or three for quarters
 * @param cutsFrom the period in which they were drawn; empty if there are none
 */
public record Release(
        String instrument,
        String period,
        String made,
        List<String> scales,
        int numbers,
        long noise,
        List<Result> cells,
        List<Integer> cuts,
        String cutsFrom) {
    public Release {
        scales = List.copyOf(scales);
        cells = List.copyOf(cells);
        cuts = List.copyOf(cuts);
    }

    /** How a cell came out. */
    public enum State {
        /** Drawn for this release. */
        NEW,
        /** As it was released before, because too little has changed for a new one. */
        AS_BEFORE,
        /** Not shown: too few organisations. */
        FEW_ORGANISATIONS,
        /** Not shown: too few respondents. */
        FEW_RESPONDENTS,
        /** Not shown: too few organisations came or went, so that the difference would tell about them. */
        TOO_LIKE_ANOTHER,
        /** Not shown: with the others it would tell about a group that is too small. */
        WOULD_DISCLOSE,
        /** Not shown: the noise that keeps answers secret would drown the figure. */
        TOO_NOISY;

        /** Whether there are figures. */
        public boolean isShown() {
            return this == NEW || this == AS_BEFORE;
        }
    }

    /**
     * One cell.
     *
     * @param from the period in which its figures were drawn; empty if there are none
     * @param organisations exactly, to compare the next release with; told only in fives; 0 if the cell is not shown
     * @param means of each scale; empty if it is not shown
     */
    public record Result(Cell cell, State state, String from, int organisations, List<Mean> means) {
        public Result {
            means = List.copyOf(means);
        }

        /** As it may be told: rounded down to fives, 0 if the cell is not shown. */
        public int told() {
            return Budget.told(organisations);
        }
    }

    /**
     * A mean with noise.
     *
     * @param tenths of a point, 0 to 1000
     * @param plusMinus points: with 95 % the mean without noise is not further away
     */
    public record Mean(String scale, int tenths, int plusMinus) {
        /** In points, 0 to 100. */
        public double value() {
            return tenths / 10.0;
        }
    }

    String id() {
        return id(instrument, period);
    }

    static String id(String instrument, String period) {
        return instrument + "|" + period;
    }

    Optional<Result> result(Cell cell) {
        return cells.stream().filter(each -> each.cell().equals(cell)).findFirst();
    }

    /** Whether cuts were drawn for this release. */
    boolean hasNewCuts() {
        return !cuts.isEmpty() && cutsFrom.equals(period);
    }
}
