package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Counts of ballots, by unit or by messenger: how many are laid out, begun and finished. Thread-safe; calls block. */
final class TurnoutStore {
    private final TenantCollection ballots;
    private final String wave;

    TurnoutStore(Workspace workspace, String wave) {
        this.ballots = workspace.collection(BallotStore.BALLOTS);
        this.wave = wave;
    }

    /** Counts of the wave as they are now. */
    Participation participation() {
        return participations(List.of(wave)).getOrDefault(wave, Participation.none());
    }

    /** The same for each of these waves; those without ballots are left out. */
    static Map<String, Participation> participations(Workspace workspace, Collection<String> waves) {
        return waves.isEmpty() ? Map.of() : new TurnoutStore(workspace, "").participations(waves);
    }

    /** Counts of the wave by messenger, in place of units; empty if it has but one. Until the wave is separated. */
    Participation byMessenger() {
        Participation counted = counts(List.of(wave), "$messenger").getOrDefault(wave, Participation.none());
        return Participation.of(
                counted.units().stream().filter(each -> !each.unit().isEmpty()).toList());
    }

    private Map<String, Participation> participations(Collection<String> waves) {
        return counts(waves, "$unit");
    }

    private Map<String, Participation> counts(Collection<String> waves, String by) {
        var key = new Document("wave", "$wave")
                .append("unit", by)
                .append("touched", "$touched")
                .append("finished", "$finished")
                .append("nobodys", "$nobodys");
        var units = new HashMap<String, TreeMap<String, long[]>>();
        for (Document each : ballots.aggregate(
                List.of(Aggregates.match(in("wave", waves)), Aggregates.group(key, Accumulators.sum("n", 1L))))) {
            Document id = each.get("_id", Document.class);
            if (Boolean.TRUE.equals(id.get("nobodys"))) {
                // Of nobody who was invited: in no response rate.
                continue;
            }
            long n = each.get("n", Number.class).longValue();
            long[] counts = units.computeIfAbsent(id.getString("wave"), ignored -> new TreeMap<>())
                    .computeIfAbsent(id.get("unit", ""), ignored -> new long[3]);
            counts[0] += n;
            counts[1] += id.getBoolean("touched") && !id.getBoolean("finished") ? n : 0;
            counts[2] += id.getBoolean("finished") ? n : 0;
        }
        var participations = new HashMap<String, Participation>();
        units.forEach((wave, counts) -> participations.put(wave, participation(counts)));
        return participations;
    }

    private static Participation participation(Map<String, long[]> units) {
        return Participation.of(units.entrySet().stream()
                .map(unit -> new Participation.OfUnit(
                        unit.getKey(), unit.getValue()[0], unit.getValue()[1], unit.getValue()[2]))
                .sorted(Comparator.comparing(unit -> unit.unit().isEmpty()))
                .toList());
    }

    /** How many finished ballots belong to nobody. Until the wave is separated; then that is not known any more. */
    long finishedByNobody() {
        return ballots.count(and(eq("wave", wave), eq("nobodys", true), eq("finished", true)));
    }
}
