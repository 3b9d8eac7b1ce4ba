package org.takeup.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.takeup.learning.TakeUp;

/** Four weeks against four weeks. */
class BeforeAfterTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    private static List<TakeUp.Week> weeks(int... activeOfHundred) {
        var weeks = new ArrayList<TakeUp.Week>();
        for (int i = 0; i < activeOfHundred.length; i++) {
            weeks.add(new TakeUp.Week(
                    MONDAY.plusWeeks(i), Optional.of(new TakeUp.Figures(100, 0, activeOfHundred[i], 0))));
        }
        return weeks;
    }

    @Test
    void theWeekOfTheStepIsNeitherBeforeNorAfter() {
        var found = BeforeAfter.around(MONDAY.plusWeeks(4).plusDays(2), weeks(10, 12, 14, 16, 99, 20, 22, 24, 26))
                .orElseThrow();
        assertEquals(0.13, found.before(), 1e-9);
        assertEquals(0.23, found.after(), 1e-9);
        // Equal variances of 20/3 points: standard error sqrt(2 * 6.667 / 4) = 1.826 points, 6 degrees, t = 2.447.
        var interval = found.interval().orElseThrow();
        assertEquals(0.10 - 2.447 * 0.0182574, interval.low(), 1e-5);
        assertEquals(0.10 + 2.447 * 0.0182574, interval.high(), 1e-5);
        assertTrue(!interval.holdsZero());
    }

    @Test
    void withoutWeeksAfterwardsThereIsNothingToCompare() {
        assertEquals(Optional.empty(), BeforeAfter.around(MONDAY.plusWeeks(4), weeks(10, 12, 14, 16, 99)));
    }

    @Test
    void weeksThatDoNotVaryGiveNoInterval() {
        var found = BeforeAfter.around(MONDAY.plusWeeks(2), weeks(10, 10, 50, 20, 20))
                .orElseThrow();
        assertEquals(Optional.empty(), found.interval());
        assertEquals(0.10, found.change(), 1e-9);
    }
}
