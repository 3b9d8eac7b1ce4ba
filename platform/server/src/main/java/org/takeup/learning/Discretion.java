package org.takeup.learning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Which groups of a tree may be shown, so that nothing about fewer people than the smallest group follows from what is
 * shown, by subtraction either.
 *
 * <p>A group that is too small is hidden, with all below it. What a shown group has besides the shown ones below it (the
 * hidden ones and its own people) can be calculated; so more groups are hidden, the smallest first, until that is nobody
 * or enough. Every sum and difference of shown figures is then made of such parts, each nobody or enough.
 */
final class Discretion {
    /** The key of the whole, which the topmost groups are parts of. */
    static final String WHOLE = "";

    private final Map<String, List<String>> below = new HashMap<>();
    private final int smallest;

    /** @param parents what each group is a part of; what is no group itself means the whole */
    Discretion(Map<String, String> parents, int smallest) {
        this.smallest = smallest;
        parents.forEach((group, parent) -> below.computeIfAbsent(
                        parents.containsKey(parent) ? parent : WHOLE, ignored -> new ArrayList<>())
                .add(group));
    }

    /** As above, for these groups. */
    static Discretion of(List<Group> groups, int smallest) {
        var parents = new HashMap<String, String>();
        groups.forEach(group -> parents.put(group.key(), group.parent()));
        return new Discretion(parents, smallest);
    }

    /**
     * The groups that may be shown, the whole among them. Groups that are parts of one another in a circle are not.
     *
     * @param size people of a group with all below it, and of the whole
     * @param never groups that are not shown in any case
     */
    Set<String> shown(ToIntFunction<String> size, Set<String> never) {
        var shown = new HashSet<String>();
        var next = new ArrayDeque<String>();
        if (size.applyAsInt(WHOLE) >= smallest) {
            next.add(WHOLE);
        }
        while (!next.isEmpty()) {
            String group = next.remove();
            shown.add(group);
            next.addAll(shownBelow(group, size, never));
        }
        return shown;
    }

    private List<String> shownBelow(String group, ToIntFunction<String> size, Set<String> never) {
        var largestFirst = new ArrayList<>(below.getOrDefault(group, List.of()).stream()
                .filter(each -> size.applyAsInt(each) >= smallest && !never.contains(each))
                .sorted(Comparator.comparingInt(size).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
        int rest = size.applyAsInt(group) - largestFirst.stream().mapToInt(size).sum();
        while (rest != 0 && rest < smallest && !largestFirst.isEmpty()) {
            rest += size.applyAsInt(largestFirst.removeLast());
        }
        return largestFirst;
    }
}
