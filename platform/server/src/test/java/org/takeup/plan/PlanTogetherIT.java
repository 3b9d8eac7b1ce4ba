package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Two people at one plan: nothing is overwritten silently, and nothing that was typed is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanTogetherIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        PlanDesk.stop(platform);
    }

    @Test
    void differentStepsAreEditedAtTheSameTimeAndNothingIsLost() throws Exception {
        var desk = new PlanDesk(platform, Role.PLANNER);
        List<String> steps = IntStream.range(0, 8)
                .mapToObj(n -> desk.add("Step " + n, desk.monday.plusDays(n), ""))
                .toList();
        String etag = desk.org.tag(desk.plan());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> writers = steps.stream()
                    .map(step -> (Callable<Integer>)
                            () -> desk.change(step, etag, "").statusCode())
                    .toList();
            for (var each : threads.invokeAll(writers)) {
                assertEquals(200, each.get());
            }
        }
        for (String step : steps) {
            assertEquals(
                    "About " + step.substring(0, 4),
                    desk.byId(step).get("subject").asText());
        }
    }

    @Attack(
            value = "two planners save the same step: a lost update",
            kind = Kind.OTHER,
            threats = "D3",
            at = "the form of a step, the API")
    @ParameterizedTest
    @EnumSource(Placement.class)
    void theSameStepIsNeverOverwrittenSilentlyAndNothingTypedIsLost(Placement placement) {
        var desk = new PlanDesk(platform, Role.PLANNER, placement);
        Visitor ben = platform.signedIn(desk.org.workspace, Role.PLANNER, desk.org.personId("ann"));
        String step = desk.add("The step", desk.monday, "");
        String page = desk.path() + "/steps/" + step;
        var mine = desk.form(step);
        var theirs = desk.form(step);
        theirs.put("subject", "Subject of Ann");
        assertEquals(303, ben.submit(page, page, theirs).statusCode());

        mine.put("subject", "My subject");
        mine.put("words", "Words that I thought about for an hour");
        var refused = desk.org.planner.submit(page, page, mine);
        assertEquals(412, refused.statusCode());
        for (String shown : List.of(
                "Somebody else has changed this step",
                "Name ann",
                "Subject of Ann",
                "My subject",
                "Words that I thought about for an hour")) {
            assertTrue(refused.body().contains(shown), shown + "\n" + refused.body());
        }
        assertEquals("Subject of Ann", desk.byId(step).get("subject").asText());

        // Saving what the page shows now is made to what is there now.
        mine.put("version", desk.plan().get("version").asText());
        assertEquals(303, desk.org.planner.submit(page, page, mine).statusCode());
        assertEquals("My subject", desk.byId(step).get("subject").asText());

        var byApi = desk.change(step, "\"1\"", "");
        assertEquals(412, byApi.statusCode());
        assertTrue(byApi.body().contains("It is now: My subject"), byApi.body());
    }

    @Test
    void aRefusedFormComesBackAsItWasTyped() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String step = desk.add("The step", desk.monday, "");
        String page = desk.path() + "/steps/" + step;
        var typed = desk.form(step);
        typed.put("subject", "Kept subject");
        typed.put("owner", "nobody@elsewhere.example");
        typed.put("everyWeeks", "2");
        typed.put("until", "1999-01-01");
        var refused = desk.org.planner.submit(page, page, typed);
        assertEquals(422, refused.statusCode());
        for (String shown :
                List.of("Kept subject", "nobody@elsewhere.example", "1999-01-01", "Nobody of your directory")) {
            assertTrue(refused.body().contains(shown), shown + "\n" + refused.body());
        }
        var added = desk.org.planner.submit(
                desk.path(),
                desk.path() + "/steps",
                Map.of(
                        "version",
                        "1",
                        "audienceId",
                        desk.learners,
                        "messenger",
                        "PEER",
                        "channel",
                        "EMAIL",
                        "on",
                        "yesterday",
                        "subject",
                        "Not lost",
                        "words",
                        "Nor these"));
        assertEquals(422, added.statusCode());
        assertTrue(added.body().contains("Not lost") && added.body().contains("Nor these"));

        // Somebody removes the step while another one types.
        assertEquals(
                200,
                desk.org
                        .api("DELETE", "/plans/" + desk.id + "/steps/" + step, "", desk.org.tag(desk.plan()))
                        .statusCode());
        var gone = desk.org.planner.submit(desk.path(), page, typed);
        assertEquals(409, gone.statusCode(), gone.body());
        assertTrue(gone.body().contains("Kept subject") && gone.body().contains("add it as a new step"));
    }

    @Test
    void openPagesLearnWithinOneQuestionWhatOthersChanged() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String step = desk.add("Watched", desk.monday, "");
        long seen = desk.plan().get("version").asLong();
        String changes = "/plans/" + desk.id + "/changes?since=";
        JsonNode none = Org.read(desk.org.api("GET", changes + seen, "", ""));
        assertEquals(0, none.get("edits").size());
        Visitor ann = platform.signedIn(desk.org.workspace, Role.PLANNER, desk.org.personId("ann"));
        var moved = ann.submit(
                desk.path(),
                desk.path() + "/steps/" + step + "/move",
                Map.of("version", Long.toString(seen), "days", "1"));
        assertEquals(303, moved.statusCode(), moved.body());
        JsonNode told = Org.read(desk.org.api("GET", changes + seen, "", ""));
        assertEquals(seen + 1, told.get("version").asLong());
        assertEquals("Name ann", told.get("edits").get(0).get("by").asText());
        assertEquals(
                desk.monday.plusDays(1).toString(),
                told.get("steps").get(0).get("on").asText());
        assertEquals(422, desk.org.api("GET", changes + "x", "", "").statusCode());
    }

    @Test
    void ofTwoApprovalsAtOnceOneWinsAndTheOtherIsTold() throws Exception {
        var desk = new PlanDesk(platform, Role.ADMIN);
        JsonNode plan = desk.org.does("review", desk.plan());
        Callable<HttpResponse<String>> approval =
                () -> desk.org.api("POST", "/plans/" + desk.id + "/approval", "", desk.org.tag(plan));
        int approved = 0;
        int told = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(List.of(approval, approval, approval, approval))) {
                if (each.get().statusCode() == 200) {
                    approved++;
                } else {
                    assertEquals(409, each.get().statusCode(), each.get().body());
                    assertTrue(
                            each.get().body().contains("has approved this plan already"),
                            each.get().body());
                    told++;
                }
            }
        }
        assertEquals(1, approved);
        assertEquals(3, told);
    }

    @Test
    void onePersonAnswersForAPlanAndThatTakesNoApprovalAway() {
        var desk = new PlanDesk(platform, Role.ADMIN);
        JsonNode plan = desk.org.does("approval", desk.org.does("review", desk.plan()));
        var named = desk.org.planner.submit(
                desk.path(),
                desk.path() + "/accountable",
                Map.of("version", plan.get("version").asText(), "accountable", desk.org.address("boss")));
        assertEquals(303, named.statusCode(), named.body());
        assertEquals("Name boss", desk.plan().get("accountable").get("name").asText());
        assertEquals("APPROVED", desk.plan().get("state").asText());
    }

    @Test
    void aPlanSaysWhoDoesWhatAndWhoIsMissingOnItsPageAndInTheApi() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        var answer = desk.org.api("POST", "/stakeholders", """
                {"name":"The board","kind":"SPONSOR","size":5,"power":5,"interest":5,"segment":"everybody"}""", "");
        String board = Org.read(answer).get("id").asText();
        String step = desk.add("Only told", desk.monday, ",\"audienceId\":\"" + board + "\"");
        String asked = "These are to be asked, but every step only tells them something: The board.";
        String nobody = "Nobody is responsible for what these are told, and they decide much: ";
        String findings =
                desk.org.api("GET", "/plans/" + desk.id + "/findings", "", "").body();
        assertTrue(findings.contains(asked) && findings.contains(nobody), findings);
        assertTrue(findings.contains("answers for this plan is not in the directory"), findings);
        JsonNode part = part(desk, board);
        assertEquals("CONSULTED", part.get("kind").asText());
        assertEquals(1, part.get("open").asInt());
        String page = desk.org.planner.get(desk.path()).body();
        assertTrue(page.contains("Who does what") && page.contains("Is asked, and answers"), page);
        assertTrue(page.contains("No step lets them answer") && page.contains(asked), page);

        var owned = desk.change(step, desk.org.tag(desk.plan()), ",\"owner\":\"" + desk.org.personId("ann") + "\"");
        assertEquals(200, owned.statusCode(), owned.body());
        part = part(desk, board);
        assertEquals("[\"Name ann\"]", part.get("responsible").toString());
        assertTrue(part.get("key").asBoolean());
    }

    private static JsonNode part(PlanDesk desk, String audience) {
        for (JsonNode each : desk.plan().get("parts")) {
            if (each.get("audienceId").asText().equals(audience)) {
                return each;
            }
        }
        throw new AssertionError("No part of " + audience);
    }
}
