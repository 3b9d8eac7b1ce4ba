package org.takeup.effect;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.disclosure.Compared;

/**
 * Somebody whose figures are in a comparison.
 *
 * @param unit that they belonged to when it was first computed; empty if none
 * @param treated whether the step was meant for them, or reached them; the others are compared with
 * @param pair number of the pair that they are in, 0 if there are no pairs
 * @param day on which the step went out to them, or to somebody in whose place they are looked at; they are counted by it
 */
record Member(String person, String unit, boolean treated, int pair, LocalDate day) {
    Member on(LocalDate other) {
        return new Member(person, unit, treated, pair, other);
    }

    static Compared compared(List<Member> members) {
        return new Compared(
                people(members, true),
                people(members, false),
                members.stream().collect(Collectors.toMap(Member::person, each -> each.day.plusDays(1))));
    }

    private static Set<String> people(List<Member> members, boolean treated) {
        return members.stream()
                .filter(each -> each.treated() == treated)
                .map(Member::person)
                .collect(Collectors.toSet());
    }
}
