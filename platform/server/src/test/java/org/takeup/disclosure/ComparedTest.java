package org.takeup.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** From which groups the figures of a few people can be taken. */
class ComparedTest {
    private static final int SMALLEST = 5;

    private static Set<String> people(String kind, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> kind + i).collect(Collectors.toSet());
    }

    private static Compared compared(int from, int to, int others) {
        return new Compared(people("p", from, to), people("o", 0, others));
    }

    private static boolean alike(Compared one, Compared other) {
        return one.tooAlike(other, other.sizes(), SMALLEST);
    }

    /** Two figures of groups that differ by one person tell what that person did: 31 of 100 and 30 of 99. */
    @Property(tries = 100)
    void groupsThatDifferByAFewAreTooAlikeAndTheSamePeopleAreNot(@ForAll @IntRange(min = 0, max = 40) int few) {
        Compared one = compared(0, 100, 0);
        Compared other = compared(few, 100, 0);
        boolean alike = few > 0 && few < SMALLEST;
        assertEquals(alike, alike(one, other));
        assertEquals(alike, alike(other, one));
        if (alike) {
            assertTrue(Compared.mayBeTooAlike(one.sizes(), other.sizes(), SMALLEST));
        }
        // One left and another came: two apart.
        assertTrue(alike(one, compared(1, 101, 0)));
    }

    @Example
    void thoseWhoAreComparedWithCanBeToldAsWell() {
        assertTrue(alike(compared(0, 50, 60), compared(200, 300, 62)));
        assertFalse(alike(compared(0, 50, 60), compared(200, 300, 60)));
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
        assertTrue(alike(halves, new Compared(even, odd)));
        assertTrue(Compared.mayBeTooAlike(List.of(50, 50), List.of(51, 51), SMALLEST));
        assertTrue(Compared.mayBeTooAlike(List.of(30, 70), List.of(51, 51), SMALLEST));
        // One comparison has in one group whom the other has in two.
        assertTrue(alike(halves, new Compared(people("p", 0, 102), Set.of())));
    }

    @Property(tries = 200)
    void numbersRuleOutNothingThatIsTooAlike(
            @ForAll @IntRange(min = 1, max = 30) int one,
            @ForAll @IntRange(min = 0, max = 30) int two,
            @ForAll @IntRange(min = 0, max = 12) int moved,
            @ForAll @IntRange(min = 0, max = 30) int others) {
        var first = new Compared(people("p", 0, one), people("p", one, one + two));
        var second = new Compared(people("p", moved, moved + one), people("o", 0, others));
        if (alike(first, second)) {
            assertTrue(Compared.mayBeTooAlike(first.sizes(), second.sizes(), SMALLEST));
        }
    }

    /** The same people, of whom a few are counted from another day: the difference is what these did in between. */
    @Property(tries = 50)
    void theSamePeopleOfWhomAFewHaveAnotherDayAreTooAlike(@ForAll @IntRange(min = 0, max = 40) int few) {
        LocalDate day = LocalDate.of(2026, 2, 5);
        Set<String> people = people("p", 0, 100);
        Map<String, LocalDate> one = people.stream().collect(Collectors.toMap(each -> each, _ -> day));
        var other = new HashMap<>(one);
        people("p", 0, few).forEach(each -> other.put(each, day.plusDays(7)));
        assertEquals(
                few > 0 && few < SMALLEST,
                alike(new Compared(people, Set.of(), one), new Compared(people, Set.of(), other)));
    }

    /** What is shown, with everybody who was in it then. */
    private record Shown(Set<String> treated, Set<String> others, List<Integer> sizes) {
        Stream<Set<String>> groups() {
            var all = new HashSet<>(treated);
            all.addAll(others);
            return Stream.of(treated, others, all).filter(each -> !each.isEmpty());
        }

        /** What the ledger can still read. */
        Compared left(Set<String> erased) {
            return new Compared(without(treated, erased), without(others, erased));
        }
    }

    private static Set<String> without(Set<String> people, Set<String> erased) {
        return people.stream().filter(each -> !erased.contains(each)).collect(Collectors.toSet());
    }

    /**
     * The attack: figures that are shown keep the people who are erased later. Whoever has two figures takes one from the other, and
     * knows what those did who are in one of them only, erased or not. Groups come and people go in any order; whatever the ledger
     * lets be shown, no two groups differ by a few.
     */
    @Property(tries = 300)
    void noErasureBringsTwoShownGroupsNearerThanTheSmallestGroup(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 0, max = 9_999) Integer> deeds) {
        var erased = new HashSet<String>();
        var shown = new ArrayList<Shown>();
        for (int deed : deeds) {
            if (deed % 3 == 0) {
                // One to nine go, from somewhere near the edge of the groups.
                erased.addAll(people("p", deed / 3 % 60, deed / 3 % 60 + 1 + deed / 180 % 9));
                continue;
            }
            Compared next = new Compared(
                    without(people("p", deed / 3 % 12, 30 + deed / 36 % 12), erased),
                    without(deed % 3 == 1 ? Set.of() : people("p", 42, 60 + deed / 432 % 12), erased));
            boolean alike = shown.stream()
                    .filter(each -> Compared.mayBeTooAlike(next.sizes(), each.sizes(), SMALLEST))
                    .anyMatch(each -> next.tooAlike(each.left(erased), each.sizes(), SMALLEST));
            if (!alike) {
                shown.add(new Shown(next.treated(), next.others(), next.sizes()));
            }
        }
        for (Shown one : shown) {
            for (Shown other : shown) {
                one.groups()
                        .forEach(mine -> other.groups().forEach(theirs -> {
                            var apart = new HashSet<>(mine);
                            apart.addAll(theirs);
                            apart.removeIf(each -> mine.contains(each) && theirs.contains(each));
                            assertTrue(
                                    apart.isEmpty() || apart.size() >= SMALLEST || one == other,
                                    () -> "Told: " + apart);
                        }));
            }
        }
    }
}
