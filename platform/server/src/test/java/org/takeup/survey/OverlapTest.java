package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.survey.Overlap.Figure;

/** Whoever adds and subtracts figures of several surveys. The survey that closes last is always "own". */
class OverlapTest {
    private final Overlap overlap = new Overlap();

    private void people(int count, Map<String, String> cells) {
        for (int i = 0; i < count; i++) {
            overlap.add(cells);
        }
    }

    private static Figure all(String wave) {
        return all(wave, 5);
    }

    private static Figure all(String wave, int smallest) {
        return new Figure(wave, Optional.empty(), 0, smallest);
    }

    private static Figure cell(String wave, String unit) {
        return new Figure(wave, Optional.of(unit), 0, 5);
    }

    private boolean tells(List<Figure> figures) {
        return overlap.tells("own", figures, Set.of());
    }

    @Test
    void theVerySameTellNothing() {
        people(8, Map.of("own", "Sales", "one", "Sales"));
        assertFalse(tells(List.of(all("own"), cell("own", "Sales"), all("one"), cell("one", "Sales"))));
    }

    @Test
    void whomNobodyElseHasAskedTellsNothing() {
        people(8, Map.of("own", "Sales"));
        people(8, Map.of("one", "Works"));
        assertFalse(tells(List.of(all("own"), all("one"))));
    }

    /** W2 closed first, W2 - W1.Sales - W1.Ops is X. */
    @Test
    void ownUnitsTakenFromAllOfAnotherTellOfAFew() {
        people(10, Map.of("own", "Sales", "two", ""));
        people(10, Map.of("own", "Ops", "two", ""));
        people(79, Map.of("own", "HR"));
        people(1, Map.of("own", "HR", "two", ""));
        assertFalse(tells(List.of(all("own"), all("two"))));
        assertTrue(tells(List.of(all("own"), cell("own", "Sales"), cell("own", "Ops"), all("two"))));
    }

    /** C - A - B is X. */
    @Test
    void twoOthersTakenFromAllTellOfAFewWhomEachOfThemDoesNot() {
        people(10, Map.of("own", "", "a", ""));
        people(10, Map.of("own", "", "b", ""));
        people(1, Map.of("own", ""));
        assertFalse(tells(List.of(all("own"), all("a"))));
        assertTrue(tells(List.of(all("own"), all("a"), all("b"))));
    }

    /** The same, where the survey of all closed first. */
    @Test
    void ownAndAnotherTakenFromAllOfAThirdTellOfAFew() {
        people(10, Map.of("c", "", "a", ""));
        people(10, Map.of("c", "", "own", ""));
        people(1, Map.of("c", ""));
        assertTrue(tells(List.of(all("own"), all("a"), all("c"))));
        assertFalse(tells(List.of(all("a"), all("c"))), "that was told when it closed");
    }

    @Test
    void oneUnitAskedTwiceBeforeIsTakenOnce() {
        people(10, Map.of("own", "", "a", "", "b", ""));
        people(10, Map.of("own", "", "d", ""));
        people(2, Map.of("own", ""));
        assertTrue(tells(List.of(all("own"), all("a"), all("b"), all("d"))));
    }

    @Test
    void theLargerSmallestGroupOfBothCounts() {
        people(20, Map.of("own", "", "a", ""));
        people(6, Map.of("own", ""));
        assertFalse(tells(List.of(all("own"), all("a"))));
        assertTrue(tells(List.of(all("own"), all("a", 10))));
    }

    /** One was erased who was in this alone, and one who was in the other alone. */
    @Test
    void whoWasErasedInBothNeedNotBeTheSame() {
        people(20, Map.of("own", "", "a", ""));
        var own = new Figure("own", Optional.empty(), 1, 5);
        var other = new Figure("a", Optional.empty(), 1, 5);
        assertTrue(tells(List.of(own, other)));
        people(6, Map.of("own", ""));
        assertFalse(tells(List.of(own, other)));
    }

    /** Whoever answered by name is taken from all, whoever else did. */
    @Test
    void aFewWhomANamedSurveyLeavesOutAreTold() {
        people(8, Map.of("own", "", "named", ""));
        people(50, Map.of("named", ""));
        people(2, Map.of("own", ""));
        assertFalse(tells(List.of(all("own"))));
        assertTrue(overlap.tells("own", List.of(all("own")), Set.of("named")));
        people(3, Map.of("own", ""));
        assertFalse(overlap.tells("own", List.of(all("own")), Set.of("named")));
    }

    @Test
    void whoAllAnsweredByNameAreNoFewWhoDidNot() {
        people(8, Map.of("own", "", "named", ""));
        assertFalse(overlap.tells("own", List.of(all("own")), Set.of("named")));
    }
}
