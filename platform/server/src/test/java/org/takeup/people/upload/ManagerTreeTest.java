package org.takeup.people.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who reports to themselves over however many levels. */
class ManagerTreeTest {
    @Test
    void aChainHasNoCircleAndOneHundredThousandLevelsAreNoProblem() {
        var tree = new ManagerTree();
        for (int i = 0; i < 100_000; i++) {
            tree.put("p" + i, "p" + (i + 1));
        }
        assertEquals(Set.of(), tree.inCircles());
        tree.put("p100000", "p0");
        assertEquals(100_001, tree.inCircles().size());
    }

    @Test
    void whoReportsIntoACircleIsNotInIt() {
        var tree = new ManagerTree();
        tree.put("a", "b");
        tree.put("b", "c");
        tree.put("c", "b");
        assertEquals(Set.of("b", "c"), tree.inCircles());
        tree.put("c", "");
        assertEquals(Set.of(), tree.inCircles());
    }

    /** The same as walking up from everybody for as many steps as there are people. */
    @Property(tries = 500)
    void asManyAsWalkingFindsToo(
            @ForAll @Size(min = 1, max = 30) java.util.List<@IntRange(min = -1, max = 29) Integer> up) {
        var tree = new ManagerTree();
        Map<String, String> managers = new HashMap<>();
        for (int i = 0; i < up.size(); i++) {
            String manager = up.get(i) < 0 || up.get(i) >= up.size() ? "" : "" + up.get(i);
            tree.put("" + i, manager);
            managers.put("" + i, manager);
        }
        var walked = new HashSet<String>();
        managers.keySet().forEach(start -> {
            String at = start;
            for (int step = 0; step < managers.size() && !at.isEmpty(); step++) {
                at = managers.getOrDefault(at, "");
                if (at.equals(start)) {
                    walked.add(start);
                }
            }
        });
        assertEquals(walked, tree.inCircles());
    }
}
