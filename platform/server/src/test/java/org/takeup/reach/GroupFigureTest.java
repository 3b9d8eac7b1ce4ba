package org.takeup.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.takeup.reach.GroupFigure.Says;

class GroupFigureTest {
    @Property
    void whatIsToldIsTrueAndMovesByWholeGroups(
            @ForAll @IntRange(max = 200) int all,
            @ForAll @IntRange(max = 200) int some,
            @ForAll @IntRange(min = 1, max = 20) int smallest) {
        int count = Math.min(all, some);
        GroupFigure told = GroupFigure.of(count, all, smallest);
        long people = told.people().orElse(0L);
        switch (told.says()) {
            case AT_LEAST -> {
                assertTrue(people <= count && people >= smallest && people % smallest == 0, told.toString());
                assertTrue(all - people >= smallest, "It does not say that all did: " + told);
            }
            case FEWER_THAN -> assertTrue(count < people, told.toString());
            case TOO_FEW -> assertTrue(all < 2 * smallest, told.toString());
            case NOT_COUNTED -> throw new AssertionError(told.toString());
        }
    }

    @Test
    void nobodyAndSomebodyLookTheSame() {
        assertEquals(GroupFigure.of(0, 100, 5), GroupFigure.of(4, 100, 5));
        assertEquals("fewer than 5", GroupFigure.of(4, 100, 5).words());
        assertEquals("at least 10", GroupFigure.of(14, 100, 5).words());
        assertEquals(Says.TOO_FEW, GroupFigure.of(9, 9, 5).says());
    }
}
