package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * What line managers see of their own unit: time, tools, support and pressure; and what is said in place of figures that rest on
 * too few answers. Sales has eight people and Service six; the three of Stock are too few for themselves, and Service is withheld
 * with them, because all less Sales less Service would be theirs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkContextIT {
    private static final List<String> SCALES = List.of("time", "tools", "support", "pressure");
    private static final Map<String, String> WORDS = Map.of(
            "en", "Not shown: too few answers",
            "de", "Nicht gezeigt: zu wenige Antworten",
            "fr", "Non affiché : trop peu de réponses",
            "es", "No se muestra: muy pocas respuestas");

    private TestPlatform platform;
    private Planner planner;
    private String wave;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        planner = new Planner(platform, Samples.tenant(platform, Tenant.Placement.POOLED));
        people("Sales", 8, "anna");
        people("Service", 6, "bert");
        people("Stock", 3, "cleo");
        HttpResponse<String> copied = planner.visitor()
                .submit(
                        planner.base() + "/questionnaires/new",
                        planner.base() + "/questionnaires/new/included",
                        Map.of("included", "work-context"));
        assertEquals(303, copied.statusCode(), copied.body());
        String home = copied.headers().firstValue("location").orElseThrow();
        wave = planner.open(
                Map.of("plugin", "own:" + home.substring(home.lastIndexOf('/') + 1), "title", "How we work"));
        var answers = new HashMap<String, Object>();
        for (String good : List.of(
                "in-hours",
                "can-plan",
                "within-reach",
                "good-device",
                "gets-help",
                "team-shares",
                "fair-load",
                "no-rush")) {
            answers.put(good, 4);
        }
        List.of("own-time", "let-down", "on-my-own", "drives-out").forEach(turned -> answers.put(turned, 3));
        Separated.end(planner.workspace(), wave, Map.of("Sales", 8, "Service", 6, "", 3), answers);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private void people(String unit, int many, String manager) {
        Workspace workspace = planner.workspace();
        new People()
                .upsert(
                        workspace,
                        IntStream.range(0, many)
                                .mapToObj(i -> new PersonRecord(
                                        "lms",
                                        unit + i,
                                        "Robin " + unit + i,
                                        unit + i + "@northbank.example",
                                        Optional.of(unit),
                                        Optional.of(manager),
                                        true))
                                .toList());
    }

    private Visitor manager(String id) {
        return platform.signedIn(planner.workspace(), Role.MANAGER, People.idOfRecord("lms", id));
    }

    private JsonNode team(String manager) {
        HttpResponse<String> answer = manager(manager).get(planner.base() + "/api/v1/my-week");
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode teams = Planner.json(answer).path("teams");
        assertEquals(1, teams.size(), teams.toString());
        return teams.path(0);
    }

    private String page(String manager, String language) {
        return manager(manager)
                .get(planner.base() + "/my-week?lang=" + language)
                .body();
    }

    /** The acceptance sentence of the work context. */
    @Test
    void aManagerSeesTimeToolsSupportAndPressureOfTheirOwnUnitAndOfNoOther() {
        JsonNode team = team("anna");
        assertEquals("Sales", team.path("unit").asText());
        JsonNode work = team.path("work");
        assertEquals("How we work", work.path("survey").asText(), team.toString());
        assertEquals(4, work.path("scales").size(), work.toString());
        for (int i = 0; i < SCALES.size(); i++) {
            JsonNode scale = work.path("scales").path(i);
            assertEquals(SCALES.get(i), scale.path("id").asText());
            assertEquals(8, scale.path("score").path("n").asInt(), scale.toString());
            assertEquals(200.0 / 3, scale.path("score").path("mean").asDouble(), 1e-9, scale.toString());
            assertTrue(scale.path("withheld").isNull(), scale.toString());
        }
        String page = page("anna", "en");
        assertTrue(
                page.contains("Time, tools, support and pressure") && page.contains("<td class=\"number\">67</td>"),
                page);
        assertFalse(page.contains("Service") || page.contains("Stock"), page);
        String german = page("anna", "de");
        assertTrue(german.contains("Zeit, Mittel, Rückhalt und Druck") && german.contains("Zeit zum Lernen"), german);
        Visitor anna = manager("anna");
        assertEquals(
                403, anna.get(planner.base() + "/surveys/" + wave + "/results").statusCode());
        assertEquals(
                403,
                anna.get(planner.base() + "/api/v1/waves/" + wave + "/results").statusCode());
    }

    @Test
    void aUnitOfTooFewIsWithheldWithTheReasonAndSoIsTheOneThatWouldTellOfIt() {
        for (String manager : List.of("bert", "cleo")) {
            for (JsonNode scale : team(manager).path("work").path("scales")) {
                assertTrue(scale.path("score").isNull(), scale.toString());
                assertEquals(
                        "too-few-answers", scale.path("withheld").path("reason").asText(), scale.toString());
            }
            WORDS.forEach((language, words) -> {
                String page = page(manager, language);
                assertTrue(page.contains(words), page);
                assertFalse(page.contains("<td class=\"number\">67</td>"), page);
            });
        }
    }

    @Test
    void whoLeadsNobodyHasNoTeam() {
        Visitor learner = platform.signedIn(planner.workspace(), Role.LEARNER, People.idOfRecord("lms", "Sales0"));
        HttpResponse<String> answer = learner.get(planner.base() + "/api/v1/my-week");
        assertEquals(0, Planner.json(answer).path("teams").size(), answer.body());
    }

    /** The acceptance sentence of understanding learners. */
    @Test
    void aCutOfTooFewIsWithheldWithItsReasonOnThePageInTheApiAndInTheExports() {
        WORDS.forEach((language, words) -> {
            String page = planner.visitor()
                    .get(planner.base() + "/surveys/" + wave + "/results?lang=" + language)
                    .body();
            assertTrue(page.contains(" lang=\"" + language + "\">" + words + "</span>"), page);
            JsonNode units = planner.read("/waves/" + wave + "/results?lang=" + language)
                    .path("scales")
                    .path(0)
                    .path("units");
            assertEquals(3, units.size(), units.toString());
            for (JsonNode unit : units) {
                boolean shown = unit.path("unit").asText().equals("Sales");
                assertEquals(shown, unit.path("score").has("mean"), unit.toString());
                assertEquals(
                        shown ? "" : words, unit.path("withheld").path("words").asText(""), unit.toString());
            }
            String csv = planner.visitor()
                    .get(planner.base() + "/api/v1/waves/" + wave + "/results.csv?lang=" + language)
                    .body();
            assertEquals(
                    2,
                    csv.lines()
                            .filter(line -> line.startsWith("\"scale\",\"time\",") && line.contains(words))
                            .count(),
                    csv);
        });
    }
}
