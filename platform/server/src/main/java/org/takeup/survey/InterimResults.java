package org.takeup.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.survey.scoring.Interim;
import org.takeup.survey.scoring.InterimGroup;
import org.takeup.survey.scoring.Tally;
import org.takeup.survey.scoring.UnseenTally;
import org.takeup.tenant.Workspace;

/**
 * Results of waves that are open, for planners: sums that grow with each finished answer, shown as {@link InterimGroup} lets
 * them be shown. None of anonymous waves, whose answers are sealed, nor of pilots. Counting happens a moment after the answer
 * was taken and never delays it; whoever looks has it caught up if a node died before it had counted. Thread-safe.
 */
final class InterimResults {
    private static final Logger LOG = LoggerFactory.getLogger(InterimResults.class);
    /** Answers that come within this time are counted together. Results follow within a second. */
    private static final Duration GATHER = Duration.ofMillis(150);

    private static final Duration INVITED_FRESH = Duration.ofSeconds(30);
    private static final int AT_ONCE = 500;
    private static final int TRIES = 20;
    private static final int MOST = 1_000;

    private final Waves waves;
    /** Waves that are being counted here; true if more has come since. */
    private final ConcurrentHashMap<Key, Boolean> counting = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<Key, Invited> invited = new ConcurrentHashMap<>();

    InterimResults(Waves waves) {
        this.waves = waves;
    }

    private record Key(String tenant, String wave) {}

    private record Invited(Participation taken, Instant at) {}

    /**
     * What is known of an open wave.
     *
     * @param figures those that may be shown; none of a wave whose answers are sealed, nor of one of which nothing is shown
     * @param shown what could be shown of it beside others when people last came onto a roll
     * @param taken invited and finished people, without units that are too small for that
     * @param finished all finished answers, those of the open link included
     */
    record Now(
            Waves.Known known,
            Optional<Tally.Released> figures,
            FewApart.Shown shown,
            Participation taken,
            long finished) {}

    /** Whether a wave has live results, once enough have finished. */
    static boolean has(Wave wave) {
        return !wave.privacy().isAnonymous() && !wave.fieldwork().pilot();
    }

    /** Somebody has finished, or changed what they had finished. Does not wait. */
    void finished(Workspace workspace, Wave wave) {
        if (!has(wave)) {
            return;
        }
        var key = new Key(workspace.tenant().id(), wave.id());
        counting.compute(key, (same, busy) -> {
            if (busy == null) {
                Thread.ofVirtual().name("interim-results").start(() -> countSoon(workspace, key));
                return false;
            }
            return true;
        });
    }

    private void countSoon(Workspace workspace, Key key) {
        do {
            counting.put(key, false);
            try {
                Thread.sleep(GATHER);
                count(workspace, key.wave());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                counting.remove(key);
                return;
            } catch (RuntimeException e) {
                // The ballots still say that they are due: they are counted with the next one, or when somebody looks.
                LOG.warn("Live results of wave {} wait: {}", key.wave(), e.toString());
            }
        } while (!counting.remove(key, false));
    }

    /** Counts what is finished and not counted. Safe to break off and to repeat, here and on several nodes at once. */
    void count(Workspace workspace, String waveId) {
        Waves.Known known = waves.reread(workspace, waveId);
        if (known.wave().state() != Wave.State.OPEN || !has(known.wave())) {
            return;
        }
        var store = new InterimStore(workspace, waveId);
        List<InterimStore.Finished> due = store.due(AT_ONCE);
        while (!due.isEmpty()) {
            due.stream()
                    .collect(Collectors.groupingBy(InterimStore.Finished::unit, TreeMap::new, Collectors.toList()))
                    .forEach((unit, finished) -> count(store, known, unit, finished));
            due = due.size() < AT_ONCE ? List.of() : store.due(AT_ONCE);
        }
        if (waves.reread(workspace, waveId).wave().state() == Wave.State.SEPARATED) {
            // It was closed and separated meanwhile, and the sums thrown away before the last of them were written.
            store.clear();
        }
    }

    private static void count(
            InterimStore store, Waves.Known known, String name, List<InterimStore.Finished> finished) {
        for (int i = 0; i < TRIES; i++) {
            InterimStore.Unit after = with(store, known, store.find(name), finished);
            if (store.put(after)) {
                store.write(after.placed());
                return;
            }
        }
        throw new IllegalStateException("A unit was written by others " + TRIES + " times in a row");
    }

