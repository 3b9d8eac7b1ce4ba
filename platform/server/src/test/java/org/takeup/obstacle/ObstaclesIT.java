package org.takeup.obstacle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What gets in people's way: told, queued, tagged to a barrier, and gone with who told it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObstaclesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
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

    private static PersonRecord person(String name) {
        return new PersonRecord(
                "test", name, "Name " + name, name + "@blocks.example", Optional.empty(), Optional.empty(), true);
    }

    private Workspace workspace(Placement placement) {
        Workspace workspace = platform.tenant("o" + UUID.randomUUID().toString().substring(0, 8), placement);
        new People()
                .upsert(
                        workspace,
                        Stream.of("lead", "ann", "bob").map(ObstaclesIT::person).toList());
        return workspace;
    }

    private Visitor as(Workspace workspace, Role role, String name) {
        return platform.signedIn(workspace, role, person(name).personId());
    }

    private static String base(Workspace workspace) {
        return "/w/" + workspace.tenant().slug();
    }

    private HttpResponse<String> tell(Workspace workspace, String name, String text) {
        String page = base(workspace) + "/in-the-way";
        return as(workspace, Role.LEARNER, name).submit(page, page, Map.of("text", text, "once", "from-" + text));
    }

    private static String page(Visitor by, String path) {
        HttpResponse<String> answer = by.get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode list(Visitor lead, Workspace workspace, String query) {
        return json(lead.get(base(workspace) + "/api/v1/obstacles" + query), 200);
    }

    private HttpResponse<String> tag(Visitor lead, Workspace workspace, String id, long version, String barrier) {
        return lead.send(lead.request(base(workspace) + "/api/v1/obstacles/" + id + "/barrier")
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", Visitor.token(page(lead, base(workspace) + "/")))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"" + version + "\"")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"barrier\":\"" + barrier + "\"}"))
                .build());
    }

    @Test
    void whatIsToldWaitsInAQueueWhoseLengthIsOnTheFirstPageUntilItIsTagged() {
        Workspace workspace = workspace(Placement.POOLED);
        Visitor lead = as(workspace, Role.PLANNER, "lead");
        String home = base(workspace) + "/";
        assertFalse(page(lead, home).contains("wait for their barrier"));
        assertTrue(page(lead, base(workspace) + "/obstacles").contains("Nothing waits for a barrier"));

        HttpResponse<String> told = tell(workspace, "ann", "My shift leaves no hour for courses.");
        assertEquals(303, told.statusCode(), told.body());
        assertEquals(
                303,
                tell(workspace, "ann", "My shift leaves no hour for courses.").statusCode());
        assertEquals(
                303,
                tell(workspace, "bob", "Our boss laughs at <b>e-learning</b>.").statusCode());

        assertTrue(page(lead, home).contains("2 in people's own words wait for their barrier."), page(lead, home));
        assertFalse(page(as(workspace, Role.LEARNER, "ann"), home).contains("wait for their barrier"));
        String queue = page(lead, base(workspace) + "/obstacles");
        assertTrue(queue.contains("My shift leaves no hour for courses."), queue);
        assertTrue(queue.contains("Our boss laughs at &lt;b&gt;e-learning&lt;/b&gt;."), queue);
        assertFalse(queue.contains("Name ann") || queue.contains("Name bob"), "nobody reads who told it");

        JsonNode waiting = list(lead, workspace, "");
        assertEquals(2, waiting.path("waiting").asInt());
        JsonNode first = waiting.path("obstacles").path(0);
        assertEquals("My shift leaves no hour for courses.", first.path("text").asText());
        HttpResponse<String> byForm = lead.submit(
                base(workspace) + "/obstacles",
                base(workspace) + "/obstacles/" + first.path("id").asText() + "/barrier",
                Map.of("version", "1", "barrier", "time"));
        assertEquals(303, byForm.statusCode(), byForm.body());

        assertTrue(page(lead, home).contains("One in somebody's own words waits for its barrier."));
        assertEquals(1, list(lead, workspace, "").path("waiting").asInt());
        JsonNode tagged = list(lead, workspace, "?barrier=time");
        assertEquals(first.path("id"), tagged.path("obstacles").path(0).path("id"));
        assertTrue(page(lead, base(workspace) + "/obstacles?barrier=time").contains("My shift leaves no hour"));
        assertTrue(page(lead, base(workspace) + "/obstacles").contains("Lack of time (1)"));
    }

    @Test
    void aTagIsOneOfTheCatalogueIsTakenBackAndIsLostToNobody() {
        Workspace workspace = workspace(Placement.POOLED);
        Visitor lead = as(workspace, Role.PLANNER, "lead");
        assertEquals(
                303, tell(workspace, "ann", "Nobody knows where we are going.").statusCode());
        String id =
                list(lead, workspace, "").path("obstacles").path(0).path("id").asText();

        assertEquals(422, tag(lead, workspace, id, 1, "weather").statusCode());
        assertEquals(404, tag(lead, workspace, "0".repeat(24), 1, "strategy").statusCode());
        HttpResponse<String> tagged = tag(lead, workspace, id, 1, "strategy");
        assertEquals("strategy", json(tagged, 200).path("barrier").asText());
        assertEquals("\"2\"", tagged.headers().firstValue("etag").orElseThrow());
        assertEquals(412, tag(lead, workspace, id, 1, "politics").statusCode(), "somebody was faster");
        HttpResponse<String> late = lead.submit(
                base(workspace) + "/obstacles",
                base(workspace) + "/obstacles/" + id + "/barrier",
                Map.of("version", "1", "barrier", "politics"));
        assertEquals(412, late.statusCode());
        assertTrue(late.body().contains("Nothing was changed"), late.body());

        assertEquals(0, list(lead, workspace, "").path("waiting").asInt());
        assertEquals(200, tag(lead, workspace, id, 2, "").statusCode());
        assertEquals(1, list(lead, workspace, "").path("waiting").asInt());
        assertEquals(200, tag(lead, workspace, id, 3, Obstacle.NONE).statusCode());
        assertEquals(0, list(lead, workspace, "").path("waiting").asInt());
        assertEquals(
                422, lead.get(base(workspace) + "/obstacles?barrier=weather").statusCode());
    }

    @Test
    void everyBarrierOfTheCatalogueIsThereToTagWith() {
        Workspace workspace = workspace(Placement.POOLED);
        Visitor lead = as(workspace, Role.PLANNER, "lead");
        JsonNode catalogue =
                json(lead.get(base(workspace) + "/api/v1/barriers"), 200).path("barriers");
        assertEquals(15, catalogue.size());
        long rateable = catalogue.findValues("rateable").stream()
                .filter(JsonNode::asBoolean)
                .count();
        assertEquals(14, rateable);
        long below = catalogue.findValues("parent").stream()
                .filter(each -> each.asText().equals("trainer-skill-and-attitude"))
                .count();
        assertEquals(4, below);
        assertEquals(16, list(lead, workspace, "").path("barriers").size(), "and what belongs to none");
    }

    @Test
    void theQueueIsReadPageByPageTheEarliestFirst() {
        Workspace workspace = workspace(Placement.POOLED);
        var store = new ObstacleStore(workspace);
        for (int i = 0; i <= Obstacles.PAGE; i++) {
            String order = String.format(java.util.Locale.ROOT, "%015d", i);
            assertTrue(store.insert(
                    new Obstacle(order, order, "Block " + i, workspace.clock().instant(), "somebody", "", 1)));
        }
        Visitor lead = as(workspace, Role.PLANNER, "lead");
        JsonNode first = list(lead, workspace, "");
        assertEquals(Obstacles.PAGE, first.path("obstacles").size());
        assertEquals("Block 0", first.path("obstacles").path(0).path("text").asText());
        JsonNode second = list(lead, workspace, "?after=" + first.path("next").asText());
        assertEquals(1, second.path("obstacles").size());
        assertTrue(second.path("next").isNull(), second.toString());
        assertTrue(page(lead, base(workspace) + "/obstacles").contains("Later ones"));
    }

    @Test
    void whatDoesNotFitComesBackAsItWasTypedAndNobodyTellsWithoutEnd() {
        Workspace workspace = workspace(Placement.POOLED);
        HttpResponse<String> empty = tell(workspace, "ann", "no");
        assertEquals(422, empty.statusCode());
        assertTrue(empty.body().contains(">no</textarea>"), empty.body());
        assertEquals(
                422, tell(workspace, "ann", "x".repeat(Obstacles.LONGEST + 1)).statusCode());
        for (int i = 0; i < Obstacles.A_DAY.most(); i++) {
            assertEquals(303, tell(workspace, "ann", "Stumbling block " + i).statusCode());
        }
        HttpResponse<String> more = tell(workspace, "ann", "Yet another one");
        assertEquals(429, more.statusCode());
        assertTrue(more.body().contains("Yet another one</textarea>"), more.body());
        assertEquals(303, tell(workspace, "bob", "Yet another one").statusCode());
        assertEquals(
                403,
                as(workspace, Role.LEARNER, "ann")
                        .get(base(workspace) + "/obstacles")
                        .statusCode());
    }

    @Test
    void whatNobodySeesIsTakenOutOfATextAndTheRestStays() {
        assertEquals("My shift\nends", Obstacles.clean("  My\u202e shift\r\nen\u200bds\u0007 "));
        assertEquals(Optional.of("short"), Obstacles.fault("12345"));
        assertEquals(Optional.empty(), Obstacles.fault("heavy"));
    }

    @Attack(
            value = "who told of a stumbling block and what, after the person was erased",
            kind = Kind.OTHER,
            threats = "D4",
            at = "erasure-start, obstacle-tell-form")
    @BothPlacements
    void whoIsErasedTakesTheirStumblingBlocksAlong(Placement placement) {
        Workspace workspace = workspace(placement);
        assertEquals(303, tell(workspace, "ann", "My very own trouble").statusCode());
        assertEquals(
                303, tell(workspace, "bob", "What Name ann says of courses").statusCode());
        String ann = person("ann").personId();
        Visitor admin = as(workspace, Role.ADMIN, "lead");
        HttpResponse<String> erased = admin.json(
                "POST",
                base(workspace) + "/api/v1/erasures",
                "{\"person\":\"" + ann + "\"}",
                Visitor.token(page(admin, base(workspace) + "/")));
        assertEquals(2, erased.statusCode() / 100, erased.body());
        Eventually.holds(
                "ann is gone", SOON, () -> !platform.dump(workspace).toString().contains(ann));
        String stored = platform.dump(workspace).toString();
        assertFalse(stored.contains("My very own trouble"));
        assertFalse(stored.contains("Name ann"));
        assertTrue(stored.contains("says of courses"), "what bob told stays, without her name");
    }
}
