package org.takeup.effect;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether figures of groups can be shown beside those of others, without telling what a few people did. Pure. */
final class Discretion {
    private final int smallest;

    /** @param smallest group that can be shown */
    Discretion(int smallest) {
        this.smallest = smallest;
    }

    /**
     * Whether what a few did can be told from the figures of both by subtraction: groups that are not the same and differ by
     * fewer people than the smallest group.
     */
    boolean tooAlike(List<Member> one, List<Member> other) {
        List<Set<String>> theirs = groups(other);
        return groups(one).stream().anyMatch(mine -> theirs.stream().anyMatch(each -> tooAlike(mine, each)));
    }

    /** Whether two numbers of people leave it possible that these groups are too alike; spares reading who they are. */
    boolean mayBeTooAlike(List<Integer> sizes, List<Integer> others) {
        return sizes.stream()
                .anyMatch(one ->
                        one > 0 && others.stream().anyMatch(other -> other > 0 && Math.abs(one - other) < smallest));
    }

    private boolean tooAlike(Set<String> one, Set<String> other) {
        long both = one.stream().filter(other::contains).count();
        long apart = one.size() + other.size() - 2 * both;
        return apart > 0 && apart < smallest;
    }

    private static List<Set<String>> groups(List<Member> members) {
        return Stream.of(true, false)
                .map(treated -> members.stream()
                        .filter(each -> each.treated() == treated)
                        .map(Member::person)
                        .collect(Collectors.toSet()))
                .filter(group -> !group.isEmpty())
                .toList();
    }
}
