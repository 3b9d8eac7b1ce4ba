package org.takeup.survey.privacy;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/**
 * Who may still be let into an anonymous wave, by a digest of their ticket. Laid out in random order when people are
 * invited, spent in place, with no time at all: neither its order nor its values say anything about a ballot.
 */
final class Admissions {
    static final CollectionSpec SPEC = CollectionSpec.named("survey_admissions").index("wave", "unit", "spent");

    private final TenantCollection admissions;
    private final String wave;

    Admissions(Workspace workspace, String wave) {
        this.admissions = workspace.collection(SPEC);
        this.wave = wave;
    }

    /** @param mark digest of what was signed for it, or of nothing while it is unspent */
    record Admission(String unit, boolean spent, byte[] mark) {}

    Optional<Admission> find(String id) {
        return admissions
                .find(id)
                .filter(stored -> wave.equals(stored.getString("wave")))
                .map(Admissions::read);
    }

    /** Those of these that there are. Of any waves. */
    static Map<String, Admission> findAll(Workspace workspace, Collection<String> ids) {
        var found = new HashMap<String, Admission>();
        if (!ids.isEmpty()) {
            workspace
                    .collection(SPEC)
                    .findAll(ids)
                    .forEach(stored -> found.put(TenantCollection.id(stored), read(stored)));
        }
        return found;
    }

    private static Admission read(Document stored) {
        return new Admission(
                stored.getString("unit"),
                stored.getBoolean("spent"),
                stored.get("mark", Binary.class).getData());
    }

    /** Lays out those that are not there yet, in the order of their random ids. @return how many are new, by unit */
    Map<String, Integer> layOut(Map<String, String> units) {
        Set<String> known = new HashSet<>();
        admissions.findAll(units.keySet()).forEach(stored -> known.add(TenantCollection.id(stored)));
        var writes = new ArrayList<Write>();
        var fresh = new TreeMap<String, Integer>();
        new TreeMap<>(units).forEach((id, unit) -> {
            if (!known.contains(id)) {
                fresh.merge(unit, 1, Integer::sum);
                writes.add(new Write.Upsert(
                        id,
                        combine(
                                setOnInsert("wave", wave),
                                setOnInsert("unit", unit),
                                setOnInsert("spent", false),
                                setOnInsert("mark", new Binary(Randoms.bytes(32))))));
            }
        });
        admissions.write(writes);
        return fresh;
    }

    /** Spends it for this blinded message. @return whether it was spent for it, now or before */
    boolean spend(String id, byte[] blinded) {
        byte[] mark = Randoms.digest(blinded);
        if (admissions.updateIf(id, eq("spent", false), combine(set("spent", true), set("mark", new Binary(mark))))) {
            return true;
        }
        return find(id).filter(each -> isFor(each, blinded)).isPresent();
    }

    /** Whether it was spent for this blinded message. */
    static boolean isFor(Admission admission, byte[] blinded) {
        return admission.spent() && MessageDigest.isEqual(admission.mark(), Randoms.digest(blinded));
    }

    /** Deletes it, and keeps under another id that one of the unit was spent. Of one that was not spent nothing is kept. */
    boolean forget(String id, String random) {
        find(id).filter(Admission::spent)
                .ifPresent(found -> admissions.put(
                        random,
                        new Document("wave", wave)
                                .append("unit", found.unit())
                                .append("spent", true)
                                // Of no message.
                                .append("mark", new Binary(Randoms.bytes(32)))));
        return admissions.delete(id);
    }

    void deleteAll() {
        admissions.deleteAll(eq("wave", wave));
    }

    /** How many were laid out and how many are spent, by wave and unit. */
    static Map<String, Map<String, long[]>> counts(Workspace workspace, Collection<String> waves) {
        var counts = new HashMap<String, Map<String, long[]>>();
        var key = new Document("wave", "$wave").append("unit", "$unit").append("spent", "$spent");
        for (Document each : workspace
                .collection(SPEC)
                .aggregate(java.util.List.of(
                        Aggregates.match(com.mongodb.client.model.Filters.in("wave", waves)),
                        Aggregates.group(key, Accumulators.sum("n", 1L))))) {
            Document id = each.get("_id", Document.class);
            long n = each.get("n", Number.class).longValue();
            long[] unit = counts.computeIfAbsent(id.getString("wave"), ignored -> new TreeMap<>())
                    .computeIfAbsent(id.getString("unit"), ignored -> new long[2]);
            unit[0] += n;
            unit[1] += id.getBoolean("spent") ? n : 0;
        }
        return counts;
    }
}
