package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Role;

/** When steps of plans come: days off, holidays, series, and what waits for what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanDaysIT {
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
    void aCircleIsRefusedAndItsStepsAreNamed() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String first = desk.add("First word", desk.monday, "");
        String second = desk.add("Second word", desk.monday.plusDays(1), ",\"waitsFor\":[\"" + first + "\"]");
        String third = desk.add("Third word", desk.monday.plusDays(2), ",\"waitsFor\":[\"" + second + "\"]");
        long version = desk.plan().get("version").asLong();
        var answer = desk.org.api(
                "PUT",
                "/plans/" + desk.id + "/steps/" + first,
                "{\"subject\":\"First word\",\"words\":\"Words\",\"waitsFor\":[\"" + third + "\"]}",
                "\"" + version + "\"");
        assertEquals(422, answer.statusCode(), answer.body());
        for (String name : List.of("First word", "Second word", "Third word")) {
            assertTrue(answer.body().contains(name), answer.body());
        }
        assertEquals(version, desk.plan().get("version").asLong());
        assertEquals(
                422,
                desk.tryAdd("Odd", desk.monday, ",\"waitsFor\":[\"nothing\"]").statusCode());
    }

    @Test
    void aNewDateInThePastIsRefusedAndAnOldOneIsKeptAndPointedOut() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        LocalDate today = desk.org.workspace.today();
        assertEquals(422, desk.tryAdd("Late", today.minusDays(1), "").statusCode());
        String step = desk.add("In time", today, "");
        assertEquals(422, desk.move(step, "{\"days\":-1}").statusCode());

        // The state that days which pass leave behind.
        var store = new PlanStore(desk.org.workspace);
        Plan plan = store.find(desk.id).orElseThrow();
        store.replace(plan.edited(
                "pia",
                plan.made(),
                plan.steps().stream()
                        .map(each -> each.id().equals(step) ? each.movedTo(today.minusDays(3)) : each)
                        .toList()));
        var answer = desk.change(step, desk.org.tag(desk.plan()), "");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(today.minusDays(3).toString(), desk.byId(step).get("on").asText());
        assertTrue(desk.byId(step).get("notes").toString().contains("Its day has passed"));
    }

    @Test
    void ofASeriesOnlyTheTimesThatAreDueGoOutAndEachOnce() {
        var desk = new PlanDesk(platform, Role.ADMIN);
        LocalDate today = desk.org.workspace.today();
        String step = desk.add(
                "Every week", today, ",\"everyWeeks\":1,\"until\":\"" + today.plusWeeks(3) + "\",\"time\":\"10:30\"");
        assertEquals(4, desk.byId(step).get("planned").get("times").size());
        desk.org.send(desk.plan());
        JsonNode times = desk.byId(step).get("planned").get("times");
        assertFalse(times.get(0).get("status").asText().equals("PLANNED"), times.toString());
        for (int n = 1; n < 4; n++) {
            assertEquals("PLANNED", times.get(n).get("status").asText());
            assertEquals(step + "-" + (n + 1), times.get(n).get("id").asText());
        }
        assertEquals("RUNNING", desk.plan().get("state").asText());
        assertEquals(
                0,
                Org.read(desk.org.api("POST", "/plans/" + desk.id + "/dispatch", "", ""))
                        .get("steps")
                        .asInt());
        assertEquals(409, desk.move(step, "{\"days\":1}").statusCode());

        String page = desk.path() + "/steps/" + step;
        assertTrue(desk.org.planner.get(page).body().contains("You can change when it ends"));
        var other = desk.form(step);
        other.put("subject", "Something else");
        var refused = desk.org.planner.submit(page, page, other);
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("Something else"), "what was typed is kept");
        var ended = desk.org.planner.submit(
                page,
                page,
                Map.of(
                        "version",
                        desk.plan().get("version").asText(),
                        "until",
                        today.plusWeeks(1).toString()));
        assertEquals(303, ended.statusCode(), ended.body());
        assertEquals(2, desk.byId(step).get("planned").get("times").size());
        assertEquals("DRAFT", desk.plan().get("state").asText());
    }

    @Test
    void aStepOnADayOffIsPointedOutAndMovedByOnePress() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String saturday = desk.add("Weekend", desk.monday.plusDays(5), "");
        assertEquals(
                desk.monday.plusDays(7).toString(),
                desk.byId(saturday).get("planned").get("workingDay").asText());
        String calendar = desk.org.base + "/plan-calendar";
        var closed = desk.org.planner.submit(
                calendar,
                calendar + "/days",
                Map.of(
                        "name",
                        "Stock taking",
                        "from",
                        desk.monday.plusDays(7).toString(),
                        "to",
                        desk.monday.plusDays(8).toString(),
                        "region",
                        "",
                        "kind",
                        "BLACKOUT"));
        assertEquals(303, closed.statusCode(), closed.body());
        assertTrue(desk.org.planner.get(calendar).body().contains("Stock taking"));
        var moved = desk.org.planner.submit(
                desk.path(),
                desk.path() + "/steps/" + saturday + "/move",
                Map.of("version", desk.plan().get("version").asText(), "workingDay", "next"));
        assertEquals(303, moved.statusCode(), moved.body());
        assertEquals(
                desk.monday.plusDays(9).toString(),
                desk.byId(saturday).get("on").asText());
        assertTrue(desk.byId(saturday).get("planned").get("workingDay").isNull());

        String again = desk.add("Quiet", desk.monday.plusDays(7), "");
        assertTrue(desk.byId(again).get("notes").toString().contains("nothing is to be said: Stock taking"));
        var refused = desk.org.planner.submit(
                calendar, calendar + "/days", Map.of("name", "Kept words", "from", "2026-02-30", "kind", "DAY_OFF"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("Kept words"), refused.body());
    }

    @Test
    void holidaysOfTheStepsOwnRegionCount() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String calendar = desk.org.base + "/plan-calendar";
        assertEquals(
                303,
                desk.org
                        .planner
                        .submit(calendar, calendar, Map.of("usualRegion", "DE-BY"))
                        .statusCode());
        LocalDate epiphany = LocalDate.of(desk.org.workspace.today().getYear() + 1, 1, 6);
        String bavarian = desk.add("In Bavaria", epiphany, "");
        String french = desk.add("In France", epiphany, ",\"region\":\"FR\"");
        assertTrue(desk.byId(bavarian).get("notes").toString().contains("Epiphany"));
        assertFalse(desk.byId(french).get("notes").toString().contains("Epiphany"));
        assertEquals(422, desk.tryAdd("Nowhere", epiphany, ",\"region\":\"XX\"").statusCode());
    }

    @Test
    void whatWaitsMovesAlongIfThatIsAskedFor() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String first = desk.add("First", desk.monday, "");
        String second = desk.add("Second", desk.monday.plusDays(3), ",\"waitsFor\":[\"" + first + "\"]");
        assertEquals(200, desk.move(first, "{\"days\":1,\"along\":true}").statusCode());
        assertEquals(
                desk.monday.plusDays(1).toString(), desk.byId(first).get("on").asText());
        assertEquals(
                desk.monday.plusDays(4).toString(), desk.byId(second).get("on").asText());
        // Friday and a day is Saturday, so the next working day.
        assertEquals(200, desk.move(first, "{\"days\":1,\"along\":true}").statusCode());
        assertEquals(
                desk.monday.plusDays(7).toString(), desk.byId(second).get("on").asText());
        assertEquals(
                200,
                desk.move(first, "{\"on\":\"" + desk.monday.plusDays(10) + "\"}")
                        .statusCode());
        assertEquals(
                desk.monday.plusDays(7).toString(), desk.byId(second).get("on").asText());
        assertTrue(desk.byId(second).get("notes").toString().contains("which comes later"));
        assertEquals(422, desk.move(first, "{}").statusCode());
    }
}
