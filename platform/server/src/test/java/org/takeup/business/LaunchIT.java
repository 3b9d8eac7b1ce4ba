package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.survey.Readied;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** No programme is launched unless a readiness survey has results, or somebody says by name why it is launched without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaunchIT {
    private static final Instant TUESDAY = Instant.parse("2026-02-10T10:00:00Z");
    private static final int PEOPLE = 6;

    private TestPlatform platform;
    private Workspace workspace;
    private Desk desk;

    @BeforeAll
    void start() {
        // In the middle of a day, so that none ends between a launch and a look at it.
        platform = TestPlatform.start(
                UnaryOperator.identity(), Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), TUESDAY)));
    }

    @BeforeEach
    void anotherWorkspace() {
        workspace = platform.tenant("l" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
        desk = new Desk(platform, workspace);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private String body(String sponsor) {
        return """
            {"name":"Safe data","need":"Fewer leaks","sponsor":"%s","until":"%s","segments":["everybody"],
             "indicator":{"kind":"OWN","name":"Leaks","unit":"a month","baseline":9,"target":4}}""".formatted(sponsor, workspace.today().plusDays(60));
    }

    private String programme(String sponsor) {
        return desk.done("POST", "/programmes", body(sponsor), 0).path("id").asText();
    }

    private static String launch(String id) {
        return "/programmes/" + id + "/launch";
    }

    private JsonNode launched(String id) {
        return desk.read("/programmes/" + id).path("launch");
    }

    private HttpResponse<String> press(String id, Map<String, String> fields) {
        String page = desk.base() + "/programmes/" + id;
        return desk.planner().submit(page, page + "/launch", fields);
    }

    @Test
    void withoutAReadinessSurveyAndWithoutAWaiverItIsRefusedInWordsThatSayWhatToDo() {
        String id = programme("Ada Finance");
        String page = desk.page("/programmes/" + id);
        assertTrue(page.contains("Being prepared") && page.contains("Copy “Ready to launch”"), page);

        for (String nothing : List.of("{}", "{\"waves\":[]}", "{\"waiver\":\"  \"}")) {
            HttpResponse<String> refused = desk.api("POST", launch(id), nothing, 1);
            assertEquals(422, refused.statusCode(), nothing);
            assertTrue(refused.body().contains("launch without one and say why"), refused.body());
        }
        HttpResponse<String> pressed = press(id, Map.of("version", "1"));
        assertEquals(422, pressed.statusCode());
        assertTrue(
                pressed.body().contains("Readiness survey</strong>: Nothing says yet whether all is ready"),
                pressed.body());
        assertTrue(launched(id).isNull(), "it is not launched by any of this");
    }

    @Test
    void aSurveyThatIsOpenOrTooSmallOrAnotherOneCountsForNothing() {
        String id = programme("Ada Finance");
        String open = Readied.open(platform, workspace, "Still asking", PEOPLE);
        String few = Readied.closed(platform, workspace, "Hardly anybody", PEOPLE, 3);
        JsonNode readiness = desk.read("/programmes/" + id + "/readiness");
        assertEquals(0, readiness.path("results").size(), readiness.toString());
        assertEquals(open, readiness.path("waiting").path(0).path("wave").asText(), readiness.toString());
        assertEquals(few, readiness.path("few").path(0).path("wave").asText(), readiness.toString());
        String page = desk.page("/programmes/" + id);
        assertTrue(page.contains("Still asking</a> has no results yet"), page);
        assertTrue(page.contains("Hardly anybody</a> is over, and too few people have answered"), page);
        for (String wave : List.of(open, few, "0".repeat(32))) {
            HttpResponse<String> refused = desk.api("POST", launch(id), "{\"waves\":[\"" + wave + "\"]}", 1);
            assertEquals(422, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("Choose from the list"), refused.body());
        }
        assertTrue(launched(id).isNull());
    }

    @Test
    void onTheResultsOfAReadinessSurveyItIsLaunchedAndSaysOnWhichAndCanBeTakenBack() {
        String id = programme("Ada Finance");
        String wave = Readied.closed(platform, workspace, "Are we ready?", PEOPLE, PEOPLE);
        String page = desk.page("/programmes/" + id);
        assertTrue(page.contains("Are we ready?: 100 of 100, by 6 people"), page);

        assertEquals(303, press(id, Map.of("version", "1", "wave", wave)).statusCode());
        JsonNode launch = launched(id);
        assertEquals(workspace.today().toString(), launch.path("day").asText());
        assertFalse(launch.path("by").asText().isEmpty());
        assertEquals(wave, launch.path("rests").path(0).path("wave").asText());
        assertEquals(6, launch.path("rests").path(0).path("n").asInt());
        assertEquals("", launch.path("waiver").asText());
        String after = desk.page("/programmes/" + id);
        assertTrue(after.contains("Launched</span>") && after.contains("Are we ready?</a>: 100 of 100"), after);
        assertTrue(desk.page("/business-case").contains("Launched</span>"));

        HttpResponse<String> twice = desk.api("POST", launch(id), "{\"waiver\":\"Once more\"}", 2);
        assertEquals(422, twice.statusCode());
        assertTrue(twice.body().contains("launched already"), twice.body());
        desk.done("PUT", "/programmes/" + id, body("Ada Finance"), 2);
        assertEquals(launch, launched(id), "a changed case stays launched");
        assertTrue(desk.done("POST", launch(id) + "/undo", "", 3).path("launch").isNull());
        assertEquals(
                4,
                desk.done("POST", launch(id) + "/undo", "", 4).path("version").asInt(),
                "what is not launched stays as it is");
    }

    @Test
    void aWaiverIsKeptWithItsNameAndReasonAlsoInTheTrail() {
        String id = programme("Ada Finance");
        HttpResponse<String> pressed = press(id, Map.of("version", "1", "waiver", "The law gives us two days"));
        assertEquals(303, pressed.statusCode(), pressed.body());
        JsonNode launch = launched(id);
        assertEquals("The law gives us two days", launch.path("waiver").asText());
        String by = launch.path("by").asText();
        assertFalse(by.isEmpty());
        String page = desk.page("/programmes/" + id);
        assertTrue(page.contains("by " + by) && page.contains("without a readiness survey"), page);
        assertTrue(page.contains("The law gives us two days"), page);

        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String trail = admin.get(desk.base() + "/api/v1/audit").body();
        assertTrue(trail.contains("business.launched") && trail.contains("The law gives us two days"), trail);
        assertTrue(
                admin.get(desk.base() + "/audit").body().contains("Launched a programme"), "and is said on its page");
    }

    @Test
    void badInputIsNamedAndNothingTypedIsLost() {
        String id = programme("");
        HttpResponse<String> nobody = press(id, Map.of("version", "1", "waiver", "No time"));
        assertEquals(422, nobody.statusCode());
        assertTrue(
                nobody.body().contains("name a sponsor first") && nobody.body().contains(">No time</textarea>"));
        desk.done("PUT", "/programmes/" + id, body("Ada Finance"), 1);
        HttpResponse<String> late = press(id, Map.of("version", "1", "waiver", "No time"));
        assertEquals(412, late.statusCode());
        assertTrue(late.body().contains(">No time</textarea>"), late.body());
        for (String wrong : List.of(
                "{\"waiver\":\"" + "x".repeat(301) + "\"}",
                "{\"waiver\":\"<b>now</b>\"}",
                "{\"waves\":[\"no-id\"],\"waiver\":\"Now\"}")) {
            assertEquals(422, desk.api("POST", launch(id), wrong, 2).statusCode(), wrong);
        }
        assertEquals(428, desk.api("POST", launch(id), "{\"waiver\":\"x\"}", 0).statusCode());
        assertEquals(
                404,
                desk.api("POST", "/programmes/none/launch", "{\"waiver\":\"x\"}", 1)
                        .statusCode());
        assertEquals(404, desk.api("GET", "/programmes/none/readiness", "", 0).statusCode());
        assertTrue(launched(id).isNull());
    }
}
