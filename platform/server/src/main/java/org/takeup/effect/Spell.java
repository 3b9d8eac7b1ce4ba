package org.takeup.effect;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.takeup.learning.Histories.Window;

/**
 * The whole weeks that are compared: from the Monday of the week in which a step went out to the week of the last day that counts,
 * and as many weeks before. The days before it in its own week are in the figures of all groups alike.
 *
 * @param lately four weeks before, by which people who are alike are found
 */
record Spell(Window before, Window after, Window lately) {
    static final int LATELY = 4;
    private static final int WEEK = 7;

    /** @param out the day on which it went out @param days that count */
    static Spell of(LocalDate out, int days) {
        LocalDate monday = out.with(DayOfWeek.MONDAY);
        int weeks = Math.ceilDiv(Math.max(1, days) + out.getDayOfWeek().getValue() - 1, WEEK);
        return new Spell(
                new Window(monday.minusWeeks(weeks), weeks),
                new Window(monday, weeks),
                new Window(monday.minusWeeks(LATELY), LATELY));
    }

    /** Whether it is over on a day. */
    boolean over(LocalDate today) {
        return !today.isBefore(after.end());
    }
}
