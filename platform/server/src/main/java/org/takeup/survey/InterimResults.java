package org.takeup.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.takeup.survey.scoring.Interim;
import org.takeup.survey.scoring.InterimGroup;
import org.takeup.survey.scoring.Tally;
import org.takeup.tenant.Workspace;

/**
 * Results of waves that are open, for planners: sums that grow with each finished answer, shown as {@link InterimGroup} lets
 * them be shown. None of anonymous waves, whose answers are sealed, nor of pilots. Thread-safe.
 */
final class InterimResults {
    private static final Duration INVITED_FRESH = Duration.ofSeconds(30);
    private static final int MOST = 1_000;

    private final Waves waves;
    private final InterimCounter counter;
    private final ConcurrentHashMap<Key, Invited> invited = new ConcurrentHashMap<>();

    InterimResults(Waves waves, InterimCounter counter) {
        this.waves = waves;
        this.counter = counter;
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
        counter.look(workspace, known.wave());
        List<InterimStore.Unit> units = new InterimStore(workspace, waveId).released();
        // After reading: what is read now is in what the closing takes into account.
        refuseUnlessOpen(waves.reread(workspace, waveId).wave());
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
