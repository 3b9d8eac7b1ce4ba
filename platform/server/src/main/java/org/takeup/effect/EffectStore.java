package org.takeup.effect;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.takeup.http.Json;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** What steps came to, who was compared, one document a step and person, and how far a computation is, in MongoDB. */
final class EffectStore {
    static final CollectionSpec EFFECTS =
            CollectionSpec.named("step_effects").index("plan").index("state", "at");
    static final CollectionSpec PEOPLE =
            CollectionSpec.named("step_effect_people").index("step");
    static final CollectionSpec RUNS = CollectionSpec.named("step_effect_runs");

    /** Results of all plans that are looked at together: the latest. */
    private static final int MOST = 1_000;

    private static final int PAGE = 1_000;
    /** Before the name of a pass through all plans; no plan's id begins so. */
    private static final String PASS = "pass/";

    /** Who says nothing for so long has died. */
    private static final Duration SILENCE = Duration.ofMinutes(15);

    private final TenantCollection effects;
    private final TenantCollection people;
    private final TenantCollection runs;

    EffectStore(Workspace workspace) {
        this.effects = workspace.collection(EFFECTS);
        this.people = workspace.collection(PEOPLE);
        this.runs = workspace.collection(RUNS);
    }

    /** How far the computation of a plan's steps is. @param at when it said so */
    record Run(State state, int done, int total, Instant at) {
        enum State {
            RUNNING,
            DONE,
            CANCELLED,
            FAILED
        }

        boolean running() {
            return state == State.RUNNING;
        }
    }

    void put(Measured measured) {
        effects.put(
                measured.stepId(),
                new Document("plan", measured.planId())
                        .append("state", measured.state().name())
                        .append("at", Date.from(measured.computed()))
                        .append("result", Document.parse(new String(Json.write(measured), StandardCharsets.UTF_8))));
    }

    Optional<Measured> find(String stepId) {
        return effects.find(stepId).map(EffectStore::read);
    }

    /** By step. */
    Map<String, Measured> ofPlan(String planId) {
        var all = new HashMap<String, Measured>();
        effects.find(eq("plan", planId)).batchSize(PAGE).forEach(row -> all.put(TenantCollection.id(row), read(row)));
        return all;
    }

    /** Ids of all steps that are shown. */
    List<String> shown() {
        return effects.find(eq("state", Measured.State.SHOWN.name()))
                .batchSize(PAGE)
                .map(TenantCollection::id)
                .into(new ArrayList<>());
    }

    /** Those in this state of all plans, the latest first, at most {@value #MOST}. */
    List<Measured> latest(Measured.State state) {
        return effects.find(eq("state", state.name()))
                .sort(Sorts.descending("at"))
                .limit(MOST)
                .batchSize(MOST)
                .map(EffectStore::read)
                .into(new ArrayList<>());
    }

    /** Who is compared, once and for all: a later computation is of the same people. */
    void assign(String stepId, List<Member> members) {
        people.deleteAll(eq("step", stepId));
        for (int from = 0; from < members.size(); from += PAGE) {
            people.write(members.subList(from, Math.min(members.size(), from + PAGE)).stream()
                    .<Write>map(each -> new Write.Insert(
                            stepId + "/" + each.person(),
                            new Document("step", stepId)
                                    .append("person", each.person())
                                    .append("unit", each.unit())
                                    .append("treated", each.treated())
                                    .append("pair", each.pair())
                                    .append("day", each.day().toString())))
                    .toList());
        }
    }

    /** Of a step that is not shown. */
    void forget(String stepId) {
        people.deleteAll(eq("step", stepId));
    }

    /** @param step the step's day, for those of whom an earlier release has kept no day of their own */
    List<Member> members(String stepId, LocalDate step) {
        return people.find(eq("step", stepId))
                .batchSize(PAGE)
                .map(row -> new Member(
                        row.getString("person"),
                        row.getString("unit"),
                        row.getBoolean("treated"),
                        row.getInteger("pair"),
                        row.containsKey("day") ? LocalDate.parse(row.getString("day")) : step))
                .into(new ArrayList<>());
    }

    Optional<Run> run(String planId) {
        return runs.find(planId)
                .map(row -> new Run(
                        Run.State.valueOf(row.getString("state")),
                        row.getInteger("done"),
                        row.getInteger("total"),
                        row.getDate("at").toInstant()));
    }

    /** @param by the pass through all plans that does it; empty if none does @return false, changing nothing, if one is under way */
    boolean begin(String planId, String by, Instant now) {
        Document fresh = run(Run.State.RUNNING, 0, 0, now).append("by", by);
        return runs.insert(planId, fresh)
                || runs.updateIf(
                        planId,
                        or(ne("state", Run.State.RUNNING.name()), lt("at", Date.from(now.minus(SILENCE)))),
                        new Document("$set", fresh));
    }

    /** Whether a computation is under way that this pass through all plans began. */
    boolean isBegunBy(String planId, String pass) {
        return runs.find(planId)
                .filter(row -> Run.State.RUNNING.name().equals(row.getString("state")))
                .filter(row -> pass.equals(row.getString("by")))
                .isPresent();
    }

    /** The last plan that a pass through all of them is done with; empty before the first page. */
    String passed(String pass) {
        return runs.find(PASS + pass).map(row -> row.getString("after")).orElse("");
    }

    void passed(String pass, String planId, Instant now) {
        runs.put(PASS + pass, new Document("after", planId).append("at", Date.from(now)));
    }

    void passedAll(String pass) {
        runs.delete(PASS + pass);
    }

    /** @return false if it was cancelled meanwhile */
    boolean goOn(String planId, int done, int total, Instant now) {
        return runs.updateIf(
                planId,
                eq("state", Run.State.RUNNING.name()),
                new Document("$set", run(Run.State.RUNNING, done, total, now)));
    }

    /** Ends one that is under way; one that has ended stays as it is. */
    void end(String planId, Run.State state, Instant now) {
        runs.updateIf(
                planId,
                eq("state", Run.State.RUNNING.name()),
                Updates.combine(Updates.set("state", state.name()), Updates.set("at", Date.from(now))));
    }

    private static Document run(Run.State state, int done, int total, Instant now) {
        return new Document("state", state.name())
                .append("done", done)
                .append("total", total)
                .append("at", Date.from(now));
    }

    private static Measured read(Document row) {
        return Json.read(row.get("result", Document.class).toJson().getBytes(StandardCharsets.UTF_8), Measured.class);
    }
}
