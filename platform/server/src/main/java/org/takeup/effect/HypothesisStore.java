package org.takeup.effect;

import static com.mongodb.client.model.Filters.eq;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** What is expected of steps, in MongoDB: one document a step that somebody has said something about. */
final class HypothesisStore {
    static final CollectionSpec HYPOTHESES =
            CollectionSpec.named("step_hypotheses").index("plan");

    private final TenantCollection hypotheses;

    HypothesisStore(Workspace workspace) {
        this.hypotheses = workspace.collection(HYPOTHESES);
    }

    Optional<Hypothesis> find(String stepId) {
        return hypotheses.find(stepId).map(HypothesisStore::read);
    }

    /** By step. */
    Map<String, Hypothesis> ofPlan(String planId) {
        var all = new HashMap<String, Hypothesis>();
        hypotheses.find(eq("plan", planId)).forEach(row -> all.put(TenantCollection.id(row), read(row)));
        return all;
    }

    /** @return false, changing nothing, unless the stored version is the one before, or there is none before the first */
    boolean put(Hypothesis hypothesis) {
        Document document = new Document("plan", hypothesis.planId())
                .append("words", hypothesis.words())
                .append("course", hypothesis.course())
                .append("least", hypothesis.least())
                .append("version", hypothesis.version());
        return hypothesis.version() == 1
                ? hypotheses.insert(hypothesis.stepId(), document)
                : hypotheses.updateIf(
                        hypothesis.stepId(), eq("version", hypothesis.version() - 1), new Document("$set", document));
    }

    private static Hypothesis read(Document row) {
        return new Hypothesis(
                TenantCollection.id(row),
                row.getString("plan"),
                row.getString("words"),
                row.getString("course"),
                row.getDouble("least"),
                row.getLong("version"));
    }
}
