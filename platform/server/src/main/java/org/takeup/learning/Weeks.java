package org.takeup.learning;

import java.time.LocalDate;

/** ISO weeks as whole numbers: week 0 began on Monday, 29 December 1969. */
final class Weeks {
    private static final int MONDAY_BEFORE_1970 = 3;
    private static final int DAYS = 7;

    private Weeks() {}

    static int of(LocalDate date) {
        return Math.toIntExact(Math.floorDiv(date.toEpochDay() + MONDAY_BEFORE_1970, DAYS));
    }

    static LocalDate monday(int week) {
        return LocalDate.ofEpochDay((long) week * DAYS - MONDAY_BEFORE_1970);
    }
}
