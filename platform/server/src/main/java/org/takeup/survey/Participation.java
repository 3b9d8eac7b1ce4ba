package org.takeup.survey;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.survey.scoring.Suppression;
import org.takeup.tenant.Workspace;

/**
 * Who took part, in numbers.
 *
 * @param invited people with a ballot
 * @param started who saved something and did not finish
 * @param finished who finished
 * @param units the same for each unit that is large enough to be named; the name is empty for all others together
 */
public record Participation(long invited, long started, long finished, List<OfUnit> units) {
    public Participation {
        units = List.copyOf(units);
    }

    /** How many of a unit took part. */
    public record OfUnit(String unit, long invited, long started, long finished) {}

    static Participation none() {
        return new Participation(0, 0, 0, List.of());
    }

    /** What may be shown of the anonymous ones of these waves while they are open, by id: {@link AnonymousWave#shown}. */
    static Map<String, Participation> ofAnonymous(Workspace workspace, List<Wave> waves) {
        Map<String, Integer> steps = waves.stream()
                .filter(wave -> wave.privacy().isAnonymous())
                .collect(Collectors.toMap(Wave::id, wave -> wave.privacy().smallestGroup()));
        var shown = new HashMap<String, Participation>();
        AnonymousWave.shown(workspace, steps, workspace.today()).forEach((wave, counts) -> shown.put(wave, of(counts)));
        return shown;
    }

    /** The counts of an anonymous wave. */
    static Participation of(AnonymousWave.Counts counts) {
        AnonymousWave.Count all = counts.all();
        return new Participation(
                all.invited(),
                all.begun(),
                all.finished(),
                counts.units().entrySet().stream()
                        .map(unit -> new OfUnit(
                                unit.getKey(),
                                unit.getValue().invited(),
                                unit.getValue().begun(),
                                unit.getValue().finished()))
                        .sorted(Comparator.comparing(unit -> unit.unit().isEmpty()))
                        .toList());
    }

    /** Sums of units. */
    static Participation of(List<OfUnit> units) {
        return new Participation(
                units.stream().mapToLong(OfUnit::invited).sum(),
                units.stream().mapToLong(OfUnit::started).sum(),
                units.stream().mapToLong(OfUnit::finished).sum(),
                units);
    }

    /**
     * This, without units that a single person could be picked out of: fewer people than are promised, or so few that the
     * sums give them away. The sums themselves stay whole.
     */
    Participation shown(Confidentiality privacy) {
        boolean[] large =
                Suppression.shown(units.stream().mapToLong(OfUnit::invited).toArray(), privacy.smallestGroup());
        return new Participation(
                invited,
                started,
                finished,
                IntStream.range(0, large.length)
                        .filter(i -> large[i])
                        .mapToObj(units::get)
                        .toList());
    }

    /** Finished of invited, in percent; 0 when nobody is invited. (AAPOR's RR1, all invited being eligible.) */
    public long percent() {
        return percent(finished, invited);
    }

    static long percent(long part, long whole) {
        return whole == 0 ? 0 : Math.round(100.0 * part / whole);
    }
}
