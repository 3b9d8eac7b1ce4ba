package org.takeup.business;

import java.time.LocalDate;

/**
 * Two who claim the same people beyond the budget.
 *
 * @param first Monday of the first week
 * @param last Monday of the last week
 * @param weeks how many weeks from first to last are concerned
 * @param people how many people in the week with most of them; 0 if they are fewer than may be counted
 * @param hours the most that one of them is asked for in a week, by all together
 */
public record Conflict(
        String oneId,
        String one,
        String otherId,
        String other,
        LocalDate first,
        LocalDate last,
        int weeks,
        long people,
        double hours) {
    /** Whether enough people are concerned to say how many. */
    public boolean counted() {
        return people > 0;
    }
}
