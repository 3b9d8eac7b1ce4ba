package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which units are not shown by themselves. */
class SmallUnitsTest {
    private static Group unit(String key, int people) {
        return new Group(key, key, "all", people);
    }

    @Test
    void aSmallUnitTakesTheNextSmallestAlongSoThatNobodySubtracts() {
        assertEquals(
                Set.of("tiny", "small"), RollUp.hidden(List.of(unit("big", 90), unit("tiny", 3), unit("small", 7)), 5));
    }

    @Test
    void whereAllAreLargeEnoughAllAreShown() {
        assertEquals(Set.of(), RollUp.hidden(List.of(unit("a", 5), unit("b", 6)), 5));
    }
}
