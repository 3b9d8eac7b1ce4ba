package org.takeup.benchmark;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A quarter of a year, UTC. */
record Period(int year, int quarter) {
    /** The day of a quarter from which the platform makes the release by itself: what ended with the quarter before is counted. */
    private static final int DUE = 8;

    static Period of(Instant moment) {
        LocalDate day = day(moment);
        return new Period(day.getYear(), (day.getMonthValue() + 2) / 3);
    }

    static Period of(String text) {
        return new Period(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(6)));
    }

    static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    /** Such as {@code 2026-Q4}. */
    String text() {
        return year + "-Q" + quarter;
    }

    /** Whether the release of this quarter is due at a moment of it. */
    boolean isDue(Instant moment) {
        return !day(moment).isBefore(LocalDate.of(year, 3 * quarter - 2, DUE));
    }
}
