package org.takeup.effect;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.business.Desk;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.learning.Archives;
import org.takeup.plan.HoldOut;
import org.takeup.plan.Plans;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Steps of plans that go out and are compared, over HTTP, with learning data; the test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StepsOut {
    static final Duration SOON = Duration.ofSeconds(60);
    static final Instant BEFORE = Instant.parse("2026-02-04T10:00:00Z");
    static final Instant AFTER = Instant.parse("2026-02-24T10:00:00Z");
    static final int STAFF = 600;
    static final HoldOut HALF = new HoldOut(50, "fixed");

    final StillClock now = new StillClock(BEFORE);
    TestPlatform platform;
    Workspace workspace;
    Desk desk;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), now);
    }

    @BeforeEach
    void anotherWorkspace() {
        now.set(BEFORE);
        workspace = platform.tenant("e" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
        desk = new Desk(platform, workspace);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** Everybody is enrolled; these begin in the week after the step. */
    void learned(Set<Integer> begin) {
        learned(Map.of("2026-02-11", begin));
    }

    /** @param begin who does something, by day */
    void learned(Map<String, Set<Integer>> begin) {
        Map<String, String> files = Archives.roster(STAFF);
        var results = new StringBuilder("sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate\n");
        begin.forEach((day, who) ->
                who.forEach(i -> results.append("a%s-%d,l1,u%d,submitted,,%s\n".formatted(day, i, i, day))));
        files.put("results.csv", results.toString());
        desk.learned(files);
    }

    String audience(String name, String segment) {
        return desk.done("POST", "/stakeholders", """
                {"name":"%s","kind":"LEARNERS","size":300,"power":4,"interest":2,"attitude":"DOUBTER","segment":"%s"}""".formatted(name, segment), 0)
                .path("id")
                .asText();
    }

    /** A plan with one more step, into the inbox of an audience, which is there before it goes out. */
    record Made(String plan, String step, long version) {}

    Made made(String audience) {
        return made(audience, "IN_APP");
    }

    Made made(String audience, String channel) {
        JsonNode plan = desk.done("POST", "/plans", """
                {"builder":"plan-stakeholder","objective":"Everybody learns to handle data safely",
                 "answers":{"startDate":"2026-05-04","programme":"Safe data","gain":"keep data safe","weeks":"8"}}""", 0);
        String id = plan.path("id").asText();
        JsonNode with = desk.done(
                "POST",
                "/plans/" + id + "/steps",
                """
                {"audienceId":"%s","messenger":"PEER","channel":"%s","on":"2026-02-04",
                 "subject":"Come along","words":"It is worth it."}""".formatted(audience, channel),
                plan.path("version").asLong());
        for (JsonNode step : with.path("steps")) {
            if (step.path("subject").asText().equals("Come along")) {
                return new Made(
                        id, step.path("id").asText(), with.path("version").asLong());
            }
        }
        throw new AssertionError("No step in " + with);
    }

    void holdsOut(String plan, HoldOut holdOut) {
        rewrite(plan, Updates.combine(Updates.set("holdOut", holdOut.percent()), Updates.set("seed", holdOut.seed())));
    }

    /** What no page does to a plan. */
    void rewrite(String plan, Bson update) {
        var plans = Plans.COLLECTIONS.stream()
                .filter(spec -> spec.name().equals("plans"))
                .findFirst()
                .orElseThrow();
        assertTrue(workspace.collection(plans).update(plan, update));
    }

    void send(Made made) {
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String base = desk.base() + "/plans/" + made.plan();
        String csrf = Visitor.token(admin.get(base).body());
        long version = made.version();
        assertEquals(
                303,
                admin.post(base + "/review", "csrf=" + csrf + "&version=" + version)
                        .statusCode());
        assertEquals(
                303,
                admin.post(base + "/approval", "csrf=" + csrf + "&version=" + (version + 1))
                        .statusCode());
        assertEquals(
                200,
                desk.api("POST", "/plans/" + made.plan() + "/dispatch", "", 0).statusCode());
        // The approval has a job do the same: whatever a test changes next, that must not change it back.
        Eventually.holds(
                "It is out, whoever sends it",
                SOON,
                () -> platform
                        .store()
                        .control("jobs")
                        .find(and(
                                in("state", "ready", "running"),
                                eq("tenant", workspace.tenant().id()),
                                in("kind", "plan-steps", "plan-steps-freed")))
                        .into(new ArrayList<>())
                        .stream()
                        .allMatch(job -> job.getString("state").equals("ready")
                                && job.getDate("due").toInstant().isAfter(now.instant())));
    }

    JsonNode step(Made made) {
        for (JsonNode step : desk.read("/plans/" + made.plan() + "/effect?from=" + made.step())
                .path("steps")) {
            if (step.path("step").asText().equals(made.step())) {
                return step;
            }
        }
        throw new AssertionError("The step is gone");
    }

    String state(Made made) {
        return step(made).path("state").asText();
    }

    /** Asked for, if the import has not begun it already. */
    JsonNode computed(Made made) {
        ended(made, "DONE");
        return step(made);
    }

    /** @param state in which it ends */
    void ended(Made made, String state) {
        HttpResponse<String> answer = desk.api("POST", "/plans/" + made.plan() + "/effect/computation", "", 0);
        assertTrue(Set.of(202, 409).contains(answer.statusCode()), answer.body());
        Eventually.holds(
                "It is computed",
                SOON,
                () -> desk.read("/plans/" + made.plan() + "/effect")
                        .path("computation")
                        .path("state")
                        .asText()
                        .equals(state));
    }
}
