package org.takeup.survey.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/**
 * Ballots of an anonymous wave. They are laid out blank before anybody comes, and whoever comes gets any of their unit's:
 * so the order in which they lie says nothing about the order in which people came. No value of one is a value of an
 * admission, and none has a time.
 */
final class Slots {
    /** {@code pick} is random: by it a blank one is drawn. {@code key} is a digest of the ballot's secret. */
    static final CollectionSpec SPEC =
            CollectionSpec.named("survey_slots").unique("key").index("wave", "state", "unit", "pick");

    static final String BLANK = "blank";
    static final String BEGUN = "begun";
    static final String FINISHED = "finished";

    private static final int SPARE = 8;
    private static final int MOST_TRIES = 50;

    private final TenantCollection slots;
    private final String wave;

    Slots(Workspace workspace, String wave) {
        this.slots = workspace.collection(SPEC);
        this.wave = wave;
    }

    /**
     * @param version random, new with each change
     * @param draft sealed with the ballot's secret
     */
    record Slot(String id, String unit, boolean finished, Binary version, byte[] draft) {}

    /** Lays out so many blank ones for a unit, in the order of their random ids. */
    void layOut(Map<String, Integer> units) {
        var writes = new TreeMap<String, Write>();
        units.forEach((unit, count) -> {
            for (int i = 0; i < count; i++) {
                String id = Randoms.hex(16);
                writes.put(
                        id,
                        new Write.Insert(
                                id,
                                new Document("wave", wave)
                                        .append("unit", unit)
                                        .append("state", BLANK)
                                        .append("pick", Randoms.hex(8))
                                        .append("key", Randoms.hex(32))));
            }
        });
        slots.write(List.copyOf(writes.values()));
    }

    Optional<Slot> find(String key) {
        for (Document stored : slots.find(eq("key", key)).limit(1)) {
            if (wave.equals(stored.getString("wave")) && !BLANK.equals(stored.getString("state"))) {
                return Optional.of(new Slot(
                        TenantCollection.id(stored),
                        stored.getString("unit"),
                        FINISHED.equals(stored.getString("state")),
                        stored.get("version", Binary.class),
                        stored.get("draft", Binary.class).getData()));
            }
        }
        return Optional.empty();
    }

    /** Takes a blank one at random. Nothing happens if there is one with this key. */
    void take(String key, String unit, byte[] draft) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<String> blank = blank(unit);
            if (blank.isEmpty()) {
                layOut(Map.of(unit, SPARE));
            } else if (claim(blank.get(), key, draft)) {
                return;
            }
        }
        throw new IllegalStateException("No blank ballot could be drawn");
    }

    private boolean claim(String id, String key, byte[] draft) {
        try {
            return slots.updateIf(
                    id,
                    eq("state", BLANK),
                    combine(
                            set("state", BEGUN),
                            set("key", key),
                            set("version", new Binary(Randoms.bytes(16))),
                            set("draft", new Binary(draft))));
        } catch (MongoException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                // Two requests with the same token: the other one was faster.
                return true;
            }
            throw e;
        }
    }

    private Optional<String> blank(String unit) {
        for (String from : List.of(Randoms.hex(8), "")) {
            for (Document stored : slots.find(
                            and(eq("wave", wave), eq("state", BLANK), eq("unit", unit), gte("pick", from)))
                    .sort(Sorts.ascending("pick"))
                    .limit(1)) {
                return Optional.of(TenantCollection.id(stored));
            }
        }
        return Optional.empty();
    }

    /** Writes a new draft over the version that was read. @param sealed the finished answer; empty if it is none */
    boolean write(Slot read, byte[] draft, Optional<byte[]> sealed) {
        var changes = new ArrayList<org.bson.conversions.Bson>();
        changes.add(set("draft", new Binary(draft)));
        changes.add(set("version", new Binary(Randoms.bytes(16))));
        sealed.ifPresent(bytes -> {
            changes.add(set("state", FINISHED));
            changes.add(set("sealed", new Binary(bytes)));
        });
        return slots.updateIf(read.id(), eq("version", read.version()), combine(changes));
    }

    /** A finished answer, still sealed. */
    record Sealed(String id, String unit, byte[] sealed) {}

    /** Some finished ones, by what was random from the beginning. */
    List<Sealed> finished(int most) {
        return slots.find(and(eq("wave", wave), eq("state", FINISHED)))
                .limit(most)
                .batchSize(most)
                .map(stored -> new Sealed(
                        TenantCollection.id(stored),
                        stored.getString("unit"),
                        stored.get("sealed", Binary.class).getData()))
                .into(new ArrayList<>());
    }

    void delete(Collection<String> ids) {
        slots.write(ids.stream().<Write>map(Write.Delete::new).toList());
    }

    void deleteAll() {
        slots.deleteAll(eq("wave", wave));
    }

    /** How many are finished, by wave and unit. */
    static Map<String, Map<String, Long>> finished(Workspace workspace, Collection<String> waves) {
        var counts = new HashMap<String, Map<String, Long>>();
        var key = new Document("wave", "$wave").append("unit", "$unit");
        for (Document each : workspace
                .collection(SPEC)
                .aggregate(List.of(
                        Aggregates.match(and(in("wave", waves), eq("state", FINISHED))),
                        Aggregates.group(key, Accumulators.sum("n", 1L))))) {
            Document id = each.get("_id", Document.class);
            counts.computeIfAbsent(id.getString("wave"), ignored -> new TreeMap<>())
                    .put(id.getString("unit"), each.get("n", Number.class).longValue());
        }
        return counts;
    }
}
