package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** A planner takes a questionnaire that comes along, by the page and by the API, asks with it, and changes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncludedQuestionnaireIT {
    private static final int PEOPLE = 6;
    private static final Set<String> IDS =
            Set.of("readiness", "manager-support", "work-context", "hearts-minds", "trainer-readiness");
    private static final String FILES = "/questionnaires/files/included";

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

    private Planner planner() {
        return new Planner(platform, Samples.tenant(platform, Tenant.Placement.POOLED));
    }

    private static HttpResponse<String> press(Planner planner, String id) {
        return planner.visitor()
                .submit(
                        planner.base() + "/questionnaires/new",
                        planner.base() + "/questionnaires/new/included",
                        Map.of("included", id));
    }

    @Test
    void onePressMakesACopyThatIsAskedAtOnceAndCountedUnderItsScale() {
        Planner planner = planner();
        Workspace workspace = planner.workspace();
        List<String> people = Samples.people(workspace, 0, PEOPLE, "Sales");
        String offered =
                planner.visitor().get(planner.base() + "/questionnaires/new").body();
        IDS.forEach(id -> assertTrue(offered.contains("name=\"included\" value=\"" + id + "\""), id));

        HttpResponse<String> copied = press(planner, "manager-support");
        assertEquals(303, copied.statusCode(), copied.body());
        String home = copied.headers().firstValue("location").orElseThrow();
        String page = planner.visitor().get(home).body();
        assertTrue(page.contains("Version 1") && page.contains("Nothing is missing."), page);
        assertTrue(page.contains("Open a survey"), page);

        String wave = planner.open(Map.of("plugin", "own:" + home.substring(home.lastIndexOf('/') + 1)));
        Wave opened = new WaveStore(workspace).find(wave).orElseThrow().wave();
        Samples.invite(platform, workspace, opened, PEOPLE);
        for (String person : people) {
            String link = planner.base() + "/answer/" + wave + "/" + Samples.ticket(workspace, opened, person);
            Visitor phone = platform.stranger();
            assertEquals(
                    303,
                    phone.post(link + "/1", "a.knows-what=5&a.gives-time=5&a.justify-time=1&a.learns-too=5")
                            .statusCode());
            assertEquals(
                    303,
                    phone.post(link + "/2", "a.talked-use=5&a.try-out=5&a.hardly-notices=1&a.tells-others=5")
                            .statusCode());
        }
        Samples.closeAndSeparate(platform, workspace, opened);
        JsonNode scale =
                planner.read("/waves/" + wave + "/results").path("scales").path(0);
        assertEquals("manager-support", scale.path("id").asText(), scale.toString());
        assertEquals(100, scale.path("score").path("mean").asInt(-1), scale.toString());
    }

    @Test
    void theApiListsThemAndMakesACopyThatCanBeChanged() {
        Planner planner = planner();
        JsonNode listed = planner.read(FILES).path("questionnaires");
        Set<String> ids = new HashSet<>();
        listed.forEach(each -> {
            ids.add(each.path("id").asText());
            assertEquals(4, each.path("title").size(), each.toString());
            assertTrue(each.path("scales").path(0).path("meaning").has("fr"), each.toString());
        });
        assertEquals(IDS, ids);

        HttpResponse<String> copied = planner.send("POST", FILES, "{\"included\":\"hearts-minds\"}");
        assertEquals(201, copied.statusCode(), copied.body());
        JsonNode copy = Planner.json(copied);
        assertEquals(1, copy.path("version").asInt(), copied.body());
        assertFalse(copy.path("ahead").asBoolean(true), copied.body());
        String at = copied.headers().firstValue("location").orElseThrow();
        assertTrue(at.endsWith("/api/v1/questionnaires/" + copy.path("id").asText()), at);
        assertEquals(copy.path("questionnaire"), planner.read(at(copy)).path("questionnaire"));
        assertTrue(planner.visitor()
                .get(planner.base() + "/surveys/new")
                .body()
                .contains("value=\"" + copy.path("instrument").asText() + "\""));

        String changed = copy.path("questionnaire").toString().replace("I want to take part.", "I want to join in.");
        HttpResponse<String> written = put(
                planner,
                at(copy),
                copied.headers().firstValue("etag").orElseThrow(),
                "{\"questionnaire\":" + changed + "}");
        assertEquals(200, written.statusCode(), written.body());
        assertTrue(Planner.json(written).path("ahead").asBoolean(false), written.body());
        // What comes along is the same for whoever copies next.
        HttpResponse<String> again = planner.send("POST", FILES, "{\"included\":\"hearts-minds\"}");
        assertTrue(again.body().contains("I want to take part."), again.body());
    }

    private static String at(JsonNode copy) {
        return "/questionnaires/" + copy.path("id").asText();
    }

    private static HttpResponse<String> put(Planner planner, String path, String seen, String body) {
        Visitor visitor = planner.visitor();
        String csrf = Visitor.token(
                visitor.get(planner.base() + "/questionnaires/new").body());
        return visitor.send(visitor.request(planner.base() + "/api/v1" + path)
                .header("Content-Type", "application/json")
                .header("Origin", visitor.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .header("If-Match", seen)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void whatDoesNotComeAlongIsRefusedInWords() {
        Planner planner = planner();
        HttpResponse<String> pressed = press(planner, "nothing");
        assertEquals(422, pressed.statusCode());
        assertTrue(pressed.body().contains("Name one of readiness"), pressed.body());
        HttpResponse<String> sent = planner.send("POST", FILES, "{\"included\":\"nothing\"}");
        assertEquals(422, sent.statusCode(), sent.body());
        assertEquals(
                "included",
                Planner.json(sent).path("errors").path(0).path("name").asText(),
                sent.body());
        assertEquals(422, planner.send("POST", FILES, "{}").statusCode());
        assertEquals(0, planner.read("/questionnaires").path("questionnaires").size());
    }
}
