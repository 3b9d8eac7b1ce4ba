package org.takeup.disclosure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ids of the people whose figures stand beside one another.
 *
 * @param treated those who were spoken to, or try something out
 * @param others those they are compared with; nobody if there is no comparison
 */
public record Compared(Set<String> treated, Set<String> others) {
    public Compared {
        treated = Set.copyOf(treated);
        others = Set.copyOf(others);
    }

    /** How many in each of the two. */
    List<Integer> sizes() {
        return List.of(treated.size(), others.size());
    }

    /**
     * Whether what a few did can be told from the figures of both by subtraction: groups that are not the same and differ by fewer
     * people than the smallest group. Both groups of a comparison together are a group as well, for what they did can be added up.
     *
     * @param smallest group that can be shown
     */
    public boolean tooAlike(Compared other, int smallest) {
        return groups().anyMatch(mine -> other.groups().anyMatch(theirs -> tooAlike(mine, theirs, smallest)));
    }

    /** Whether numbers of people leave it possible that groups are too alike; spares reading who they are. */
    static boolean mayBeTooAlike(List<Integer> sizes, List<Integer> others, int smallest) {
        return numbers(sizes).anyMatch(one -> numbers(others).anyMatch(other -> Math.abs(one - other) < smallest));
    }

    private static boolean tooAlike(Set<String> one, Set<String> other, int smallest) {
        if (Math.abs(one.size() - other.size()) >= smallest) {
            return false;
        }
        long both = one.stream().filter(other::contains).count();
        long apart = one.size() + other.size() - 2 * both;
        return apart > 0 && apart < smallest;
    }

    private Stream<Set<String>> groups() {
        var all = new HashSet<>(treated);
        all.addAll(others);
        return Stream.of(treated, others, Set.copyOf(all))
                .filter(group -> !group.isEmpty())
                .distinct();
    }

    private static Stream<Integer> numbers(List<Integer> sizes) {
        int all = sizes.stream().mapToInt(Integer::intValue).sum();
        return Stream.concat(sizes.stream(), Stream.of(all)).filter(size -> size > 0);
    }
}
