package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Sealer;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** How waves, their keys and their snapshots are written. */
public final class WaveStore {
    public static final CollectionSpec WAVES =
            CollectionSpec.named("waves").index("opened").index("state", "closes");
    /** Apart from the waves, because they are large and lists do not need them. */
    public static final CollectionSpec SNAPSHOTS = CollectionSpec.named("wave_snapshots");

    private final TenantCollection waves;
    private final TenantCollection snapshots;
    private final Sealer sealer;

    WaveStore(Workspace workspace) {
        this.waves = workspace.collection(WAVES);
        this.snapshots = workspace.collection(SNAPSHOTS);
        this.sealer = workspace.sealer();
    }

    /** A wave with its key, which is gone once the wave is separated. */
    record Keyed(Wave wave, Optional<WaveKey> key) {}

    void insert(Wave wave, WaveKey key, Snapshot snapshot) {
        snapshots.put(wave.id(), SnapshotDocument.write(snapshot));
        waves.insert(wave.id(), WaveDocument.write(wave).append("key", seal(wave.id(), "wave", key)));
    }

    Optional<Keyed> find(String id) {
        return waves.find(id).map(this::keyed);
    }

    Optional<Snapshot> snapshot(String id) {
        return snapshots.find(id).map(SnapshotDocument::read);
    }

    /** Newest first. @param before only those opened before this moment */
    List<Wave> list(Optional<Instant> before, int most) {
        Bson filter =
                before.<Bson>map(moment -> lt("opened", Date.from(moment))).orElseGet(() -> empty());
        return waves.find(filter)
                .sort(Sorts.descending("opened"))
                .limit(most)
                .map(WaveDocument::read)
                .into(new ArrayList<>());
    }

    /** Those that take answers at this moment, the one that closes first coming first, at most so many. */
    List<Keyed> open(Instant now, int most) {
        return waves.find(and(eq("state", Wave.State.OPEN.name()), gt("closes", Date.from(now))))
                .sort(Sorts.ascending("closes"))
                .limit(most)
                .map(this::keyed)
                .into(new ArrayList<>());
    }

    /** Those whose ballots can still be told apart by who has the key. */
    List<Keyed> withKey() {
        return waves.find(in(
                        "state",
                        List.of(Wave.State.OPEN.name(), Wave.State.CLOSED.name(), Wave.State.SEPARATING.name())))
                .map(this::keyed)
                .into(new ArrayList<>());
    }

    private Keyed keyed(Document stored) {
        return new Keyed(WaveDocument.read(stored), key(stored, "key", "wave"));
    }

    /** Closes an open wave; any other stays as it is. */
    void close(String id, Instant at) {
        waves.updateIf(
                id,
                eq("state", Wave.State.OPEN.name()),
                combine(set("state", Wave.State.CLOSED.name()), set("closed", Date.from(at))));
    }

    /** The key that the new ids are made with: made once, and the same one when a broken-off separation goes on. */
    Optional<WaveKey> beginSeparating(String id, Participation counted) {
        waves.updateIf(
                id,
                eq("state", Wave.State.CLOSED.name()),
                combine(
                        set("state", Wave.State.SEPARATING.name()),
                        set("participation", WaveDocument.participation(counted)),
                        set("separation", seal(id, "separation", WaveKey.fresh()))));
        return waves.find(id).flatMap(stored -> key(stored, "separation", "separation"));
    }

    void separated(String id) {
        waves.updateIf(
                id,
                eq("state", Wave.State.SEPARATING.name()),
                combine(set("state", Wave.State.SEPARATED.name()), unset("key"), unset("separation")));
    }

    void putSignals(String id, List<Signal> signals) {
        waves.updateIf(
                id,
                exists("signals", false),
                set(
                        "signals",
                        signals.stream()
                                .map(signal -> new Document("id", signal.id())
                                        .append("scale", signal.scaleId())
                                        .append("message", SnapshotDocument.text(signal.message())))
                                .toList()));
    }

    /** What the instrument said about the results, if it was asked already. */
    Optional<List<Signal>> signals(String id) {
        return waves.find(id)
                .filter(stored -> stored.containsKey("signals"))
                .map(stored -> stored.getList("signals", Document.class).stream()
                        .map(WaveStore::signal)
                        .toList());
    }

    private static Signal signal(Document stored) {
        LocalizedText message = SnapshotDocument.text(stored, "message");
        return new Signal(stored.getString("id"), stored.getString("scale"), message);
    }

    private Binary seal(String id, String use, WaveKey key) {
        return new Binary(sealer.seal(key.bytes(), use + ":" + id));
    }

    private Optional<WaveKey> key(Document stored, String field, String use) {
        return Optional.ofNullable(stored.get(field, Binary.class))
                .flatMap(kept -> sealer.open(kept.getData(), use + ":" + TenantCollection.id(stored)))
                .map(WaveKey::new);
    }
}
