package org.takeup.survey;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.set;

import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * What instruments said about the results of waves, as it is kept with them: so results stay readable without the plugin.
 * Thread-safe; calls block.
 */
final class SignalStore {
    private static final String SIGNALS = "signals";

    private final TenantCollection waves;

    SignalStore(Workspace workspace) {
        this.waves = workspace.collection(WaveStore.WAVES);
    }

    /** Keeps it, unless something was kept before. */
    void keep(String wave, List<Signal> signals) {
        waves.updateIf(
                wave,
                exists(SIGNALS, false),
                set(SIGNALS, signals.stream().map(SignalStore::write).toList()));
    }

    /** What was kept; empty if the instrument was not asked yet. */
    Optional<List<Signal>> of(String wave) {
        return waves.find(wave)
                .filter(stored -> stored.containsKey(SIGNALS))
                .map(stored -> stored.getList(SIGNALS, Document.class).stream()
                        .map(SignalStore::read)
                        .toList());
    }

    private static Document write(Signal signal) {
        return new Document("id", signal.id())
                .append("scale", signal.scaleId())
                .append("message", SnapshotDocument.text(signal.message()));
    }

    private static Signal read(Document stored) {
        return new Signal(stored.getString("id"), stored.getString("scale"), SnapshotDocument.text(stored, "message"));
    }
}
