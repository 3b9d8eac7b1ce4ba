package org.takeup.survey;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.set;

import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.takeup.questionnaire.Use;
import org.takeup.store.TenantCollection;

/** Waves that an older Takeup has left. */
final class OlderWaves {
    private static final int AT_ONCE = 100;

    private OlderWaves() {}

    /**
     * Notes of waves that were stored before questionnaires said what they are for what their questionnaire is a copy of. Plugins'
     * are for nothing. Safe to repeat.
     */
    static void sayUses(TenantCollection waves, TenantCollection snapshots) {
        waves.inPages(exists("instrument.uses", false), AT_ONCE).forEach(stored -> {
            String id = TenantCollection.id(stored);
            boolean own =
                    Instruments.isOwn(stored.get("instrument", Document.class).getString("plugin"));
            Optional<Snapshot> asked =
                    own ? snapshots.find(stored.get("snapshot", id)).map(SnapshotDocument::read) : Optional.empty();
            Set<Use> uses = asked.map(each -> Use.ofCopy(each.scoring())).orElseGet(Set::of);
            waves.updateIf(id, exists("instrument.uses", false), set("instrument.uses", Use.words(uses)));
        });
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
