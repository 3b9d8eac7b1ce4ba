package org.takeup.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.tenant.Workspace;

/**
 * What of a wave may be shown beside other waves that asked the same: if a group of it is made of nearly the same people as
 * something that another one shows, both results together tell what the few have said in whom they differ. Goes by who was
 * invited, and by no directory: so it does not matter what came between somebody's look and the last invitation. Of two waves
 * the one that closes later is measured against the other, whose roll is whole by then.
 *
 * <p>Reads the wave's roll once, whatever the number of other waves, a few hundred people at a time. Used by one thread;
 * blocks on the store.
 */
final class FewApart {
    /** From the end of a wave to the next: by then people answer anew enough for a difference not to be the newcomers'. */
    static final Duration SOON = Duration.ofDays(28);

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
     * A round of asking, whether it has begun or not.
     *
     * @param own the wave's id once it is open, else empty
     * @param instrument the instrument's id
     * @param items ids of what is asked: a copy of an instrument has another id and the same questions
     * @param from when it opens, or has opened
     * @param to when it stops, or stopped, taking answers
     */
    record Round(String own, String instrument, List<String> items, Instant from, Instant to) {
        static Round of(Workspace workspace, Wave wave) {
            List<String> items = new WaveStore(workspace)
                    .snapshot(wave.id())
                    .map(WaveStore::asks)
                    .orElse(List.of());
            return new Round(wave.id(), wave.instrument().id(), items, wave.opened(), wave.ends());
        }

        /** The same, should people still be invited at this moment: whoever has begun may finish after the end. */
        Round until(Instant now) {
            return new Round(own, instrument, items, from, now.isAfter(to) ? now : to);
        }

        private boolean isSoonBeside(Wave wave) {
            return wave.opened().isBefore(to.plus(SOON))
                    && wave.ends().plus(SOON).isAfter(from);
        }
    }

    /**
     * Waves beside which this one has to stand: that ask any of the same, about the same time, and whose answers count. Goes by the
     * times in which people may answer: one may have opened long before and have invited its people yesterday.
     */
    static List<Wave> beside(Workspace workspace, Round round) {
        return new WaveStore(workspace)
                .alike(
                        round.instrument(),
                        round.items(),
                        round.from().minus(SOON).minus(Openings.LONGEST))
                .stream()
                        .filter(round::isSoonBeside)
                        .filter(wave -> !wave.id().equals(round.own()) && !wave.planned())
                        .filter(wave -> !wave.fieldwork().pilot())
                        .toList();
    }

    /**
     * What may be shown of a wave that is closed. Whichever of two waves is closed first is not measured against the other; of
     * two that are closed at the same moment, either may be.
     */
    Shown of(Wave wave) {
        return measured(wave, besides(wave).stream().filter(FewApart::isClosed).toList());
    }

    /** What may be shown of an open wave should it close later than all others. */
    Shown soFar(Wave wave) {
        return measured(wave, besides(wave));
    }

    private List<Wave> besides(Wave wave) {
        return wave.privacy().isNamed() || wave.fieldwork().pilot()
                ? List.of()
                : beside(workspace, Round.of(workspace, wave));
    }

    private static boolean isClosed(Wave wave) {
        return switch (wave.state()) {
            case PLANNED, OPEN -> false;
            case CLOSED, SEPARATING, SEPARATED -> true;
        };
    }

