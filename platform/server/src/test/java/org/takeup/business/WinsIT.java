package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.takeup.tenant.Role;

/** Quick wins that are ticked as done, on a Tuesday in January. */
class WinsIT extends PlannersTuesday {
    private static final String PROGRAMME = """
            {"name":"%s","need":"Near misses","from":"2026-02-02","until":"2026-03-01","segments":["everybody"],
             "minutesPerWeek":30,"measures":[{"measure":"protected-time"},{"measure":"bite-sized"}],
             "indicator":{"kind":"OWN","name":"Misses reported","unit":"a month","baseline":9,"target":4},
             "effect":{"low":-5,"likely":-3,"high":-1}}""";

    private String programme(String name) {
        return desk.done("POST", "/programmes", PROGRAMME.formatted(name), 0)
                .path("id")
                .asText();
    }

    private String form(String id) {
        return desk.base() + "/programmes/" + id;
    }

    @Test
    void whatIsDoneStandsApartWithDayPlannerAndTheFigureToWatchAndCanBeTakenBack() {
        String id = programme("Safety basics");
        String before = desk.page("/business-case");
        assertTrue(before.contains("Done today") && !before.contains("Done already"), before);
        var ticked = desk.planner()
                .submit(
                        form(id),
                        form(id) + "/wins",
                        Map.of(
                                "version", "1",
                                "measure", "protected-time",
                                "day", "2026-01-19",
                                "evidence", "Forty rooms are booked"));
        assertEquals(303, ticked.statusCode(), ticked.body());

        JsonNode win = desk.read("/business-case").path("wins").path(0);
        assertEquals("2026-01-19", win.path("day").asText());
        assertEquals("Misses reported", win.path("indicator").asText());
        assertFalse(win.path("by").asText().isEmpty());
        JsonNode ranked = desk.read("/business-case").path("programmes").path(0);
        assertEquals(1, ranked.path("done").asInt());
        assertEquals("bite-sized", ranked.path("open").path(0).path("id").asText());
        assertEquals(1, ranked.path("open").size());
        for (String path : List.of("/business-case", "/programmes/" + id)) {
            String page = desk.page(path);
            for (String part : List.of("Forty rooms are booked", "Misses reported", "Not done yet", "said by")) {
                assertTrue(page.contains(part), part + " on " + path);
            }
        }
        String sheet = desk.sheet("/programmes/" + id + "/case.pdf");
        for (String part : List.of("Done already", "2026-01-19", "Forty rooms are booked", "Watch: Misses reported")) {
            assertTrue(sheet.contains(part), part + " in " + sheet);
        }
        assertEquals(
                "2026-01-19",
                desk.read("/programmes/" + id + "/case")
                        .path("measures")
                        .path(0)
                        .path("done")
                        .path("day")
                        .asText());

        var undone = desk.planner()
                .submit(form(id), form(id) + "/wins/undo", Map.of("version", "2", "measure", "protected-time"));
        assertEquals(303, undone.statusCode(), undone.body());
        assertEquals(0, desk.read("/business-case").path("wins").size());
        assertFalse(desk.sheet("/programmes/" + id + "/case.pdf").contains("Done already"));
    }

    @Test
    void aProgrammeWithNothingLeftToDoLeavesTheListOfWhatComesFirst() {
        String id = programme("Finished");
        programme("Begun");
        desk.done("POST", "/programmes/" + id + "/wins", "{\"measure\":\"protected-time\"}", 1);
        desk.done("POST", "/programmes/" + id + "/wins", "{\"measure\":\"bite-sized\"}", 2);
        String page = desk.page("/business-case");
        String first = page.substring(page.indexOf("quick wins first"), page.indexOf("How the order comes about"));
        assertTrue(first.contains("Begun") && !first.contains("Finished"), first);
        assertTrue(desk.page("/programmes/" + id).contains("Everything chosen is done"));
        assertEquals(
                "2026-01-20",
                desk.read("/business-case").path("wins").path(0).path("day").asText(),
                "today unless somebody says another day");
    }

    @Test
    void aChangedCaseKeepsWhatIsDoneAndForgetsItWithTheMeasure() {
        String id = programme("Kept");
        desk.done("POST", "/programmes/" + id + "/wins", "{\"measure\":\"protected-time\"}", 1);
        desk.done("PUT", "/programmes/" + id, PROGRAMME.formatted("Renamed"), 2);
        assertEquals(1, desk.read("/business-case").path("wins").size());
        desk.done(
                "PUT",
                "/programmes/" + id,
                PROGRAMME.formatted("Renamed").replace("{\"measure\":\"protected-time\"},", ""),
                3);
        assertEquals(0, desk.read("/business-case").path("wins").size());
    }

    @Test
    void whoIsOvertakenLosesNothingAndChangesNothing() {
        String id = programme("Contested");
        desk.done("PUT", "/programmes/" + id, PROGRAMME.formatted("Changed by another"), 1);
        var late = desk.planner()
                .submit(
                        form(id),
                        form(id) + "/wins",
                        Map.of(
                                "version", "1",
                                "measure", "bite-sized",
                                "day", "2026-01-12",
                                "evidence", "Seen in the hall"));
        assertEquals(412, late.statusCode());
        assertTrue(
                late.body().contains("Seen in the hall")
                        && late.body().contains("value=\"2026-01-12\"")
                        && late.body().contains("name=\"version\" value=\"2\""),
                late.body());
        assertEquals(
                412,
                desk.api("POST", "/programmes/" + id + "/wins", "{\"measure\":\"bite-sized\"}", 1)
                        .statusCode());
        assertEquals(
                412,
                desk.api("POST", "/programmes/" + id + "/wins/undo", "{\"measure\":\"bite-sized\"}", 1)
                        .statusCode());
        assertEquals(0, desk.read("/business-case").path("wins").size());
        assertEquals(2, desk.read("/programmes/" + id).path("version").asInt());
    }

