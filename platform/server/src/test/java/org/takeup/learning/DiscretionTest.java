package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Nothing about a small group follows from what is shown. */
class DiscretionTest {
    private static final int SMALLEST = 5;

    /** A tree in which each group but the first is a part of the whole or of one before it. */
    private record Tree(Map<String, String> parents, Map<String, Integer> sizes) {
        static Tree of(List<Integer> places, List<Integer> own) {
            var parents = new HashMap<String, String>();
            var sizes = new HashMap<String, Integer>(Map.of("", 0));
            for (int i = 0; i < places.size(); i++) {
                int above = places.get(i) % (i + 1);
                parents.put("g" + i, above == i ? "" : "g" + above);
            }
            for (int i = 0; i < own.size(); i++) {
                int people = own.get(i);
                String group = i < places.size() ? "g" + i : "";
                while (!group.isEmpty()) {
                    sizes.merge(group, people, Integer::sum);
                    group = parents.get(group);
                }
                sizes.merge("", people, Integer::sum);
            }
            return new Tree(parents, sizes);
        }

        boolean isBelow(String group, String other) {
            for (String up = group; !up.isEmpty(); up = parents.get(up)) {
                if (parents.get(up).equals(other)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Property
    void noDifferenceOfShownGroupsIsSmall(
            @ForAll @Size(7) List<@IntRange(min = 0, max = 6) Integer> places,
            @ForAll @Size(8) List<@IntRange(min = 0, max = 12) Integer> own,
            @ForAll @IntRange(min = 0, max = 7) int never) {
        Tree tree = Tree.of(places, own);
        Set<String> shown = new Discretion(tree.parents(), SMALLEST)
                .shown(group -> tree.sizes().getOrDefault(group, 0), Set.of("g" + never));
        assertTrue(!shown.contains("g" + never));
        for (String group : shown) {
            List<String> inside =
                    shown.stream().filter(each -> tree.isBelow(each, group)).toList();
            for (int choice = 0; choice < 1 << inside.size(); choice++) {
                check(tree, group, chosen(inside, choice));
            }
        }
    }

    private static List<String> chosen(List<String> from, int choice) {
        var chosen = new ArrayList<String>();
        for (int i = 0; i < from.size(); i++) {
            if ((choice >> i & 1) == 1) {
                chosen.add(from.get(i));
            }
        }
        return chosen;
    }

    /** A reader takes from a group some that are parts of it and have nobody in common. */
    private static void check(Tree tree, String group, List<String> parts) {
        for (String one : parts) {
            for (String other : parts) {
                if (tree.isBelow(one, other)) {
                    return;
                }
            }
        }
        int left = tree.sizes().getOrDefault(group, 0)
                - parts.stream()
                        .mapToInt(part -> tree.sizes().getOrDefault(part, 0))
                        .sum();
        assertTrue(
                left == 0 || left >= SMALLEST, () -> group + " without " + parts + " leaves " + left + " in " + tree);
    }

    @Test
    void groupsThatAreLargeEnoughAreShownAtEveryLevel() {
        Tree tree = Tree.of(List.of(0, 0, 0), List.of(10, 20, 30));
        assertEquals(
                Set.of("", "g0", "g1", "g2"),
                new Discretion(tree.parents(), SMALLEST).shown(tree.sizes()::get, Set.of()));
    }

    @Test
    void groupsInACircleAreNotShown() {
        var discretion = new Discretion(Map.of("a", "b", "b", "a"), SMALLEST);
        assertEquals(Set.of(""), discretion.shown(group -> 10, Set.of()));
    }
}
