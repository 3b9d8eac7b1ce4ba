package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Role;

/** Versions of plans, templates and copies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanPastIT {
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
    void versionsAreListedComparedAndBroughtBack() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String step = desk.add("Before", desk.monday, "");
        long before = desk.plan().get("version").asLong();
        desk.change(step, desk.org.tag(desk.plan()), "");
        desk.move(step, "{\"days\":7}");
        desk.add("Another", desk.monday, "");
        long after = desk.plan().get("version").asLong();
        String history = desk.org.planner.get(desk.path() + "/history").body();
        assertTrue(history.contains("Drafted the plan.") && history.contains("Added “Another”."), history);
        String both = desk.org
                .planner
                .get(desk.path() + "/history/comparison?from=" + before + "&to=" + after)
                .body();
        for (String shown : List.of("Before", "About " + step.substring(0, 4), "Moved “Before”", "Added “Another”.")) {
            assertTrue(both.contains(shown), shown + "\n" + both);
        }
        var restored = desk.org.planner.submit(
                desk.path() + "/history",
                desk.path() + "/history/restoration",
                Map.of("version", Long.toString(after), "restored", Long.toString(before)));
        assertEquals(303, restored.statusCode(), restored.body());
        assertEquals("Before", desk.byId(step).get("subject").asText());
        assertEquals(desk.monday.toString(), desk.byId(step).get("on").asText());
        assertFalse(desk.plan().toString().contains("Another"));
        assertEquals(after + 1, desk.plan().get("version").asLong());
        assertEquals(
                412,
                desk.org
                        .planner
                        .submit(
                                desk.path() + "/history",
                                desk.path() + "/history/restoration",
                                Map.of("version", Long.toString(after), "restored", "1"))
                        .statusCode());
        assertEquals(
                404,
                desk.org
                        .planner
                        .get(desk.path() + "/history/comparison?from=1&to=999")
                        .statusCode());
    }

    @Test
    void aVersionIsInTheHistoryThoughItsNodeDiedBeforeWritingItThere() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        desk.add("Written", desk.monday, "");
        long version = desk.plan().get("version").asLong();
        // The state that a kill right after the plan was stored leaves behind.
        desk.org.workspace.collection(PlanStore.VERSIONS).delete(desk.id + "/" + version);
        desk.add("Later", desk.monday, "");
        assertTrue(desk.org.planner.get(desk.path() + "/history").body().contains("Added “Written”."));
    }

    @Test
    void aTemplateStartsAgainAndACopySpeaksToOthers() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String trainers = desk.org.stakeholder("Trainers", "TRAINERS", "\"note\":\"\"");
        String first = desk.add("Dear Sales people", desk.monday.plusWeeks(1), "");
        desk.add("Then", desk.monday.plusWeeks(1).plusDays(1), ",\"waitsFor\":[\"" + first + "\"]");
        assertEquals(
                303,
                desk.org
                        .planner
                        .submit(desk.path(), desk.path() + "/template", Map.of())
                        .statusCode());
        String templates = desk.org.base + "/plan-templates";
        String template = new PlanCopies(new Stakeholders(), new PlanCalendar())
                .all(desk.org.workspace)
                .getFirst()
                .id();
        var refused = desk.org.planner.submit(
                templates, templates + "/" + template + "/plans", Map.of("start", "1999-01-01"));
        assertEquals(422, refused.statusCode());
        LocalDate start = desk.monday.plusWeeks(10);
        var begun = desk.org.planner.submit(
                templates, templates + "/" + template + "/plans", Map.of("start", start.toString()));
        assertEquals(303, begun.statusCode(), begun.body());
        JsonNode plan = desk.org.plan(planOf(begun));
        assertEquals(start.toString(), plan.get("steps").get(0).get("on").asText());
        assertEquals(desk.plan().get("steps").size(), plan.get("steps").size());
        assertFalse(plan.toString().contains(first), "ids are new");

        var copied = desk.org.planner.submit(
                desk.path() + "/copy",
                desk.path() + "/copy",
                Map.of("title", "For trainers", "from", desk.learners, "to", trainers, "messenger", "PEER"));
        assertEquals(303, copied.statusCode(), copied.body());
        String copy = planOf(copied);
        JsonNode step = desk.org.step(copy, "Dear Trainers");
        assertEquals("PEER", step.get("messenger").asText());
        assertEquals(desk.monday.plusWeeks(1).toString(), step.get("on").asText());
        assertEquals(
                step.get("id").asText(),
                desk.org
                        .step(copy, "Then")
                        .get("planned")
                        .get("waitsFor")
                        .get(0)
                        .get("id")
                        .asText());
        assertEquals(
                303,
                desk.org
                        .planner
                        .submit(templates, templates + "/" + template + "/removal", Map.of())
                        .statusCode());
    }

    private static String planOf(HttpResponse<String> answer) {
        String at = answer.headers().firstValue("location").orElseThrow();
        return at.substring(at.lastIndexOf('/') + 1);
    }

    @Test
    void aVersionThatIsNotThereYetIsRefused() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        var answer = desk.org.api(
                "DELETE",
                "/plans/" + desk.id + "/steps/"
                        + desk.plan().get("steps").get(0).get("id").asText(),
                "",
                "\"999\"");
        assertEquals(412, answer.statusCode());
        assertTrue(answer.body().contains("changed-meanwhile"), answer.body());
    }
}
