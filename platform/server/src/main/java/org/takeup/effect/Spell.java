package org.takeup.effect;

import java.time.LocalDate;
import org.takeup.learning.Histories.Window;

/**
 * The days that are compared, the same ones for those who are spoken to and for the others: as many whole weeks as hold the days
 * that count, from the day after the step went out, and as many weeks up to the day before it. The day itself is in none of them:
 * nobody knows of what is done on it whether it was done before or after. Counted in weeks from that day on, and not from a
 * Monday: days of its week on which it was not out yet, in which all groups do alike, would make every difference smaller. Whole
 * weeks, so that both have the same number of working days. A step is out when it is handed to the outbox or to its messenger.
 *
 * @param lately four weeks up to the day before, by which people who are alike are found
 */
record Spell(Window before, Window after, Window lately) {
    static final int LATELY = 4;
    private static final int WEEK = 7;

    /** @param out the day on which it went out, in the workspace's zone @param days that count */
    static Spell of(LocalDate out, int days) {
        int weeks = Math.ceilDiv(Math.max(1, days), WEEK);
        return new Spell(
                new Window(out.minusWeeks(weeks), weeks),
                new Window(out.plusDays(1), weeks),
                new Window(out.minusWeeks(LATELY), LATELY));
    }

    /** Whether it is over on a day. */
    boolean over(LocalDate today) {
        return !today.isBefore(after.end());
    }
}
