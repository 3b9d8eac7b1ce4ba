package org.takeup.benchmark;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.takeup.benchmark.Contribution.Member;

/**
 * A cell that was drawn, with who is in it.
 *
 * @param period in which it was drawn
 * @param members with the cells that they are in
 * @param gone how many more there were, who have left the platform since and are known to nobody
 */
record Drawn(String period, Cell cell, Map<Member, Set<Cell>> members, int gone) {
    Drawn {
        members = Map.copyOf(members);
    }

    /** The members by the cell of a dimension that they are in. */
    Map<Cell, Set<Member>> by(Cell.Dimension dimension) {
        var parts = new HashMap<Cell, Set<Member>>();
        members.forEach((member, cells) -> cells.stream()
                .filter(each -> each.dimension() == dimension)
                .forEach(each ->
                        parts.computeIfAbsent(each, any -> new HashSet<>()).add(member)));
        return parts;
    }

    /** How many organisations are in one of them only. */
    int distance(Drawn other) {
        return distance(members.keySet(), other.members.keySet()) + gone + other.gone;
    }

    /** The same without those who have gone. One organisation with another survey is in both, and counts once. */
    static int distance(Set<Member> one, Set<Member> other) {
        var differing = new HashSet<String>();
        one.stream().filter(each -> !other.contains(each)).forEach(each -> differing.add(each.tenant()));
        other.stream().filter(each -> !one.contains(each)).forEach(each -> differing.add(each.tenant()));
        return differing.size();
    }

    /** Whether a difference would tell about one or a few. */
    static boolean isTooLike(int distance) {
        return 0 < distance && distance < Budget.LEAST_CHANGE;
    }
}
