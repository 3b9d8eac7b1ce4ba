package org.takeup.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.takeup.http.Problem;
import org.takeup.store.SharedReads;
import org.takeup.store.Signals;
import org.takeup.tenant.Workspace;

/**
 * The waves of a workspace, looked up fast: what is known is kept for {@link #FRESH} at most and dropped at once on every
 * node when a wave is closed. A
 * questionnaire never changes once its wave has opened, so it is kept for good. Thread-safe.
 */
final class Waves {
    /** How long a node may not have heard that a wave was closed. */
    static final Duration FRESH = Duration.ofSeconds(2);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int MOST = 1_000;

    private final Signals signals;
    private final ConcurrentHashMap<Key, Known> known = new ConcurrentHashMap<>();

    private final SharedReads<Key, Known> reading = new SharedReads<>();

    Waves(Signals signals) {
        this.signals = signals;
        signals.listen(Signals.Topic.WAVES, id -> {
            reading.forget();
            known.keySet().removeIf(key -> key.wave().equals(id));
        });
    }

    private record Key(String tenant, String wave) {}

    /** A wave with what is needed to take answers. */
    record Known(Wave wave, Optional<WaveKey> key, Snapshot snapshot, Instant at) {
        /**
         * @throws WaveClosed if it takes no answers any more
         * @throws WaveNotOpen if it takes none yet
         */
        WaveKey keyForAnswers(Workspace workspace) {
            return keyIf(wave.takesAnswers(workspace.clock().instant()));
        }

        /** The same for whoever has begun, who can finish a little later. */
        WaveKey keyForBegun(Workspace workspace) {
            return keyIf(wave.takesLast(workspace.clock().instant()));
        }

        private WaveKey keyIf(boolean takes) {
            if (wave.planned()) {
                throw new WaveNotOpen(wave);
            }
            if (takes && key.isPresent()) {
                return key.get();
            }
            throw new WaveClosed(wave.ends(), wave.fieldwork().zone());
        }
    }

    /** @throws Problem not found, also for another tenant's wave and for what is no id at all */
    Known find(Workspace workspace, String id) {
        var key = new Key(workspace.tenant().id(), id);
        Instant now = workspace.clock().instant();
        Known cached = known.get(key);
        if (cached != null && now.isBefore(cached.at().plus(FRESH))) {
            return cached;
        }
        return reading.read(key, () -> read(workspace, id, key), fresh -> keep(key, fresh));
    }

    /** As {@link #find}, but as the store has it now: a request that was under way may just have kept an older state. */
    Known reread(Workspace workspace, String id) {
        var key = new Key(workspace.tenant().id(), id);
        Known fresh = read(workspace, id, key);
        keep(key, fresh);
        return fresh;
    }

    private Known read(Workspace workspace, String id, Key key) {
        return read(
                workspace,
                id,
                Optional.ofNullable(known.get(key)),
                workspace.clock().instant());
    }

    private void keep(Key key, Known fresh) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(key, fresh);
    }

    private static Known read(Workspace workspace, String id, Optional<Known> before, Instant now) {
        var store = new WaveStore(workspace);
        WaveStore.Keyed found = Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(store::find)
                .orElseThrow(Problem::notFound);
        // What a planned wave will ask is not settled before it opens.
        Snapshot snapshot = before.filter(known -> !known.wave().planned())
                .map(Known::snapshot)
                .or(() -> store.snapshot(id))
                .orElseThrow(() -> new IllegalStateException("Wave " + id + " has no snapshot"));
        return new Known(found.wave(), found.key(), snapshot, now);
    }

    /** Newest first. */
    List<Wave> list(Workspace workspace, Optional<Instant> before, int most) {
        return new WaveStore(workspace).list(before, most);
    }

    /** Drops what is known of the wave, here now and on the other nodes as soon as they hear of it. */
    void changed(Workspace workspace, String id) {
        forget(workspace, id);
        signals.publish(Signals.Topic.WAVES, id);
    }

    void forget(Workspace workspace, String id) {
        reading.forget();
        known.remove(new Key(workspace.tenant().id(), id));
    }
}