    private static InterimStore.Unit with(
            InterimStore store, Waves.Known known, InterimStore.Unit unit, List<InterimStore.Finished> finished) {
        var interim =
                new Interim(known.snapshot().questionnaire(), known.snapshot().scoring());
        int smallest = known.wave().privacy().smallestGroup();
        InterimGroup group = unit.kept()
                .map(kept -> new InterimGroup(interim, smallest, kept))
                .orElseGet(() -> new InterimGroup(interim, smallest));
        var placed = new TreeMap<>(unit.placed());
        // Asked after the unit was read: another node may have counted some of them, noted it and forgotten it
        // meanwhile.
        var ids = new HashSet<>(placed.keySet());
        finished.forEach(each -> ids.add(each.id()));
        Set<String> unwritten = store.unwritten(ids);
        placed.keySet().retainAll(unwritten);
        long people = 0;
        long nobodys = 0;
        for (InterimStore.Finished each : finished) {
            if (unwritten.contains(each.id()) && !placed.containsKey(each.id())) {
                // Somebody who gives most answers of a batch by the open link would know what the one other person
                // says.
                placed.put(each.id(), each.nobodys() ? UnseenTally.NOBODYS : group.add(each.answers()));
                people += each.nobodys() ? 0 : 1;
                nobodys += each.nobodys() ? 1 : 0;
            }
        }
        return new InterimStore.Unit(
                unit.unit(),
                unit.version(),
                unit.finished() + people,
                unit.nobodys() + nobodys,
                placed,
                Optional.of(group.kept()));
    }

    /**
     * The results as they are at this moment.
     *
     * @throws org.takeup.http.Problem not found
     * @throws PilotOnly if it is a pilot
     * @throws WaveNotOpen if it has not opened
     * @throws ResultsNotYet if it has closed: then there are results instead, or soon
     */
    Now read(Workspace workspace, String waveId) {
        Waves.Known known = waves.find(workspace, waveId);
        if (known.wave().fieldwork().pilot()) {
            throw new PilotOnly();
        }
        if (known.wave().privacy().isAnonymous()) {
            refuseUnlessOpen(known.wave());
            Participation taken = Participation.ofAnonymous(workspace, List.of(known.wave()))
                    .getOrDefault(waveId, Participation.none());
            return new Now(
                    known,
                    Optional.empty(),
                    FewApart.Shown.ALL,
                    taken.shown(known.wave().privacy()),
                    taken.finished());
        }
        List<InterimStore.Unit> units = new InterimStore(workspace, waveId).released();
        // After reading: what is read now is in what the closing takes into account.
        refuseUnlessOpen(waves.reread(workspace, waveId).wave());
        finished(workspace, known.wave());
        return now(workspace, known, units);
    }

    private static void refuseUnlessOpen(Wave wave) {
        if (wave.planned()) {
            throw new WaveNotOpen(wave);
        }
        if (wave.state() != Wave.State.OPEN) {
            throw new ResultsNotYet(wave.state());
        }
    }

    private Now now(Workspace workspace, Waves.Known known, List<InterimStore.Unit> units) {
        var interim =
                new Interim(known.snapshot().questionnaire(), known.snapshot().scoring());
        int smallest = known.wave().privacy().smallestGroup();
        var groups = new LinkedHashMap<String, InterimGroup>();
        known.wave().units().forEach(unit -> groups.put(unit, new InterimGroup(interim, smallest)));
        units.forEach(unit ->
                unit.kept().ifPresent(kept -> groups.put(unit.unit(), new InterimGroup(interim, smallest, kept))));
        long all = units.stream()
                .mapToLong(unit -> unit.finished() + unit.nobodys())
                .sum();
        // After reading the sums: whoever came onto a roll before these people answered is in this.
        FewApart.Shown shown = new ShownStore(workspace).soFar(known.wave().id());
        return new Now(
                known,
                beside(shown, interim.released(groups, smallest)),
                shown,
                taken(workspace, known.wave(), units).shown(known.wave().privacy()),
                all);
    }

    private static Optional<Tally.Released> beside(FewApart.Shown shown, Tally.Released figures) {
        return switch (shown) {
            case ALL -> Optional.of(figures);
            case NO_UNITS -> Optional.of(figures.together());
            case NOTHING -> Optional.empty();
        };
    }

    /** Who was invited changes seldom and is counted now and then; who has finished comes with the sums. */
    private Participation taken(Workspace workspace, Wave wave, List<InterimStore.Unit> units) {
        Map<String, Long> finished =
                units.stream().collect(Collectors.toMap(InterimStore.Unit::unit, InterimStore.Unit::finished));
        Participation counted = invited(workspace, wave, false);
        boolean late =
                counted.units().stream().anyMatch(unit -> unit.invited() < finished.getOrDefault(unit.unit(), 0L));
        List<Participation.OfUnit> fresh = (late ? invited(workspace, wave, true) : counted)
                .units().stream()
                        .map(unit -> new Participation.OfUnit(
                                unit.unit(), unit.invited(), 0, finished.getOrDefault(unit.unit(), 0L)))
                        .toList();
        return Participation.of(fresh);
    }

    private Participation invited(Workspace workspace, Wave wave, boolean anew) {
        var key = new Key(workspace.tenant().id(), wave.id());
        Instant now = workspace.clock().instant();
        Invited before = invited.get(key);
        if (!anew
                && before != null
                && now.isBefore(before.at().plus(INVITED_FRESH))
                && !before.at().isAfter(now)) {
            return before.taken();
        }
        if (invited.size() >= MOST) {
            invited.clear();
        }
        var fresh = new Invited(new TurnoutStore(workspace, wave.id()).participation(), now);
        invited.put(key, fresh);
        return fresh.taken();
    }
}
