package org.takeup.survey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.tenant.Workspace;

/**
 * What of a wave may be shown beside other waves that asked the same: if a group of it is made of nearly the same people as
 * something that other ones show, all results together tell what the few have said in whom they differ, see {@link Overlap}. Goes by who was
 * invited, and by no directory: so it does not matter what came between somebody's look and the last invitation. Of two waves
 * the one that closes later is measured against the other, whose roll is whole by then.
 *
 * <p>Reads the roll of each of these waves once, however many are measured, a few hundred people at a time. Used by one thread;
 * blocks on the store.
 */
final class FewApart {
    /** What of a wave may be shown. */
    enum Shown {
        /** All that is large enough. */
        ALL,
        /** Nothing of single units. */
        NO_UNITS,
        /** Nothing. */
        NOTHING
    }

    private final Workspace workspace;

    FewApart(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What may be shown of a wave that is closed. Whichever of two waves is closed first is not measured against the other; of
     * two that are closed at the same moment, either may be.
     */
    Shown of(Wave wave) {
        List<Wave> others = besides(wave).stream()
                // Of a named one everything will be read, whenever it closes.
                .filter(other -> isClosed(other) || other.privacy().isNamed())
                .toList();
        return measured(Map.of(wave, others)).getOrDefault(wave.id(), Shown.NOTHING);
    }

    /** What may be shown of open waves, by their ids, should each close later than all others. */
    Map<String, Shown> soFar(Collection<Wave> waves) {
        return measured(waves.stream().distinct().collect(Collectors.toMap(Function.identity(), this::besides)));
    }

    private List<Wave> besides(Wave wave) {
        return wave.privacy().isNamed() || wave.fieldwork().pilot()
                ? List.of()
                : Round.of(workspace, wave).beside(workspace);
    }

    private static boolean isClosed(Wave wave) {
        return switch (wave.state()) {
            case PLANNED, OPEN -> false;
            case CLOSED, SEPARATING, SEPARATED -> true;
        };
    }

    /** By the ids of the waves, which are measured against others each. Reads every roll once. */
    private Map<String, Shown> measured(Map<Wave, List<Wave>> besides) {
        Map<String, Shown> told = new ShownStore(workspace)
                .of(besides.values().stream()
                        .flatMap(List::stream)
                        .map(Wave::id)
                        .distinct()
                        .toList());
        var measured = new HashMap<String, Shown>();
        var asked = new HashMap<Wave, List<Wave>>();
        besides.forEach((wave, others) -> {
            // Beside what shows nothing, nothing is told.
            List<Wave> telling = others.stream()
                    .filter(other -> told.get(other.id()) != Shown.NOTHING)
                    .toList();
            if (telling.isEmpty()) {
                measured.put(wave.id(), Shown.ALL);
            } else {
                asked.put(wave, telling);
            }
        });
        var rolls = new HashSet<String>();
        asked.forEach((wave, others) -> rolls.addAll(ids(wave, others)));
        var everybody = new Overlap();
        RollStore.together(workspace, rolls, everybody::add);
        Map<String, Participation> invited = Turnout.exact(
                workspace,
                asked.entrySet().stream()
                        .flatMap(each -> Stream.concat(Stream.of(each.getKey()), each.getValue().stream()))
                        .distinct()
                        .toList());
        asked.forEach((wave, others) ->
                measured.put(wave.id(), measured(wave, others, told, invited, everybody.of(ids(wave, others)))));
        return measured;
    }

    private static Set<String> ids(Wave wave, List<Wave> others) {
        return Stream.concat(Stream.of(wave), others.stream()).map(Wave::id).collect(Collectors.toSet());
    }

    private static Shown measured(
            Wave wave,
            List<Wave> others,
            Map<String, Shown> told,
            Map<String, Participation> invited,
            Overlap overlap) {
        var alone = new ArrayList<Overlap.Figure>();
        var named = new HashSet<String>();
        for (Wave other : others) {
            if (other.privacy().isNamed()) {
                named.add(other.id());
                continue;
            }
            Figures there = figures(other, invited, overlap.cells(other.id()));
            if (there.people() >= other.privacy().smallestGroup()) {
                alone.add(there.whole());
            }
            alone.addAll(told.get(other.id()) == Shown.NO_UNITS ? List.of() : there.cells());
        }
        Figures own = figures(wave, invited, overlap.cells(wave.id()));
        alone.add(own.whole());
        if (overlap.tells(wave.id(), alone, named)) {
            return Shown.NOTHING;
        }
        var all = new ArrayList<>(alone);
        all.addAll(own.cells());
        return isUntold(wave, others, overlap) || overlap.tells(wave.id(), all, named) ? Shown.NO_UNITS : Shown.ALL;
    }

    /** Whether nobody knows which people are in the units of this wave, or in those of another one that has asked some of them. */
    private static boolean isUntold(Wave wave, List<Wave> others, Overlap overlap) {
        boolean own = isUntold(wave, overlap);
        return others.stream()
                .anyMatch(other -> (own || isUntold(other, overlap)) && overlap.share(wave.id(), other.id()));
    }

    private static boolean isUntold(Wave wave, Overlap overlap) {
        return !wave.privacy().isNamed()
                && !wave.units().isEmpty()
                && overlap.cells(wave.id()).containsKey(RollStore.UNTOLD);
    }

    /** What a wave shows by its roll. @param people how many are on it @param cells those that are large enough, the nameless rest as well */
    private record Figures(long people, Overlap.Figure whole, List<Overlap.Figure> cells) {}

    private static Figures figures(Wave wave, Map<String, Participation> invited, Map<String, Long> roll) {
        int smallest = wave.privacy().smallestGroup();
        Map<String, Long> erased = erased(invited.getOrDefault(wave.id(), Participation.none()), roll);
        List<Overlap.Figure> cells = roll.entrySet().stream()
                .filter(cell -> cell.getValue() >= smallest && !cell.getKey().equals(RollStore.UNTOLD))
                .map(cell -> new Overlap.Figure(
                        wave.id(), Optional.of(cell.getKey()), erased.getOrDefault(cell.getKey(), 0L), smallest))
                .toList();
        return new Figures(sum(roll), new Overlap.Figure(wave.id(), Optional.empty(), sum(erased), smallest), cells);
    }

    /** How many were invited to each unit whom no roll knows any more. Of a roll without units, of all together. */
    private static Map<String, Long> erased(Participation invited, Map<String, Long> roll) {
        if (roll.containsKey(RollStore.UNTOLD)) {
            return Map.of("", Math.max(0, invited.invited() - sum(roll)));
        }
        var erased = new HashMap<String, Long>();
        invited.units()
                .forEach(unit ->
                        erased.put(unit.unit(), Math.max(0, unit.invited() - roll.getOrDefault(unit.unit(), 0L))));
        return erased;
    }

    private static long sum(Map<String, Long> cells) {
        return cells.values().stream().mapToLong(Long::longValue).sum();
    }
}
