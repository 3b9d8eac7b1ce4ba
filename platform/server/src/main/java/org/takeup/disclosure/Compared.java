package org.takeup.disclosure;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ids of the people whose figures stand beside one another.
 *
 * @param treated those who were spoken to, or try something out
 * @param others those they are compared with; nobody if there is no comparison
 * @param from the first day of each that counts; nobody's if one day counts for all and nothing else is shown of them
 */
public record Compared(Set<String> treated, Set<String> others, Map<String, LocalDate> from) {
    public Compared {
        treated = Set.copyOf(treated);
        others = Set.copyOf(others);
        from = Map.copyOf(from);
    }

    public Compared(Set<String> treated, Set<String> others) {
        this(treated, others, Map.of());
    }

    /** A group. @param gone how many more were in it when its figures were made, and have been erased since */
    private record Group(Set<String> people, int gone) {}

    /** How many in each of the two. */
    List<Integer> sizes() {
        return List.of(treated.size(), others.size());
    }

    /**
     * Whether what a few did can be told from the figures of both by subtraction: groups that are not the same and differ by fewer
     * people than the smallest group, or groups of the same people of whom fewer than that are counted by other days. Both groups of
     * a comparison together are a group as well, for what they did can be added up.
     *
     * <p>Figures that are shown stay when somebody is erased, and have them in it. Whoever is erased is in no group that is made
     * afterwards, so the two groups differ by them too.
     *
     * @param shown what remains of the people of another one, whose figures are shown
     * @param entered how many there were in each of its two groups
     * @param smallest group that can be shown
     */
    public boolean tooAlike(Compared shown, List<Integer> entered, int smallest) {
        return groups(sizes())
                .anyMatch(mine -> shown.groups(entered)
                        .anyMatch(theirs -> tooAlike(mine.people(), theirs, from, shown.from, smallest)));
    }

    /** Whether numbers of people leave it possible that groups are too alike; spares reading who they are. */
    static boolean mayBeTooAlike(List<Integer> sizes, List<Integer> others, int smallest) {
        return numbers(sizes).anyMatch(one -> numbers(others).anyMatch(other -> Math.abs(one - other) < smallest));
    }

    private static boolean tooAlike(
            Set<String> mine,
            Group theirs,
            Map<String, LocalDate> from,
            Map<String, LocalDate> theirFrom,
            int smallest) {
        int others = theirs.people().size() + theirs.gone();
        if (Math.abs(mine.size() - others) >= smallest) {
            return false;
        }
        long both = mine.stream().filter(theirs.people()::contains).count();
        long apart = mine.size() + others - 2 * both;
        if (apart == 0) {
            apart = mine.stream()
                    .filter(each -> !Objects.equals(from.get(each), theirFrom.get(each)))
                    .count();
        }
        return apart > 0 && apart < smallest;
    }

    private Stream<Group> groups(List<Integer> entered) {
        var all = new HashSet<>(treated);
        all.addAll(others);
        int treatedGone = Math.max(0, entered.getFirst() - treated.size());
        int othersGone = Math.max(0, entered.getLast() - others.size());
        return Stream.of(
                        new Group(treated, treatedGone),
                        new Group(others, othersGone),
                        new Group(Set.copyOf(all), treatedGone + othersGone))
                .filter(group -> group.people().size() + group.gone() > 0)
                .distinct();
    }

    private static Stream<Integer> numbers(List<Integer> sizes) {
        int all = sizes.stream().mapToInt(Integer::intValue).sum();
        return Stream.concat(sizes.stream(), Stream.of(all)).filter(size -> size > 0);
    }
}
