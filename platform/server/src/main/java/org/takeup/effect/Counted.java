package org.takeup.effect;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * By which weeks a comparison counts.
 *
 * @param first of the days from which somebody is counted on @param last of them
 * @param weeks how many whole weeks, for everybody
 */
record Counted(LocalDate first, LocalDate last, int weeks) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** A day, in the middle of a sentence. */
    static String said(LocalDate day) {
        return day.format(DAY);
    }

    static Counted of(List<Member> members, int days) {
        List<LocalDate> out = members.stream().map(Member::day).sorted().toList();
        return new Counted(
                out.getFirst().plusDays(1),
                out.getLast().plusDays(1),
                Spell.of(out.getFirst(), days).after().weeks());
    }

    /** The weeks afterwards, as part of a sentence. */
    String after() {
        return many()
                + (isOneDay()
                        ? " from " + said(first)
                        : " from the day after it went out to each of them (between " + said(first) + " and "
                                + said(last) + ")");
    }

    /** The weeks before. */
    String before() {
        return many() + (isOneDay() ? " up to " + said(first.minusDays(2)) : " up to the day before it did");
    }

    private boolean isOneDay() {
        return first.equals(last);
    }

    private String many() {
        return weeks == 1 ? "week" : weeks + " weeks";
    }
}
