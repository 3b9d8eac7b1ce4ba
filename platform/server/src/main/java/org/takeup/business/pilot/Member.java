package org.takeup.business.pilot;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.disclosure.Compared;

/**
 * Somebody who takes part in a pilot, as they were when it began.
 *
 * @param unit that they belonged to; empty if none
 * @param pilot whether they try it out; the others are compared with
 * @param pair number of the pair that they are in, 0 if there are no pairs
 */
record Member(String person, String unit, boolean pilot, int pair) {
    /** @param pilot whose first day counts for all */
    static Compared compared(List<Member> members, Pilot pilot) {
        return new Compared(
                people(members, true),
                people(members, false),
                members.stream().collect(Collectors.toMap(Member::person, _ -> pilot.starts())));
    }

    private static Set<String> people(List<Member> members, boolean pilot) {
        return members.stream()
                .filter(each -> each.pilot() == pilot)
                .map(Member::person)
                .collect(Collectors.toSet());
    }
}
