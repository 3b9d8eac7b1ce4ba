package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which units are not shown by themselves. */
class SmallUnitsTest {
    private static Group unit(String key, int people) {
        return new Group(key, key, "all", people);
    }

    private static Set<String> hidden(Group... units) {
        int all = Arrays.stream(units).mapToInt(Group::people).sum();
        return TakeUps.hidden(List.of(units), new Group("", "All units", "", all), 5);
    }

    @Test
    void aSmallUnitTakesTheNextSmallestAlongSoThatNobodySubtracts() {
        assertEquals(Set.of("tiny", "small"), hidden(unit("big", 90), unit("tiny", 3), unit("small", 7)));
    }

    @Test
    void whereAllAreLargeEnoughAllAreShown() {
        assertEquals(Set.of(), hidden(unit("a", 5), unit("b", 6)));
    }
}
