package org.takeup.plan.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a holiday's day is found in a year. Written as {@code 12-25}, {@code easter+39}, {@code 3 MONDAY 01} (the third of
 * January), {@code last MONDAY 05}, or {@code WEDNESDAY before 11-23}.
 */
sealed interface DayRule {
    /** The day in this year, if the year has it. */
    Optional<LocalDate> in(int year);

    /** The same day each year. */
    record Fixed(MonthDay day) implements DayRule {
        @Override
        public Optional<LocalDate> in(int year) {
            return day.isValidYear(year) ? Optional.of(day.atYear(year)) : Optional.empty();
        }
    }

    /** So many days after Easter Sunday. */
    record Easter(int days) implements DayRule {
        @Override
        public Optional<LocalDate> in(int year) {
            return Optional.of(easter(year).plusDays(days));
        }
    }

    /** The n-th such weekday of a month; 0 for the last one. */
    record Nth(int nth, DayOfWeek weekday, int month) implements DayRule {
        @Override
        public Optional<LocalDate> in(int year) {
            LocalDate first = LocalDate.of(year, month, 1);
            return Optional.of(first.with(
                    nth == 0
                            ? TemporalAdjusters.lastInMonth(weekday)
                            : TemporalAdjusters.dayOfWeekInMonth(nth, weekday)));
        }
    }

    /** The last such weekday before a day. */
    record Before(DayOfWeek weekday, MonthDay day) implements DayRule {
        @Override
        public Optional<LocalDate> in(int year) {
            return Optional.of(day.atYear(year).with(TemporalAdjusters.previous(weekday)));
        }
    }

    /** @throws IllegalArgumentException if it is written in no way that is known */
    static DayRule parse(String text) {
        Matcher rule = Written.RULE.matcher(text);
        if (!rule.matches()) {
            throw new IllegalArgumentException("No rule for a day: " + text);
        }
        String day = rule.group("day");
        if (day != null) {
            return new Fixed(MonthDay.parse("--" + day));
        }
        String easter = rule.group("easter");
        if (easter != null) {
            return new Easter(Integer.parseInt(easter));
        }
        String nth = rule.group("nth");
        if (nth != null) {
            return new Nth(
                    nth.equals("last") ? 0 : Integer.parseInt(nth),
                    DayOfWeek.valueOf(rule.group("weekday")),
                    Integer.parseInt(rule.group("month")));
        }
        return new Before(DayOfWeek.valueOf(rule.group("last")), MonthDay.parse("--" + rule.group("before")));
    }

    /**
     * Easter Sunday of the Gregorian calendar. The anonymous algorithm of 1876 (Nature 13, p. 487), as J. Meeus gives it
     * in Astronomical Algorithms, chapter 8.
     */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }

    /** How rules are written. */
    final class Written {
        private static final Pattern RULE = Pattern.compile("(?<day>\\d\\d-\\d\\d)"
                + "|easter(?<easter>[+-]\\d{1,3})"
                + "|(?<nth>[1-4]|last) (?<weekday>[A-Z]+) (?<month>\\d\\d)"
                + "|(?<last>[A-Z]+) before (?<before>\\d\\d-\\d\\d)");

        private Written() {}
    }
}
