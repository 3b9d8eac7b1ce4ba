package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.set;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.questionnaire.Use;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Waves that an older Takeup has left. */
final class OlderWaves {
    private static final int AT_ONCE = 100;
    private static final Bson NO_ASKS = and(exists("instrument.plugin"), exists("asks", false));
    private static final Bson NO_USES = and(exists("instrument.plugin"), exists("instrument.uses", false));

    private OlderWaves() {}

    /**
     * Notes of waves that were stored before questionnaires said what they are for what their questionnaire is a copy of. Plugins'
     * are for nothing. Safe to repeat.
     */
    static void sayUses(TenantCollection waves, TenantCollection snapshots) {
        waves.inPages(NO_USES, AT_ONCE).forEach(stored -> sayUses(waves, snapshots, stored));
    }

    /** Notes of waves that were stored before waves noted what they ask. Safe to repeat. */
    static void sayAsks(TenantCollection waves, TenantCollection snapshots) {
        waves.inPages(NO_ASKS, AT_ONCE).forEach(stored -> sayAsks(waves, snapshots, stored));
    }

    private static void sayAsks(TenantCollection waves, TenantCollection snapshots, Document stored) {
        String id = TenantCollection.id(stored);
        List<String> asks = snapshots
                .find(stored.get("snapshot", id))
                .map(SnapshotDocument::read)
                .map(WaveStore::asks)
                .orElse(List.of());
        waves.updateIf(id, NO_ASKS, set("asks", asks));
    }

    /** Both of one wave: a node of an older Takeup may have opened it while nodes were exchanged. Safe to repeat. */
    static void say(Workspace workspace, String wave) {
        TenantCollection waves = workspace.collection(WaveStore.WAVES);
        TenantCollection snapshots = workspace.collection(WaveStore.SNAPSHOTS);
        Optional<Document> found = waves.find(wave);
        found.filter(stored -> !stored.get("instrument", Document.class).containsKey("uses"))
                .ifPresent(stored -> sayUses(waves, snapshots, stored));
        found.filter(stored -> !stored.containsKey("asks")).ifPresent(stored -> sayAsks(waves, snapshots, stored));
    }

    private static void sayUses(TenantCollection waves, TenantCollection snapshots, Document stored) {
        String id = TenantCollection.id(stored);
        boolean own = Instruments.isOwn(stored.get("instrument", Document.class).getString("plugin"));
        Optional<Snapshot> asked =
                own ? snapshots.find(stored.get("snapshot", id)).map(SnapshotDocument::read) : Optional.empty();
        Set<Use> uses = asked.map(each -> Use.ofCopy(each.scoring())).orElseGet(Set::of);
        waves.updateIf(id, NO_USES, set("instrument.uses", Use.words(uses)));
    }

    /**
     * Lets rotating panels hold people by the name of their wave, as they did by the name of their draw before: else they would
     * invite none of those whom they have. Safe to repeat.
     */
    static void holdByWave(TenantCollection waves, TenantCollection asked) {
        waves.inPages(gt("audience.draw", ""), AT_ONCE).forEach(stored -> {
            String id = TenantCollection.id(stored);
            boolean pilot = Optional.ofNullable(stored.get("fieldwork", Document.class))
                    .map(each -> each.getBoolean("pilot", false))
                    .orElse(false);
            String draw = stored.get("audience", Document.class).getString("draw");
            Asked.rename(asked, draw, pilot ? id : Asked.holder(id));
        });
    }
}
