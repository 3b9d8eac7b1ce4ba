package org.takeup.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.takeup.comparison.Matching.Likeness;

/** Matching on a coarse grid. */
class GridTest {
    private static List<Likeness> people(String prefix, int many, Random random) {
        var people = new ArrayList<Likeness>();
        for (int i = 0; i < many; i++) {
            people.add(
                    new Likeness(prefix + i, "unit " + random.nextInt(4), random.nextInt(5) / 4.0, random.nextInt(5)));
        }
        return people;
    }

    @Property(tries = 50)
    void eachIsTakenOnceAndPairsAreAlikeInAllButTheUnit(@ForAll @IntRange(max = 10_000) int seed) {
        var random = new Random(seed);
        List<Likeness> treated = people("t", 60, random);
        List<Likeness> pool = people("p", 200, random);
        Matching.Matched matched = Grid.match(treated, pool);
        var seen = new HashSet<String>();
        for (Matching.Pair pair : matched.pairs()) {
            assertTrue(seen.add(pair.pilot().person()) && seen.add(pair.other().person()));
            assertEquals(pair.pilot().takeUp(), pair.other().takeUp(), 1e-9);
            assertEquals(pair.pilot().enrolled(), pair.other().enrolled(), 1e-9);
        }
        matched.balance().forEach(each -> assertEquals(0, each.after(), 1e-9));
    }

    @Example
    void theOwnUnitComesFirstAndAnotherUnitIsBetterThanNobody() {
        var ann = new Likeness("ann", "A", 0.5, 2);
        var far = new Likeness("far", "B", 0.5, 2);
        var near = new Likeness("near", "A", 0.5, 2);
        var other = new Likeness("other", "A", 1, 2);
        assertEquals(
                near,
                Grid.match(List.of(ann), List.of(far, near)).pairs().getFirst().other());
        assertEquals(
                far,
                Grid.match(List.of(ann), List.of(other, far)).pairs().getFirst().other());
        assertTrue(Grid.match(List.of(ann), List.of(other)).pairs().isEmpty());
    }

    @Example
    void aHundredThousandAreMatchedAsWell() {
        var random = new Random(1);
        Matching.Matched matched = Grid.match(people("t", 20_000, random), people("p", 80_000, random));
        assertTrue(matched.pairs().size() > 19_000);
    }
}
