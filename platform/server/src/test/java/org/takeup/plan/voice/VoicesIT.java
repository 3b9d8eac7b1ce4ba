package org.takeup.plan.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.people.Segment;
import org.takeup.survey.Separated;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Whose opinion counts, from released answers to the page, the API and what builders are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoicesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private Workspace tenant() {
        return platform.tenant("v" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
    }

    private JsonNode get(Workspace workspace) throws Exception {
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        return JSON.readTree(planner.get("/w/" + workspace.tenant().slug() + "/api/v1/voices")
                .body());
    }

    private String page(Workspace workspace) {
        return platform.signedIn(workspace, Role.PLANNER)
                .get("/w/" + workspace.tenant().slug() + "/voices")
                .body();
    }

    private static List<String> times(int n, String choice) {
        return Collections.nCopies(n, choice);
    }

    @Test
    void beforeAnybodyWasAskedTheSourceIsShownWithWhatItDoesNotSay() throws Exception {
        Workspace workspace = tenant();

        String page = page(workspace);
        for (String said : List.of(
                "You have not asked your own people yet",
                "55% say their line managers, 23% say their peers and less than 10% HR, L&amp;D.",
                "It says neither how many were asked",
                "not stated",
                "None of your own people have answered yet")) {
            assertTrue(page.contains(said), said);
        }
        JsonNode whole = get(workspace).get("segments").get(0);
        assertEquals("everybody", whole.get("segment").asText());
        assertEquals(0, whole.get("answers").asInt());
        assertEquals(0.12, whole.get("unstated").get("share").asDouble(), 1e-9);
        assertEquals(0.55, whole.get("weights").get(0).get("share").asDouble(), 1e-9);
    }

    @Test
    void aUnitWithThirtyAnswersHasWeightsOfItsOwnAndASmallOneIsNotShown() throws Exception {
        Workspace workspace = tenant();
        Separated.voices(
                workspace,
                Segment.everybody(),
                Map.of(
                        "Sales", times(30, "colleague"),
                        "Support", times(12, "line-manager"),
                        "Harbour", times(3, "senior-leader"),
                        "", times(4, "nobody")));

        JsonNode segments = get(workspace).get("segments");
        assertEquals(
                List.of("everybody", "unit:Sales", "unit:Support"),
                segments.findValuesAsText("segment"),
                segments.toString());
        assertEquals(49, segments.get(0).get("answers").asInt());
        JsonNode sales = segments.get(1);
        assertTrue(sales.get("own").asBoolean());
        assertEquals((0.23 + 1) / 2, sales.get("weights").get(1).get("share").asDouble(), 1e-9);
        assertFalse(segments.get(2).get("own").asBoolean());

        String page = page(workspace);
        assertTrue(page.contains("Own weights are used here: 30 answers of your own"), page);
        assertFalse(page.contains("Harbour"), page);
    }

    @Test
    void ofEachPartTheNewestAnswersCountAndNobodyTwice() throws Exception {
        Workspace workspace = tenant();
        Separated.voices(workspace, Segment.everybody(), Map.of("", times(20, "colleague")));
        Separated.voices(workspace, Segment.unit("Sales"), Map.of("Sales", times(8, "trainer")));

        JsonNode segments = get(workspace).get("segments");
        assertEquals(20, segments.get(0).get("answers").asInt());
        assertEquals(8, segments.get(1).get("answers").asInt());
        assertEquals(8, segments.get(1).get("weights").get(4).get("answers").asInt());
    }

    @Test
    void answersCountThatLieBehindMoreSurveysThanAListShows() throws Exception {
        Workspace workspace = tenant();
        Separated.voices(workspace, Segment.everybody(), Map.of("", times(20, "colleague")));
        for (int i = 0; i < 51; i++) {
            Separated.wave(workspace, List.of(5));
        }
        assertEquals(20, get(workspace).get("segments").get(0).get("answers").asInt());
    }

    @Test
    void tooFewAnswersAreNone() throws Exception {
        Workspace workspace = tenant();
        Separated.voices(workspace, Segment.everybody(), Map.of("", times(4, "colleague")));
        assertEquals(0, get(workspace).get("segments").get(0).get("answers").asInt());
    }

    @Test
    void buildersGetTheUnitsOwnWeightsAndPlansSaySo() throws Exception {
        Workspace workspace = tenant();
        Separated.voices(workspace, Segment.everybody(), Map.of("Sales", times(40, "colleague")));
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String base = "/w/" + workspace.tenant().slug();
        String token = Visitor.token(planner.get(base + "/stakeholders").body());
        for (String body : List.of(
                "{\"name\":\"Sales\",\"kind\":\"LEARNERS\",\"size\":40,\"power\":1,\"interest\":2,\"segment\":\"unit:Sales\"}",
                "{\"name\":\"Fans\",\"kind\":\"RESPECTED_INDIVIDUAL\",\"size\":3,\"power\":2,\"interest\":5}",
                "{\"name\":\"Leads\",\"kind\":\"LINE_MANAGERS\",\"size\":3,\"power\":3,\"interest\":3}")) {
            assertEquals(
                    201,
                    planner.json("POST", base + "/api/v1/stakeholders", body, token)
                            .statusCode());
        }
        String plan = planner.json(
                        "POST",
                        base + "/api/v1/plans",
                        "{\"builder\":\"plan-stakeholder\",\"objective\":\"x\",\"answers\":{\"startDate\":\""
                                + workspace.today() + "\",\"programme\":\"P\",\"gain\":\"g\",\"weeks\":\"8\"}}",
                        token)
                .body();

        assertTrue(plan.contains("by your own weights from 40 answers"), plan);
        assertTrue(plan.contains("% of your own people say a colleague's view counts most"), plan);
    }

    @Test
    void onlyPlannersSeeIt() {
        Workspace workspace = tenant();
        String path = "/w/" + workspace.tenant().slug() + "/voices";
        assertEquals(403, platform.signedIn(workspace, Role.MANAGER).get(path).statusCode());
    }
}
