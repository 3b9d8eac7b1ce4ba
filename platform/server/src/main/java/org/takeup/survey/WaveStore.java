package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.takeup.plugin.api.survey.Item;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Sealer;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** How waves, their keys and their snapshots are written, from opening to separation. What is kept beside has stores of its own. */
public final class WaveStore {
    public static final CollectionSpec WAVES = CollectionSpec.named("waves")
            .index("opened")
            .index("state", "closes")
            .index("state", "fieldwork.pilot", "opened")
            .index("state", "fieldwork.pilot", "instrument.id", "opened")
            .index("instrument.uses", "opened")
            .index("instrument.id", "opened")
            .index("asks", "opened");
    /** Apart from the waves, because they are large and lists do not need them. */
    public static final CollectionSpec SNAPSHOTS = CollectionSpec.named("wave_snapshots");

    private static final int SNAPSHOTS_AT_ONCE = 50;

    private final Workspace workspace;
    private final TenantCollection waves;
    private final TenantCollection snapshots;
    private final Sealer sealer;

    WaveStore(Workspace workspace) {
        this.workspace = workspace;
        this.waves = workspace.collection(WAVES);
        this.snapshots = workspace.collection(SNAPSHOTS);
        this.sealer = workspace.sealer();
    }

    /** A wave with its key, which is gone once the wave is separated. */
    record Keyed(Wave wave, Optional<WaveKey> key) {}

    /** A wave with the id of its snapshot. */
    record Asking(Wave wave, String snapshot) {}

    void insert(Wave wave, WaveKey key, Snapshot snapshot) {
        insert(wave, key, snapshot, 0, 0);
    }

    /** @param people how many are asked; @param leftOut how many are not because they were asked lately */
    void insert(Wave wave, WaveKey key, Snapshot snapshot, long people, long leftOut) {
        snapshots.put(wave.id(), SnapshotDocument.write(snapshot));
        waves.insert(
                wave.id(),
                WaveDocument.write(wave)
                        .append("asks", asks(snapshot))
                        .append("key", seal(wave.id(), "wave", key))
                        .append("revision", 1L)
                        .append("people", people)
                        .append("leftOut", leftOut));
    }

    /**
     * Changes a wave that is planned, or opens it.
     *
     * @param revision that it has
     * @return false, changing nothing, if it has another one or is open
     */
    boolean replan(Wave wave, long revision, Snapshot snapshot, long people, long leftOut) {
        String before = snapshotOf(wave.id()).orElse(wave.id());
        // By an id of its own: whoever is too late must not change what an open wave asks.
        String fresh = wave.id() + ":" + UUID.randomUUID();
        snapshots.put(fresh, SnapshotDocument.write(snapshot));
        var changes = new ArrayList<Bson>();
        WaveDocument.write(wave).forEach((field, value) -> changes.add(set(field, value)));
        changes.addAll(List.of(
                set("snapshot", fresh),
                set("asks", asks(snapshot)),
                set("people", people),
                set("leftOut", leftOut),
                set("revision", revision + 1),
                unset("trouble")));
        boolean changed = waves.updateIf(wave.id(), and(planned(), eq("revision", revision)), combine(changes));
        snapshots.delete(changed ? before : fresh);
        return changed;
    }

    /** Ids of all that is asked, by which a wave is found that asks something. */
    static List<String> asks(Snapshot snapshot) {
        return snapshot.questionnaire().items().map(Item::id).distinct().toList();
    }

    private Optional<String> snapshotOf(String id) {
        return waves.find(id).map(WaveStore::snapshotOf);
    }

    private static String snapshotOf(Document stored) {
        return stored.get("snapshot", TenantCollection.id(stored));
    }

    /** @return whether there was such a wave, and it was planned or a pilot */
    boolean delete(String id) {
        Optional<String> snapshot = snapshotOf(id);
        boolean gone = waves.deleteIf(id, or(planned(), eq("fieldwork.pilot", true)));
        if (gone) {
            snapshot.ifPresent(snapshots::delete);
        }
        return gone;
    }

    private static Bson planned() {
        return eq("state", Wave.State.PLANNED.name());
    }

