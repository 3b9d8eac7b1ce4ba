package org.takeup.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.learning.Archives;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The board on a Tuesday: forty people who were active in each week so far, the running one included. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardIT {
    private static final Instant TUESDAY = Instant.parse("2026-01-27T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestPlatform platform;
    private Workspace workspace;
    private String api;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), Clock.fixed(TUESDAY, ZoneOffset.UTC));
        workspace = platform.tenant("b" + UUID.randomUUID().toString().substring(0, 8));
        String base = "/w/" + workspace.tenant().slug();
        api = base + "/api/v1";
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        assertEquals(404, admin.get(api + "/board").statusCode());
        assertEquals(404, admin.get(api + "/take-up/overview").statusCode());
        String csrf = Visitor.token(admin.get(base + "/learning").body());
        byte[] zip = Archives.zip(Archives.roster(40));
        assertEquals(
                303,
                Archives.upload(admin, base + "/learning/imports", csrf, "x.zip", zip)
                        .statusCode());
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!admin.get(api + "/learning/imports").body().contains("\"DONE\"")) {
            assertTrue(System.nanoTime() < end, "the import does not end");
            LockSupport.parkNanos(50_000_000);
        }
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private JsonNode json(Role role, String path) {
        HttpResponse<String> answer = platform.signedIn(workspace, role).get(api + path);
        assertEquals(200, answer.statusCode(), answer.body());
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theRunningWeekHasNoFiguresSoThatNothingIsComparedWithIt() {
        JsonNode weeks = json(Role.PLANNER, "/board").path("takeUp").path("weeks");
        assertEquals(4, weeks.size());
        assertEquals(40, weeks.path(2).path("figures").path("active").asInt());
        assertEquals("2026-01-26", weeks.path(3).path("monday").asText());
        assertTrue(weeks.path(3).path("figures").isNull(), weeks.toString());
    }

    @Test
    void theOverviewNamesTheKeysThatTheOtherOperationsTake() {
        JsonNode north = json(Role.PLANNER, "/take-up/overview").path("units").path(0);
        JsonNode all = json(Role.PLANNER, "/take-up/overview").path("courses").path(0);
        assertEquals("Safety", all.path("name").asText());
        for (String operation : new String[] {"/board", "/take-up"}) {
            JsonNode answer = json(Role.PLANNER, operation + "?unit=" + encoded(north) + "&course=" + encoded(all));
            JsonNode unit = (operation.equals("/board") ? answer.path("takeUp") : answer).path("unit");
            assertEquals(north, unit);
        }
    }

    @Test
    void aManagerSeesTheWholeAndNoUnit() {
        JsonNode unit = json(Role.PLANNER, "/take-up/overview").path("units").path(0);
        assertEquals(
                "",
                json(Role.MANAGER, "/board?unit=" + encoded(unit))
                        .path("takeUp")
                        .path("unit")
                        .path("key")
                        .asText("none"));
        Visitor manager = platform.signedIn(workspace, Role.MANAGER);
        assertEquals(403, manager.get(api + "/take-up/overview").statusCode());
    }

    @Test
    void aManagerSeesTheWholeUnitOfTheirPeopleAndNeverTheirsAlone() {
        new People()
                .upsert(
                        workspace,
                        Stream.of("u0", "u2")
                                .map(id -> new PersonRecord(
                                        "lms-oneroster",
                                        id,
                                        "Learner " + id,
                                        id + "@northbank.example",
                                        Optional.of("North"),
                                        Optional.of("lead"),
                                        true))
                                .toList());
        Visitor manager = platform.signedIn(workspace, Role.MANAGER, People.idOfRecord("lms-oneroster", "lead"));
        String page =
                manager.get("/w/" + workspace.tenant().slug() + "/my-week").body();
        assertTrue(page.contains("<h3>North</h3>") && page.contains("2 people of it report to you"), page);
        assertTrue(page.contains("<dt>Enrolled</dt><dd>20</dd>"), page);
        HttpResponse<String> answer = manager.get(api + "/my-week");
        assertTrue(answer.body().contains("\"reports\":2"), answer.body());
        assertTrue(answer.body().contains("\"enrolled\":20"), answer.body());
    }

    @Test
    void aUnitThatIsNotShownAnswersLikeOneThatDoesNotExist() {
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        assertEquals(
                422,
                planner.get(api + "/board?unit=lms-oneroster%2FUNIT%2Fnowhere").statusCode());
    }

    private static String encoded(JsonNode group) {
        return URLEncoder.encode(group.path("key").asText(), StandardCharsets.UTF_8);
    }
}
