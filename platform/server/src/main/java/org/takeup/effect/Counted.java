package org.takeup.effect;

import java.time.LocalDate;
import java.util.List;

/**
 * By which weeks a comparison counts.
 *
 * @param first of the days from which somebody is counted on @param last of them
 * @param weeks how many whole weeks, for everybody
 */
record Counted(LocalDate first, LocalDate last, int weeks) {
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
                        ? " from " + first
                        : " from the day after it went out to each of them (between " + first + " and " + last + ")");
    }

    /** The weeks before. */
    String before() {
        return many() + (isOneDay() ? " up to " + first.minusDays(2) : " up to the day before it did");
    }

    private boolean isOneDay() {
        return first.equals(last);
    }

    private String many() {
        return weeks == 1 ? "week" : weeks + " weeks";
    }
}