    Optional<Keyed> find(String id) {
        return waves.find(id).map(this::keyed);
    }

    Optional<Snapshot> snapshot(String id) {
        return snapshotOf(id).flatMap(snapshots::find).map(SnapshotDocument::read);
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

    /**
     * Those with this instrument, or that ask any of these items, that opened after a moment, or will, in any order. Without those
     * that are over and show nothing.
     */
    List<Asking> alike(String instrument, Collection<String> items, Instant after) {
        return waves
                .find(and(or(eq("instrument.id", instrument), in("asks", items)), gt("opened", Date.from(after))))
                .into(new ArrayList<>())
                .stream()
                .filter(stored -> !showsNothing(stored))
                .map(stored -> new Asking(WaveDocument.read(stored), snapshotOf(stored)))
                .toList();
    }

    /** What each of these asks, by the wave's id. One query for {@value #SNAPSHOTS_AT_ONCE} of them. */
    Map<String, List<Round.Question>> questions(List<Asking> asking) {
        var waveOf = new HashMap<String, String>();
        asking.forEach(each -> waveOf.put(each.snapshot(), each.wave().id()));
        List<String> ids = List.copyOf(waveOf.keySet());
        var asked = new HashMap<String, List<Round.Question>>();
        for (int from = 0; from < ids.size(); from += SNAPSHOTS_AT_ONCE) {
            snapshots
                    .findAll(ids.subList(from, Math.min(from + SNAPSHOTS_AT_ONCE, ids.size())))
                    .projection(SnapshotDocument.QUESTIONS)
                    .batchSize(SNAPSHOTS_AT_ONCE)
                    .forEach(stored -> asked.put(
                            waveOf.getOrDefault(TenantCollection.id(stored), ""), SnapshotDocument.questions(stored)));
        }
        return asked;
    }

    /** Whether it has too few answers for any result, or was left without by {@link FewApart}. Of a named one each answer is read. */
    private static boolean showsNothing(Document stored) {
        if (ShownStore.showsNothing(stored)) {
            return true;
        }
        Wave wave = WaveDocument.read(stored);
        boolean counted = switch (wave.state()) {
            case PLANNED, OPEN, CLOSED -> false;
            case SEPARATING, SEPARATED -> true;
        };
        long byLink = stored.get("link", new Document()).get("finished", 0L);
        return counted
                && !wave.privacy().isNamed()
                && wave.participation().finished() + byLink < wave.privacy().smallestGroup();
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

    /** Those that take answers, or will. */
    List<Wave> unfinished() {
        return waves.find(in("state", List.of(Wave.State.PLANNED.name(), Wave.State.OPEN.name())))
                .map(WaveDocument::read)
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
        keepLinkCount(id);
        keepMessengers(id);
        waves.updateIf(
                id,
                eq("state", Wave.State.CLOSED.name()),
                combine(
                        set("state", Wave.State.SEPARATING.name()),
                        set("participation", WaveDocument.participation(counted)),
                        set("separation", seal(id, "separation", WaveKey.fresh()))));
        return waves.find(id).flatMap(stored -> key(stored, "separation", "separation"));
    }

    /** The ballots' mark of having come by the link is lost when they get new ids. */
    private void keepLinkCount(String id) {
        waves.updateIf(
                id,
                and(eq("state", Wave.State.CLOSED.name()), exists("link", true)),
                combine(set("link.finished", new TurnoutStore(workspace, id).finishedByNobody()), unset("linkCode")));
    }

    private void keepMessengers(String id) {
        Participation counted = new TurnoutStore(workspace, id).byMessenger();
        waves.updateIf(
                id, eq("state", Wave.State.CLOSED.name()), set("messengers", WaveDocument.participation(counted)));
    }

    /** Counts by messenger of a wave that is being separated. */
    Participation messengers(String id) {
        return waves.find(id)
                .map(stored -> WaveDocument.participation(stored.getList("messengers", Document.class, List.of())))
                .orElse(Participation.none());
    }

    void separated(String id) {
        waves.updateIf(
                id,
                eq("state", Wave.State.SEPARATING.name()),
                combine(set("state", Wave.State.SEPARATED.name()), unset("key"), unset("separation")));
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