    private Shown measured(Wave wave, List<Wave> all) {
        Map<String, Shown> told = all.isEmpty()
                ? Map.of()
                : new WaveStore(workspace).shown(all.stream().map(Wave::id).toList());
        // Beside what shows nothing, nothing is told.
        List<Wave> others = all.stream()
                .filter(other -> told.get(other.id()) != Shown.NOTHING)
                .toList();
        if (others.isEmpty()) {
            return Shown.ALL;
        }
        List<String> ids = others.stream().map(Wave::id).toList();
        Map<String, Shared> shared = ids.stream().collect(Collectors.toMap(id -> id, ignored -> new Shared()));
        var own = new HashMap<String, Long>();
        new RollStore(workspace, wave.id()).each(batch -> {
            List<String> people = batch.stream().map(RollStore.Member::person).toList();
            Map<String, Map<String, String>> cells = RollStore.on(workspace, ids, people);
            for (RollStore.Member member : batch) {
                own.merge(member.cell(), 1L, Long::sum);
                cells.forEach((id, there) ->
                        shared.getOrDefault(id, new Shared()).add(member.cell(), there.get(member.person())));
            }
        });
        Map<String, Map<String, Long>> sizes = RollStore.sizes(workspace, ids);
        int smallest = wave.privacy().smallestGroup();
        var shown = Shown.ALL;
        for (Wave other : others) {
            Map<String, Long> there = sizes.getOrDefault(other.id(), Map.of());
            var beside = new Other(told.get(other.id()) == Shown.NO_UNITS ? Map.of() : there, sum(there));
            long erased = Math.abs(erased(wave, sum(own)) - erased(other, beside.people()));
            Shared common = shared.getOrDefault(other.id(), new Shared());
            if (common.wholeTells(own, beside, erased, smallest)) {
                return Shown.NOTHING;
            }
            if (common.anyUnitTells(own, beside, smallest)) {
                shown = Shown.NO_UNITS;
            }
        }
        return shown;
    }

    /** How many were invited whom no roll knows any more. */
    private long erased(Wave wave, long roll) {
        return Math.max(0, Turnout.exact(workspace, wave).invited() - roll);
    }

    private static long sum(Map<String, Long> cells) {
        return cells.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What another wave shows. @param cells how many are in each that is told apart @param people all */
    private record Other(Map<String, Long> cells, long people) {}

    /** Whom two waves have in common: how many of each cell of one are in each cell of the other. Used by one thread. */
    private static final class Shared {
        private final Map<String, Map<String, Long>> cells = new HashMap<>();

        private void add(String cell, @Nullable String there) {
            if (there != null) {
                cells.computeIfAbsent(cell, ignored -> new HashMap<>()).merge(there, 1L, Long::sum);
            }
        }

        /** @param erased by how many more of one than of the other no roll knows; whoever was erased in both is in both results */
        private boolean wholeTells(Map<String, Long> own, Other other, long erased, int smallest) {
            var all = new HashMap<String, Long>();
            cells.values().forEach(row -> row.forEach((there, people) -> all.merge(there, people, Long::sum)));
            return tells(sum(own), all, other, erased, smallest);
        }

        /** The nameless rest counts if it is large enough to be shown. */
        private boolean anyUnitTells(Map<String, Long> own, Other other, int smallest) {
            return own.entrySet().stream()
                    .filter(cell -> cell.getValue() >= smallest && cells.containsKey(cell.getKey()))
                    .anyMatch(cell ->
                            tells(cell.getValue(), cells.getOrDefault(cell.getKey(), Map.of()), other, 0, smallest));
        }

        private static boolean tells(long group, Map<String, Long> common, Other other, long erased, int smallest) {
            long both = sum(common);
            return both > 0
                    && (isFew(apart(group, common, other.cells(), smallest), smallest)
                            || other.people() >= smallest
                                    && isFew(group + other.people() - 2 * both + erased, smallest));
        }

        private static boolean isFew(long people, int smallest) {
            return people > 0 && people < smallest;
        }

        /**
         * By how many a group differs from that sum of another wave's cells which is most like it: a cell is in it if more of it
         * are in the group than are not. Cells that are too small to be shown are in no sum.
         */
        private static long apart(long group, Map<String, Long> common, Map<String, Long> other, int smallest) {
            long apart = group;
            for (Map.Entry<String, Long> each : common.entrySet()) {
                long cell = other.getOrDefault(each.getKey(), 0L);
                apart += cell < smallest ? 0 : Math.min(0, cell - 2 * each.getValue());
            }
            return apart;
        }
    }
}
