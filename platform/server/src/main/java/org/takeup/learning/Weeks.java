package org.takeup.learning;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * Weeks as whole numbers, which begin on one day of the week: week 0 of those that begin on a Monday, which are ISO weeks, began on
 * 29 December 1969, and that of the others at most six days later.
 *
 * @param late by how many days each begins after Monday, 0 to 6
 */
record Weeks(int late) {
    /** From Monday to Sunday. */
    static final Weeks ISO = new Weeks(0);

    private static final int MONDAY_BEFORE_1970 = 3;
    private static final int DAYS = 7;

    static Weeks from(DayOfWeek day) {
        return new Weeks(day.getValue() - DayOfWeek.MONDAY.getValue());
    }

    int number(LocalDate date) {
        return Math.toIntExact(Math.floorDiv(date.toEpochDay() + MONDAY_BEFORE_1970 - late, DAYS));
    }

    /** Number of the ISO week. */
    static int of(LocalDate date) {
        return ISO.number(date);
    }

    static LocalDate monday(int week) {
        return LocalDate.ofEpochDay((long) week * DAYS - MONDAY_BEFORE_1970);
    }
}
