package org.takeup.effect;

import java.time.LocalDate;
import org.takeup.learning.Histories.Window;

/**
 * The days by which somebody is counted, from the day on which the step went out to them: as many whole weeks as hold the days
 * that count, from the day after it, and as many weeks up to the day before it. The day itself is in none of them: learning data
 * knows days and no hours, so nobody knows of what is done on it whether it was done before or after, and what somebody began on
 * it they do not begin anew later. Counted in weeks from that day on, and not from a Monday: days of its week on which it was not
 * out yet, in which all groups do alike, would make every difference smaller. Whole weeks, so that all have the same number of
 * working days.
 *
 * @param lately four weeks up to the day before, by which people who are alike are found
 */
record Spell(Window before, Window after, Window lately) {
    static final int LATELY = 4;
    private static final int WEEK = 7;

    /** Whom it reaches later than this many weeks after the step's day is not counted as reached: figures do not wait for ever. */
    static final int LATEST = 4;

    /** @param out the day on which it went out, in the workspace's zone @param days that count */
    static Spell of(LocalDate out, int days) {
        int weeks = Math.ceilDiv(Math.max(1, days), WEEK);
        return new Spell(new Window(out.minusWeeks(weeks), weeks), new Window(out.plusDays(1), weeks), lately(out));
    }

    static Window lately(LocalDate out) {
        return new Window(out.minusWeeks(LATELY), LATELY);
    }
}
