package org.takeup.plan;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Plans, and beside them what became of each step: people edit the one while delivery writes the other. */
final class PlanStore {
    static final CollectionSpec PLANS =
            CollectionSpec.named("plans").index("made").index("state");
    static final CollectionSpec VERSIONS = CollectionSpec.named("plan_versions").index("plan", "version");
    static final CollectionSpec STEPS =
            CollectionSpec.named("plan_steps").index("plan").index("dispatched").index("asked", "dispatched");

    private static final int MOST = 500;

    private final TenantCollection plans;
    private final TenantCollection versions;
    private final TenantCollection steps;

    PlanStore(Workspace workspace) {
        this.plans = workspace.collection(PLANS);
        this.versions = workspace.collection(VERSIONS);
        this.steps = workspace.collection(STEPS);
    }

    void insert(Plan plan) {
        plans.insert(plan.id(), PlanDocument.write(plan));
        settle(plan.id());
    }

    /** @return false, changing nothing, unless the stored version is the one before this */
    boolean replace(Plan plan) {
        // Its edit is overwritten now: a node that died after writing it may not have put it into the history.
        settle(plan.id());
        boolean stored = plans.updateIf(
                plan.id(), eq("version", plan.version() - 1), new Document("$set", PlanDocument.write(plan)));
        if (stored) {
            settle(plan.id());
        }
        return stored;
    }

    /** Has the edit that a plan carries in the history too. Doing it twice changes nothing. */
    private void settle(String planId) {
        Optional.ofNullable(plans.findAll(List.of(planId))
                        .projection(Projections.include("last"))
                        .first())
                .flatMap(row -> Optional.ofNullable(row.get("last", Document.class)))
                .ifPresent(last -> versions.put(
                        planId + "/" + last.getLong("version"), new Document(last).append("plan", planId)));
    }

    /** What led to versions, the latest first, in words: without the steps. @param before only earlier versions */
    List<PlanEdit> edits(String planId, long before, int most) {
        settle(planId);
        return versions.find(and(eq("plan", planId), lt("version", before)))
                .sort(Sorts.descending("version"))
                .limit(most)
                .projection(Projections.include("version", "by", "at", "what"))
                .map(PlanDocument::edit)
                .into(new ArrayList<>());
    }

    /** Ids of the steps that versions after this one changed; of very many versions, the latest. */
    Set<String> touched(String planId, long after, int most) {
        settle(planId);
        var ids = new HashSet<String>();
        versions.find(and(eq("plan", planId), gt("version", after)))
                .sort(Sorts.descending("version"))
                .limit(most)
                .projection(Projections.include("steps.before.id", "steps.after.id"))
                .forEach(row -> row.getList("steps", Document.class, List.of()).forEach(change -> {
                    for (String when : List.of("before", "after")) {
                        Optional.ofNullable(change.get(when, Document.class))
                                .ifPresent(step -> ids.add(step.getString("id")));
                    }
                }));
        return ids;
    }

    /** What led to the versions after this one, the latest first, read as it is asked for. */
    FindIterable<Document> editsAfter(String planId, long version) {
        settle(planId);
        return versions.find(and(eq("plan", planId), gt("version", version))).sort(Sorts.descending("version"));
    }

    Optional<Plan> find(String id) {
        return plans.find(id).map(PlanDocument::read);
    }

    /** @throws Problem 404 if there is none with this id */
    Plan require(String id) {
        return find(id).orElseThrow(Problem::notFound);
    }

    /** The plan as somebody saw it. @throws Changed if it has another version by now */
    Plan seen(String id, long version) {
        Plan plan = require(id);
        if (plan.version() != version) {
            throw new Changed("plan");
        }
        return plan;
    }

    /** Stores the next version. @throws Changed if somebody else was faster */
    Plan put(Plan next) {
        if (!replace(next)) {
            throw new Changed("plan");
        }
        return next;
    }

    /** The version of a plan, without reading the plan. */
    Optional<Long> version(String id) {
        return Optional.ofNullable(plans.findAll(List.of(id))
                        .projection(Projections.include("version"))
                        .first())
                .map(row -> row.getLong("version"));
    }

    /** The plans whose steps go out, one after the other. Iterate once. */
    Iterable<Plan> approvedTimes() {
        return plans.find(in("state", PlanState.APPROVED.name(), PlanState.RUNNING.name()))
                .projection(Projections.exclude("last", "steps.words", "steps.reason"))
                .batchSize(10)
                .map(PlanDocument::outline);
    }

    /** Those of these plans that there are, by id, in outline as below. At most a few hundred at a time. */
    Map<String, Plan> outlines(Collection<String> ids) {
        var found = new HashMap<String, Plan>();
        plans.findAll(ids)
                .projection(Projections.exclude("last", "steps.words", "steps.reason"))
                .map(PlanDocument::outline)
                .forEach(plan -> found.put(plan.id(), plan));
        return found;
    }

    /** In the order of their ids, those behind this one, at most so many; in outline as below. */
    List<Plan> behind(String id, int most) {
        return plans.behind(id, empty())
                .limit(most)
                .batchSize(most)
                .projection(Projections.exclude("last", "steps.words", "steps.reason"))
                .map(PlanDocument::outline)
                .into(new ArrayList<>());
    }

    /** The latest first, in outline: without words and reasons, so that very long plans cost little here. */
    List<Plan> latest() {
        return plans.all()
                .sort(Sorts.descending("made"))
                .limit(MOST)
                .projection(Projections.exclude("last", "steps.words", "steps.reason"))
                .map(PlanDocument::outline)
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
                        setOnInsert("heldOut", gone.heldOut()),
                        setOnInsert("meant", gone.meant()),
                        setOnInsert("asked", gone.asked()),
                        setOnInsert("notes", gone.notes()),
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

    /** What any of these people were asked to say, read in pages as it is asked for. */
    Stream<StepProgress> everAskedOf(Collection<String> asked) {
        return steps.inPages(in("asked", asked), MOST).map(PlanStore::read);
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
                row.getInteger("heldOut", 0),
                row.getInteger("meant", row.getInteger("mails") + row.getInteger("passedOver", 0)),
                row.getList("asked", String.class, List.of()),
                row.getList("notes", String.class, List.of()),
                people);
    }
}
