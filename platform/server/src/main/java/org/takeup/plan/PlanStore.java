package org.takeup.plan;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Plans, and beside them what became of each step: people edit the one while delivery writes the other. */
final class PlanStore {
    static final CollectionSpec PLANS = CollectionSpec.named("plans").index("made");
    static final CollectionSpec STEPS =
            CollectionSpec.named("plan_steps").index("plan").index("dispatched").index("asked", "dispatched");

    private static final int MOST = 500;

    private final TenantCollection plans;
    private final TenantCollection steps;

    PlanStore(Workspace workspace) {
        this.plans = workspace.collection(PLANS);
        this.steps = workspace.collection(STEPS);
    }

    void insert(Plan plan) {
        plans.insert(plan.id(), PlanDocument.write(plan));
    }

    /** @return false, changing nothing, unless the stored version is the one before this */
    boolean replace(Plan plan) {
        return plans.updateIf(
                plan.id(), eq("version", plan.version() - 1), new Document("$set", PlanDocument.write(plan)));
    }

    Optional<Plan> find(String id) {
        return plans.find(id).map(PlanDocument::read);
    }

    /** The version of a plan, without reading the plan. */
    Optional<Long> version(String id) {
        return Optional.ofNullable(plans.findAll(List.of(id))
                        .projection(Projections.include("version"))
                        .first())
                .map(row -> row.getLong("version"));
    }

    /** The latest first. */
    List<Plan> latest() {
        return plans.all()
                .sort(Sorts.descending("made"))
                .limit(MOST)
                .map(PlanDocument::read)
                .into(new ArrayList<>());
    }

    /** Notes that a step's mails are with the outbox, or that its messengers have been asked. Doing it twice changes nothing. */
    void dispatched(Plan plan, PlanStep step, Dispatch.Gone gone, Instant now) {
        steps.upsert(
                step.id(),
                combine(
                        setOnInsert("plan", plan.id()),
                        setOnInsert("subject", step.subject()),
                        setOnInsert("audience", step.audience()),
                        setOnInsert("dispatched", Date.from(now)),
                        setOnInsert("mails", gone.mails()),
                        setOnInsert("passedOver", gone.passedOver()),
                        setOnInsert("asked", gone.asked()),
                        setOnInsert("ticked", 0),
                        setOnInsert("ticks", List.of())));
    }

    /** Notes that somebody has said it; the second time changes nothing. */
    void tick(String stepId, String personId, Instant now) {
        steps.updateIf(
                stepId,
                ne("ticks.person", personId),
                combine(
                        push("ticks", new Document("person", personId).append("at", Date.from(now))),
                        inc("ticked", 1),
                        set("lastTick", Date.from(now))));
    }

    Optional<StepProgress> progress(String stepId) {
        return steps.find(stepId).map(PlanStore::read);
    }

    Map<String, StepProgress> progressOf(String planId) {
        var byStep = new HashMap<String, StepProgress>();
        steps.find(eq("plan", planId)).forEach(row -> byStep.put(TenantCollection.id(row), read(row)));
        return byStep;
    }

    /** What has gone out last, at most {@value #MOST} steps, the earliest of them first. */
    List<StepProgress> dispatched() {
        return latest(steps.all()).reversed();
    }

    /** What these people were asked to say, the latest first, at most {@value #MOST} steps. @param asked any of {@link StepProgress#asked()} */
    List<StepProgress> askedOf(Collection<String> asked) {
        return latest(steps.find(in("asked", asked)));
    }

    private static List<StepProgress> latest(FindIterable<Document> found) {
        return found.sort(Sorts.descending("dispatched"))
                .limit(MOST)
                .batchSize(MOST)
                .map(PlanStore::read)
                .into(new ArrayList<>());
    }

    private static StepProgress read(Document row) {
        List<String> people = row.getList("ticks", Document.class).stream()
                .map(tick -> tick.getString("person"))
                .toList();
        return new StepProgress(
                TenantCollection.id(row),
                row.getString("plan"),
                row.getString("subject"),
                row.getString("audience"),
                row.getDate("dispatched").toInstant(),
                row.getInteger("mails"),
                row.getInteger("passedOver", 0),
                row.getList("asked", String.class, List.of()),
                people);
    }
}
