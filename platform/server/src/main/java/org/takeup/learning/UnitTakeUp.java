package org.takeup.learning;

import java.util.List;
import java.util.Set;

/**
 * Take-up of a unit over some weeks, made of figures of single weeks that are shown and of nothing else.
 *
 * @param above keys of the units that it is a part of
 * @param weeks one a week, oldest first; at least one
 */
public record UnitTakeUp(Group unit, Set<String> above, List<TakeUp.Figures> weeks) {
    public UnitTakeUp {
        above = Set.copyOf(above);
        weeks = List.copyOf(weeks);
    }

    /** The active among the enrolled, 0 to 1: each week's distinct people, added up over the weeks. */
    public double share() {
        return (double) weeks.stream().mapToInt(TakeUp.Figures::active).sum()
                / weeks.stream().mapToInt(TakeUp.Figures::enrolled).sum();
    }

    /** The fewest people who were enrolled in one of the weeks. */
    public int fewest() {
        return weeks.stream().mapToInt(TakeUp.Figures::enrolled).min().orElse(0);
    }
}
