package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.plan.Org;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** The words that a stakeholder uses: noted on the map, and told to whoever writes to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheirWordsIT {
    private static final String SALES = """
            {"name":"Sales people","kind":"LEARNERS","size":3,"power":4,"interest":2,"segment":"unit:Sales",
             "vocabulary":[{"say":"customer visits","avoid":"field engagement"},{"say":"e-learning"}]}""";

    private TestPlatform platform;
    private Org org;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @BeforeEach
    void anOrganisation() {
        org = new Org(platform, Placement.POOLED, Role.PLANNER);
        org.people();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private JsonNode stakeholder(String body) {
        var answer = org.api("POST", "/stakeholders", body, "");
        assertEquals(201, answer.statusCode(), answer.body());
        return Org.read(answer);
    }

    /** What the check of a step's words says of a text. */
    private JsonNode checked(String plan, String step, String text) {
        var answer = org.api(
                "POST",
                "/plans/" + plan + "/steps/" + step + "/words/checks",
                "{\"subject\":\"" + text + "\",\"words\":\"" + text + "\"}",
                "");
        assertEquals(200, answer.statusCode(), answer.body());
        return Org.read(answer).path("terms");
    }

    @Test
    void whoeverWritesToThemIsWarnedOfWordsToAvoidAndOfferedTheirs() {
        String sales = stakeholder(SALES).path("id").asText();
        String others = org.stakeholder("Others", "OTHER", "\"segment\":\"everybody\"");
        JsonNode plan = org.draft(org.workspace.today().plusDays(7));
        String id = plan.path("id").asText();
        org.addStep(plan, sales, "SPONSOR", "EMAIL", "More Field Engagements");
        org.addStep(org.plan(id), others, "SPONSOR", "EMAIL", "Field engagement for all");
        JsonNode theirs = org.step(id, "More Field Engagements");
        String notes = theirs.path("notes").toString();
        assertTrue(
                notes.contains("not the words of Sales people")
                        && notes.contains("They say “customer visits”, not “field engagement”"),
                notes);
        JsonNode other = org.step(id, "Field engagement for all");
        assertFalse(other.path("notes").toString().contains("They say"), other.toString());

        JsonNode terms = checked(id, theirs.path("id").asText(), "Field engagement and e-learning");
        assertEquals(1, terms.size(), "e-learning is a word of theirs: " + terms);
        assertEquals("customer visits", terms.path(0).path("instead").asText());
        assertTrue(terms.path(0).path("theirs").asBoolean());
        JsonNode usual = checked(id, other.path("id").asText(), "Field engagement and e-learning");
        assertFalse(usual.toString().contains("customer visits"), usual.toString());
        assertTrue(
                usual.toString().contains("e-learning") && usual.toString().contains("\"theirs\":false"),
                usual.toString());
        String page = org.planner
                .get(org.base + "/plans/" + id + "/steps/" + theirs.path("id").asText() + "/words")
                .body();
        assertTrue(page.contains("they say “customer visits”"), page);
    }

    @Test
    void aPlannerChangesThemOnThePageAndItStandsInTheHistory() {
        JsonNode made = stakeholder(SALES);
        String id = made.path("id").asText();
        String page = org.planner.get(org.base + "/stakeholders").body();
        assertTrue(page.contains("field engagement = customer visits\ne-learning"), page);
        var saved = org.planner.submit(
                org.base + "/stakeholders",
                org.base + "/stakeholders/" + id,
                Map.of(
                        "version", "1",
                        "name", "Sales people",
                        "kind", "LEARNERS",
                        "size", "3",
                        "power", "4",
                        "interest", "2",
                        "attitude", "NEUTRAL",
                        "segment", "unit:Sales",
                        "vocabulary", " funnel=pipeline \n\n leads "));
        assertEquals(303, saved.statusCode(), saved.body());
        JsonNode now = Org.read(org.api("GET", "/stakeholders/" + id, "", ""));
        assertEquals(
                "[{\"say\":\"pipeline\",\"avoid\":\"funnel\"},{\"say\":\"leads\",\"avoid\":\"\"}]",
                now.path("vocabulary").toString());
        assertTrue(org.planner
                .get(org.base + "/stakeholders")
                .body()
                .contains("Changed the words that Sales people use."));

        var other = org.api(
                "PUT",
                "/stakeholders/" + id,
                "{\"name\":\"Sales people\",\"size\":4,\"power\":4,\"interest\":2}",
                "\"2\"");
        assertEquals(200, other.statusCode(), other.body());
        assertEquals(2, Org.read(other).path("vocabulary").size(), "what is left out stays");
        var moved = org.api("PUT", "/stakeholders/" + id + "/place", "{\"power\":1,\"interest\":1}", "\"3\"");
        assertEquals(2, Org.read(moved).path("vocabulary").size(), "a move on the map keeps them");
    }

    @Test
    void badWordsAreNamedAndNothingIsStored() {
        for (String vocabulary : List.of(
                "[{\"say\":\"\"}]",
                "[{\"avoid\":\"funnel\"}]",
                "[null]",
                "[{\"say\":\"same\",\"avoid\":\"Same\"}]",
                "[{\"say\":\"a=b\"}]",
                "[{\"say\":\"123\"}]",
                "[{\"say\":\"" + "x".repeat(61) + "\"}]",
                "[" + "{\"say\":\"x\"},".repeat(50) + "{\"say\":\"x\"}]")) {
            var refused = org.api(
                    "POST",
                    "/stakeholders",
                    "{\"name\":\"X\",\"size\":1,\"power\":1,\"interest\":1,\"vocabulary\":" + vocabulary + "}",
                    "");
            assertEquals(422, refused.statusCode(), vocabulary + ": " + refused.body());
            assertTrue(refused.body().contains("vocabulary"), refused.body());
        }
        assertEquals(
                0,
                Org.read(org.api("GET", "/stakeholders", "", ""))
                        .path("stakeholders")
                        .size());
    }
}
