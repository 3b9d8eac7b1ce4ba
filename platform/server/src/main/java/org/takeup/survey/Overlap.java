package org.takeup.survey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many people are in which figures of several waves, and whether these figures, added and subtracted, tell what a few people
 * have said: if one of them differs by so few from a sum of figures of other waves. Knows numbers of people and nobody. Used by
 * one thread.
 */
final class Overlap {
    /**
     * A figure that is shown.
     *
     * @param wave its id
     * @param cell the unit whose name its people are counted under; empty if it is of all people of the wave
     * @param erased how many are in it whom nobody knows any more
     * @param smallest how many people a figure of the wave has at least
     */
    record Figure(String wave, Optional<String> cell, long erased, int smallest) {
        private boolean has(Map<String, String> cells) {
            String there = cells.get(wave);
            return there != null && cell.map(there::equals).orElse(true);
        }
    }

    /** People who are in the same cells of the same waves. Once its weight is 1, they are in the group that is looked at. */
    private static final class Alike {
        private final long people;
        private final List<Figure> figures = new ArrayList<>();
        private long weight;

        private Alike(long people) {
            this.people = people;
        }
    }

    private final Map<Map<String, String>, Long> people = new HashMap<>();

    /** Somebody. @param cells what they are counted under, by the id of each wave that has them */
    void add(Map<String, String> cells) {
        people.merge(Map.copyOf(cells), 1L, Long::sum);
    }

    /** The same people and these waves alone. */
    Overlap of(Set<String> waves) {
        var some = new Overlap();
        people.forEach((cells, count) -> {
            var there = new HashMap<>(cells);
            there.keySet().retainAll(waves);
            if (!there.isEmpty()) {
                some.people.merge(Map.copyOf(there), count, Long::sum);
            }
        });
        return some;
    }

    /** How many of a wave are counted under each cell. */
    Map<String, Long> cells(String wave) {
        var sizes = new HashMap<String, Long>();
        people.forEach((cells, count) ->
                Optional.ofNullable(cells.get(wave)).ifPresent(cell -> sizes.merge(cell, count, Long::sum)));
        return sizes;
    }

    /** Whether anybody is in both waves. */
    boolean share(String one, String other) {
        return people.keySet().stream().anyMatch(cells -> cells.containsKey(one) && cells.containsKey(other));
    }

    /**
     * Whether these figures tell of a few, and would not without those of one wave. Sums are tried of each wave's cells, and of all
     * waves' together: that which is most like the group.
     *
     * @param named waves of which each single answer is read: from any figure, everybody who is in one of them can be taken
     */
    boolean tells(String own, List<Figure> figures, Set<String> named) {
        return new Sums(own, figures, people, Set.of()).tell()
                || !named.isEmpty() && new Sums(own, figures, people, named).tell();
    }

    /** The figures and who is in each of them. */
    private static final class Sums {
        private final String own;
        private final List<Figure> figures;
        private final Map<Figure, List<Alike>> members = new HashMap<>();
        /** Those from which somebody was taken whose answer is read. */
        private final Set<Figure> lessened = new HashSet<>();

        private Sums(String own, List<Figure> figures, Map<Map<String, String>, Long> people, Set<String> named) {
            this.own = own;
            this.figures = figures;
            var byWave = new HashMap<String, List<Figure>>();
            figures.forEach(each -> byWave.computeIfAbsent(each.wave(), ignored -> new ArrayList<>())
                    .add(each));
            people.forEach((cells, count) -> {
                var alike = new Alike(count);
                boolean read = !Collections.disjoint(cells.keySet(), named);
                for (String wave : cells.keySet()) {
                    for (Figure each : byWave.getOrDefault(wave, List.of())) {
                        if (each.has(cells) && read) {
                            lessened.add(each);
                        } else if (each.has(cells)) {
                            members.computeIfAbsent(each, ignored -> new ArrayList<>())
                                    .add(alike);
                            alike.figures.add(each);
                        }
                    }
                }
            });
        }

        private boolean tell() {
            return figures.stream().anyMatch(this::tells);
        }

        private boolean tells(Figure group) {
            List<Figure> near = near(group);
            Set<String> waves = new HashSet<>();
            near.forEach(each -> waves.add(each.wave()));
            if (!group.wave().equals(own) && !waves.contains(own)) {
                return false;
            }
            List<Figure> cells =
                    near.stream().filter(each -> each.cell().isPresent()).toList();
            return differsByFew(group, List.of())
                    || differsByFew(group, near)
                    || differsByFew(group, cells)
                    || waves.stream()
                            .anyMatch(wave -> differsByFew(group, of(wave, cells))
                                    || differsByFew(
                                            group,
                                            of(wave, near).stream()
                                                    .filter(each -> each.cell().isEmpty())
                                                    .toList()));
        }

        private static List<Figure> of(String wave, List<Figure> figures) {
            return figures.stream().filter(each -> each.wave().equals(wave)).toList();
        }

        /** Figures of other waves that have anybody of a group. */
        private List<Figure> near(Figure group) {
            return members(group).stream()
                    .flatMap(alike -> alike.figures.stream())
                    .filter(each -> !each.wave().equals(group.wave()))
                    .distinct()
                    .toList();
        }

        private List<Alike> members(Figure figure) {
            return members.getOrDefault(figure, List.of());
        }

        /** Takes from the group each figure by which less is left over, those that take most first. */
        private boolean differsByFew(Figure group, List<Figure> parts) {
            parts.forEach(each -> members(each).forEach(alike -> alike.weight = 0));
            members(group).forEach(alike -> alike.weight = 1);
            long apart =
                    members(group).stream().mapToLong(alike -> alike.people).sum();
            boolean ours = group.wave().equals(own);
            boolean taken = lessened.contains(group);
            long erased = group.erased();
            int smallest = group.smallest();
            var order = new HashMap<Figure, Long>();
            parts.forEach(each -> order.put(each, more(each)));
            for (Figure part : parts.stream()
                    .sorted(Comparator.comparingLong(each -> order.getOrDefault(each, 0L)))
                    .toList()) {
                long more = more(part);
                if (more < 0) {
                    members(part).forEach(alike -> alike.weight--);
                    apart += more;
                    taken = true;
                    ours |= part.wave().equals(own);
                    erased += part.erased();
                    smallest = Math.max(smallest, part.smallest());
                }
            }
            // Whoever was erased may be in one of them or in all: each number between is possible.
            return taken && ours && apart < smallest && apart + erased > 0;
        }

        /** By how many more people the rest differs from nobody if this is taken from it. */
        private long more(Figure part) {
            return members(part).stream()
                    .mapToLong(alike -> alike.weight > 0 ? -alike.people : alike.people)
                    .sum();
        }
    }
}
