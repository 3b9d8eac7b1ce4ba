package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Pilots, whose answers nobody ever sees; and quotas, after which nobody begins any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PilotAndQuotaIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private void invite(Planner planner, String id, int people) {
        planner.press(id, "/invitations");
        Eventually.holds(
                "all are invited",
                Samples.SOON,
                () -> planner.read("/waves/" + id).at("/participation/invited").asInt() == people);
    }

    private String link(Workspace workspace, String id, String person) {
        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        return Samples.base(workspace) + "/answer/" + id + "/" + Samples.ticket(workspace, wave, person);
    }

    /** Finishes without the form: which questions there are does not matter here. */
    private static void finish(Workspace workspace, String link) {
        String[] parts = link.split("/");
        String id = parts[parts.length - 2];
        var page = new BallotStore.PageSaved(
                "any", Map.of(), List.of(), true, java.util.Date.from(java.time.Instant.EPOCH), "en");
        assertTrue(new BallotStore(workspace, id)
                .save(WaveKey.ballotId(id, parts[parts.length - 1]), page)
                .isPresent());
    }

    @Test
    void aPilotOfTwoHasNoResultAnywhereAndIsThrownAway() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        List<String> people = Samples.people(workspace, 0, 2, "Tiny");
        var pilot = Map.of("segment", "unit:Tiny", "pilot", "yes");
        assertEquals(422, planner.sendForm(Map.of("segment", "unit:Tiny")).statusCode());
        String id = planner.open(pilot);
        invite(planner, id, 2);
        for (String person : people) {
            String welcome =
                    platform.stranger().get(link(workspace, id, person)).body();
            assertTrue(welcome.contains("(trial run)"), welcome);
            finish(workspace, link(workspace, id, person));
        }
        String old = link(workspace, id, people.getFirst());
        var visitor = planner.visitor();
        String base = planner.base();
        assertTrue(visitor.get(base + "/surveys").body().contains("Pilot"));
        planner.press(id, "/close");
        Eventually.holds("it is separated", Samples.SOON, () -> {
            // What is due a moment after the closing is asked for by a job: the clock must not have passed it by.
            clock.pass(Duration.ofSeconds(4));
            return new WaveStore(workspace)
                    .find(id)
                    .filter(found -> found.wave().state() == Wave.State.SEPARATED)
                    .isPresent();
        });
        String page = visitor.get(base + "/surveys/" + id + "/results").body();
        assertTrue(page.contains("2 of 2 people took it to its end") && page.contains("not measured"), page);
        for (String path : List.of("/results", "/results.csv")) {
            var refused = visitor.get(base + "/api/v1/waves/" + id + path);
            assertEquals(409, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("wave-pilot"), refused.body());
        }
        for (String path : List.of("/board", "/")) {
            assertFalse(visitor.get(base + path).body().contains("Where do we stand?"), path);
        }

        Samples.people(workspace, 20, 5, "Tiny");
        String real = planner.open(Map.of());
        invite(planner, real, 7);
        planner.press(real, "/close");
        Eventually.holds("the real one has results", Samples.SOON, () -> {
            clock.pass(Duration.ofSeconds(4));
            return planner.read("/waves/" + real).get("resultsReady").asBoolean();
        });
        String results = base + "/api/v1/waves/" + real + "/results";
        assertEquals(200, visitor.get(results).statusCode());
        assertFalse(visitor.get(results).body().contains(id));
        assertEquals(422, visitor.get(results + "?since=" + id).statusCode());

        String again = visitor.get(base + "/surveys/new?from=" + id).body();
        assertTrue(again.contains("value=\"Where do we stand?\""), again);
        assertFalse(again.contains("name=\"pilot\" value=\"yes\" checked"), again);
        planner.press(id, "/delete");
        assertEquals(404, platform.stranger().get(old).statusCode());
        assertEquals(404, platform.stranger().post(old + "/1", "a.mood=3").statusCode());
        assertEquals(404, visitor.get(base + "/surveys/" + id).statusCode());
        for (var collection : List.of(BallotStore.BALLOTS, RollStore.ROLL)) {
            assertEquals(0, workspace.collection(collection).count(Filters.eq("wave", id)));
        }
        assertTrue(workspace.collection(WaveStore.WAVES).find(id).isEmpty());
        assertTrue(workspace.collection(WaveStore.SNAPSHOTS).find(id).isEmpty());
    }

    @Test
    void aRealWaveIsNoPilotThatCanBeThrownAway() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Samples.people(workspace, 0, 6, "Sales");
        String id = planner.open(Map.of());
        assertEquals(409, planner.send("DELETE", "/waves/" + id, "").statusCode());
    }

    @Test
    void afterTheQuotaOfAUnitNobodyOfItBeginsAndWhoHasBegunFinishes() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.DEDICATED);
        var planner = new Planner(platform, workspace);
        List<String> sales = Samples.people(workspace, 0, 6, "Sales");
        List<String> works = Samples.people(workspace, 20, 6, "Works");
        String id = planner.open(Map.of("answersOfUnit", "2", "answers", "3"));
        assertTrue(planner.page(id).contains("After 3 finished answers"), planner.page(id));
        invite(planner, id, 12);
        String begun = link(workspace, id, sales.get(2));
        var first = platform.stranger().get(begun + "/1");
        assertEquals(200, first.statusCode());
        new BallotStore(workspace, id)
                .save(
                        WaveKey.ballotId(id, begun.substring(begun.lastIndexOf('/') + 1)),
                        new BallotStore.PageSaved(
                                "any", Map.of(), List.of(), false, java.util.Date.from(java.time.Instant.EPOCH), "en"));
        finish(workspace, link(workspace, id, sales.get(0)));
        finish(workspace, link(workspace, id, sales.get(1)));
        clock.pass(Duration.ofSeconds(3));

        var late = platform.stranger().get(link(workspace, id, sales.get(3)));
        assertEquals(409, late.statusCode());
        assertTrue(late.body().contains("This survey has all the answers that it needs."), late.body());
        assertEquals(
                409,
                platform.stranger()
                        .post(link(workspace, id, sales.get(3)) + "/1", "a.mood=3")
                        .statusCode());
        assertEquals(200, platform.stranger().get(begun + "/1").statusCode());
        String other = link(workspace, id, works.get(0));
        assertEquals(200, platform.stranger().get(other).statusCode());
        finish(workspace, other);
        clock.pass(Duration.ofSeconds(3));
        assertEquals(
                409, platform.stranger().get(link(workspace, id, works.get(1))).statusCode());
        var learner = platform.signedIn(workspace, Role.LEARNER, works.get(2));
        String csrf = org.takeup.app.Visitor.token(
                learner.get(Samples.base(workspace) + "/").body());
        var byApi = learner.json(
                "PUT",
                Samples.base(workspace) + "/api/v1/waves/" + id + "/answers",
                "{\"answers\":{},\"finished\":false}",
                csrf);
        assertEquals(409, byApi.statusCode(), byApi.body());
    }
}