    @Test
    void badInputIsNamedAndOnlyPlannersTick() {
        String id = programme("Unticked");
        String wins = "/programmes/" + id + "/wins";
        var wrong = desk.api(
                "POST",
                wins,
                "{\"measure\":\"no-such-thing\",\"day\":\"2026-01-21\",\"evidence\":\"<script>x</script>\"}",
                1);
        assertEquals(422, wrong.statusCode());
        for (String field : List.of("measure", "day")) {
            assertTrue(wrong.body().contains("\"" + field + "\""), field + " in " + wrong.body());
        }
        assertEquals(422, desk.api("POST", wins, "{}", 1).statusCode());
        assertEquals(
                422,
                desk.api("POST", wins, "{\"measure\":\"bite-sized\",\"day\":\"1999-01-01\"}", 1)
                        .statusCode());
        assertEquals(
                422,
                desk.api("POST", wins, "{\"measure\":\"bite-sized\",\"evidence\":\"" + "x".repeat(301) + "\"}", 1)
                        .statusCode());
        assertEquals(422, desk.api("POST", wins + "/undo", "{}", 1).statusCode());
        assertEquals(
                428, desk.api("POST", wins, "{\"measure\":\"bite-sized\"}", 0).statusCode());
        assertEquals(
                404,
                desk.api("POST", "/programmes/nothing/wins", "{\"measure\":\"bite-sized\"}", 1)
                        .statusCode());
        assertEquals(
                1,
                desk.done("POST", wins + "/undo", "{\"measure\":\"bite-sized\"}", 1)
                        .path("version")
                        .asInt(),
                "what is not marked stays as it is");
        var typed = desk.planner()
                .submit(form(id), form(id) + "/wins", Map.of("version", "1", "measure", "bite-sized", "day", "soon"));
        assertEquals(422, typed.statusCode());
        assertEquals(
                403,
                platform.signedIn(workspace, Role.LEARNER)
                        .submit(
                                desk.base() + "/me/sessions",
                                form(id) + "/wins",
                                Map.of("version", "1", "measure", "bite-sized"))
                        .statusCode());
        assertEquals(0, desk.read("/business-case").path("wins").size());
    }

    @Test
    void ofWhatIsDoneAMessageIsMadeInOneAction() {
        String id = programme("Told");
        desk.done(
                "POST",
                "/programmes/" + id + "/wins",
                "{\"measure\":\"bite-sized\",\"evidence\":\"Ten lessons cut\"}",
                1);
        assertTrue(desk.page("/programmes/" + id).contains("nobody on your map to tell"), "the next step is said");
        String sales = desk.done("POST", "/stakeholders", """
                {"name":"Sales people","kind":"LEARNERS","size":3,"power":2,"interest":2}""", 0).path("id").asText();
        assertTrue(desk.page("/programmes/" + id).contains("No plan is a draft"));
        String plan = desk.done("POST", "/plans", """
                {"builder":"plan-stakeholder","objective":"Everybody learns",
                 "answers":{"startDate":"2026-01-27","programme":"Safe data","gain":"keep data safe","weeks":"8"}}""", 0).path("id").asText();
        assertTrue(desk.page("/programmes/" + id).contains("Make it a message"));
        var planner = desk.planner();
        String to = form(id) + "/wins/message";
        Map<String, String> fields = Map.of("plan", plan, "audience", sales, "measure", "bite-sized");
        var made = planner.submit(form(id), to, fields);
        assertEquals(303, made.statusCode(), made.body());
        String words = made.headers().firstValue("location").orElseThrow();
        String editor = planner.get(words).body();
        assertTrue(editor.contains("Ten lessons cut") && editor.contains("Misses reported"), editor);
        assertEquals(
                words,
                planner.submit(form(id), to, fields)
                        .headers()
                        .firstValue("location")
                        .orElseThrow(),
                "twice is once");
        assertEquals(
                409,
                planner.submit(form(id), to, Map.of("plan", plan, "audience", sales, "measure", "protected-time"))
                        .statusCode());
        assertEquals(
                422,
                planner.submit(form(id), to, Map.of("plan", plan, "audience", sales, "measure", "none"))
                        .statusCode());
        assertEquals(
                404,
                planner.submit(form(id), to, Map.of("plan", "0", "audience", sales, "measure", "bite-sized"))
                        .statusCode());
    }

    @Test
    void theAuditTrailSaysThatItWasTicked() {
        String id = programme("Audited");
        desk.done("POST", "/programmes/" + id + "/wins", "{\"measure\":\"bite-sized\"}", 1);
        String trail = platform.signedIn(workspace, Role.ADMIN)
                .get(desk.base() + "/audit")
                .body();
        assertTrue(trail.contains("Said whether a measure of a programme is done"), trail);
    }
}
