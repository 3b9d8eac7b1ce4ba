package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.takeup.survey.scoring.Gaps.Part;
import org.takeup.survey.scoring.LeftOut.Alike;

/**
 * Searches what can be added and subtracted to learn of a few people: of all published sums of scales that share items, in all
 * and by unit, and of their items. People who did the same add the same part of their answers to a combination.
 *
 * <p>A combination of a few has nothing of anybody who did the same as many others: this leaves few combinations, in a large
 * wave often none. The people who remain are divided into as many groups as there are people too many, so that each group has
 * something of every combination that is left. A combination then has something of somebody in each group, which is too many
 * people. Where there are not enough people for such a group, a combination of a few has nothing of this group or nothing of
 * another one, and it is looked for among those only. This is how the least distance of a linear code is found by disjoint
 * information sets (A. E. Brouwer and K.-H. Zimmermann, in A. Betten et al., Error-Correcting Linear Codes, 2006, 1.8). For one
 * thread.
 */
final class Subtraction {
    private static final Comparator<Kind> SAME_EACH_TIME = Comparator.comparingInt((Kind kind) -> -kind.people())
            .thenComparing(kind -> kind.alike().unit())
            .thenComparing(kind -> kind.alike().answered().toLongArray(), Arrays::compare);

    private final Published published;
    private final Remedy remedy;
    private final List<Kind> kinds;
    private final int smallest;
    private final Effort effort;

    /** People who did the same. */
    record Kind(Alike alike, int people) {}

    /** @param columns what is not told apart by unit */
    Subtraction(List<Part> parts, Map<Alike, Integer> people, int smallest, Columns columns, Effort effort) {
        this.effort = effort;
        this.smallest = smallest;
        this.published = new Published(parts, people, smallest, columns);
        this.kinds = people.entrySet().stream()
                .filter(each -> each.getKey().answered().intersects(published.items()))
                .map(each -> new Kind(each.getKey(), each.getValue()))
                .toList();
        this.remedy = new Remedy(published, kinds, smallest, columns);
    }

    /** What has to be left out first; empty if no combination tells of a few. */
    Optional<Step> find() {
        effort.begin();
        Combinations left = Combinations.of(published, effort);
        for (Kind kind : sorted(kind -> kind.people() >= smallest)) {
            if (left.size() == 0 || effort.isSpent()) {
                break;
            }
            left.without(portion(kind));
        }
        if (left.size() == 0) {
            return Optional.empty();
        }
        Optional<Step> found = search(left, sorted(kind -> kind.people() < smallest), smallest - 1, List.of());
        return found.isEmpty() && effort.isSpent() ? remedy.tooLong() : found;
    }

    private List<Kind> sorted(Predicate<Kind> which) {
        return kinds.stream().filter(which).sorted(SAME_EACH_TIME).toList();
    }

    private Published.Portion portion(Kind kind) {
        return published.portion(kind.alike());
    }

    /** Some of the people, and the combinations that have nothing of them. */
    private record Group(Combinations left, List<Kind> members) {}

    /**
     * @param left combinations that may have something of {@code few} and of {@code others}, and of nobody else
     * @param room how many of the others may still be among the few
     */
    private Optional<Step> search(Combinations left, List<Kind> others, int room, List<Kind> few) {
        List<Kind> concerned = concerned(left, others);
        int[] free = concerned.stream().mapToInt(Kind::people).toArray();
        Group first = group(left, concerned, free, 0);
        if (effort.isSpent()) {
            return Optional.empty();
        }
        Optional<Step> told = told(first.left(), few);
        if (told.isPresent()) {
            return told;
        }
        int enough = first.left().size();
        List<Group> wanting = new ArrayList<>();
        for (int i = 1; i <= room && enough < left.size(); i++) {
            Group group = group(left, concerned, free, enough);
            if (group.left().size() > enough) {
                wanting.add(group);
            }
        }
        if (wanting.stream().anyMatch(group -> group.members().isEmpty())) {
            return oneByOne(left, concerned, room, few);
        }
        for (Group group : wanting) {
            Optional<Step> found = search(group.left(), concerned, room, few);
            if (found.isPresent() || effort.isSpent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<Kind> concerned(Combinations left, List<Kind> others) {
        List<Kind> concerned = new ArrayList<>();
        for (Kind kind : others) {
            if (!effort.isSpent() && left.has(portion(kind))) {
                concerned.add(kind);
            }
        }
        return concerned;
    }

    /** @param free how many of each kind are in no group yet @param enough fewer combinations cannot be left */
    private Group group(Combinations left, List<Kind> concerned, int[] free, int enough) {
        Combinations own = left.copy();
        List<Kind> members = new ArrayList<>();
        for (int i = 0; i < free.length && own.size() > enough && !effort.isSpent(); i++) {
            if (free[i] > 0 && own.without(portion(concerned.get(i)))) {
                free[i]--;
                members.add(concerned.get(i));
            }
        }
        return new Group(own, members);
    }

    /** Either the first of them has no part in a combination of a few, or they are some of the few. */
    private Optional<Step> oneByOne(Combinations left, List<Kind> concerned, int room, List<Kind> few) {
        Kind kind = concerned.getFirst();
        List<Kind> rest = concerned.subList(1, concerned.size());
        Combinations without = left.copy();
        without.without(portion(kind));
        Optional<Step> found = search(without, rest, room, few);
        if (found.isPresent() || kind.people() > room || effort.isSpent()) {
            return found;
        }
        List<Kind> more = new ArrayList<>(few);
        more.add(kind);
        return search(left, rest, room - kind.people(), more);
    }

    private Optional<Step> told(Combinations left, List<Kind> few) {
        for (double[] combination : left.basis()) {
            Set<Alike> people = few.stream()
                    .filter(kind -> {
                        Published.Portion portion = portion(kind);
                        return portion.in(combination, new double[portion.answers()]);
                    })
                    .map(Kind::alike)
                    .collect(Collectors.toSet());
            if (!people.isEmpty()) {
                Optional<Step> step = remedy.against(combination, people);
                if (step.isPresent()) {
                    return step;
                }
            }
        }
        return Optional.empty();
    }
}
