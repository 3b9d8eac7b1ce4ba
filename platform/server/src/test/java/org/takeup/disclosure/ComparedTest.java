package org.takeup.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** From which groups the figures of a few people can be taken. */
class ComparedTest {
    private static final int SMALLEST = 5;

    private static Set<String> people(String kind, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> kind + i).collect(Collectors.toSet());
    }

    private static Compared compared(int from, int to, int others) {
        return new Compared(people("p", from, to), people("o", 0, others));
    }

    /** Two figures of groups that differ by one person tell what that person did: 31 of 100 and 30 of 99. */
    @Property(tries = 100)
    void groupsThatDifferByAFewAreTooAlikeAndTheSamePeopleAreNot(@ForAll @IntRange(min = 0, max = 40) int few) {
        Compared one = compared(0, 100, 0);
        Compared other = compared(few, 100, 0);
        boolean alike = few > 0 && few < SMALLEST;
        assertEquals(alike, one.tooAlike(other, SMALLEST));
        assertEquals(alike, other.tooAlike(one, SMALLEST));
        if (alike) {
            assertTrue(Compared.mayBeTooAlike(one.sizes(), other.sizes(), SMALLEST));
        }
        // One left and another came: two apart.
        assertTrue(one.tooAlike(compared(1, 101, 0), SMALLEST));
    }

    @Example
    void thoseWhoAreComparedWithCanBeToldAsWell() {
        assertTrue(compared(0, 50, 60).tooAlike(compared(200, 300, 62), SMALLEST));
        assertFalse(compared(0, 50, 60).tooAlike(compared(200, 300, 60), SMALLEST));
    }

    /** Dealt by the parity of a number, and by halves: each group is another one, and all together differ by two. */
    @Example
    void bothGroupsTogetherAreAGroupAsWell() {
        var halves = new Compared(people("p", 0, 50), people("p", 50, 100));
        Set<String> even = people("p", 0, 102).stream()
                .filter(each -> Integer.parseInt(each.substring(1)) % 2 == 0)
                .collect(Collectors.toSet());
        Set<String> odd = people("p", 0, 102).stream()
                .filter(each -> !even.contains(each))
                .collect(Collectors.toSet());
        assertTrue(halves.tooAlike(new Compared(even, odd), SMALLEST));
        assertTrue(Compared.mayBeTooAlike(List.of(50, 50), List.of(51, 51), SMALLEST));
        assertTrue(Compared.mayBeTooAlike(List.of(30, 70), List.of(51, 51), SMALLEST));
        // One comparison has in one group whom the other has in two.
        assertTrue(halves.tooAlike(new Compared(people("p", 0, 102), Set.of()), SMALLEST));
    }

    @Property(tries = 200)
    void numbersRuleOutNothingThatIsTooAlike(
            @ForAll @IntRange(min = 1, max = 30) int one,
            @ForAll @IntRange(min = 0, max = 30) int two,
            @ForAll @IntRange(min = 0, max = 12) int moved,
            @ForAll @IntRange(min = 0, max = 30) int others) {
        var first = new Compared(people("p", 0, one), people("p", one, one + two));
        var second = new Compared(people("p", moved, moved + one), people("o", 0, others));
        if (first.tooAlike(second, SMALLEST)) {
            assertTrue(Compared.mayBeTooAlike(first.sizes(), second.sizes(), SMALLEST));
        }
    }
}
