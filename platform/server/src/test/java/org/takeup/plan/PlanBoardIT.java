package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** The board of a plan without script, and what its script asks for. The demo's tests drag in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanBoardIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private final class Board {
        final Org org = new Org(platform, Placement.POOLED, Role.PLANNER);
        final LocalDate monday = org.workspace.today().plusWeeks(2).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        final String plan;
        final String step;

        Board() {
            org.people();
            org.sales();
            JsonNode draft = org.draft(monday);
            plan = draft.get("id").asText();
            step = draft.get("steps").get(0).get("id").asText();
        }

        String path() {
            return org.base + "/plans/" + plan;
        }

        JsonNode now() {
            for (JsonNode each : org.plan(plan).get("steps")) {
                if (each.get("id").asText().equals(step)) {
                    return each;
                }
            }
            throw new AssertionError("No step " + step);
        }

        HttpResponse<String> move(String body, String etag) {
            return org.api("POST", "/plans/" + plan + "/steps/" + step + "/move", body, etag);
        }

        String page(String query) {
            return org.planner.get(path() + query).body();
        }
    }

    @Test
    void aStepIsPutIntoAnotherPhaseByItsForm() {
        var board = new Board();
        var moved = board.org.planner.submit(
                board.path() + "?view=board",
                board.path() + "/steps/" + board.step + "/move",
                Map.of(
                        "version",
                        board.org.plan(board.plan).get("version").asText(),
                        "phase",
                        "KEEP",
                        "to",
                        "phase",
                        "view",
                        "board",
                        "on",
                        board.now().get("on").asText()));
        assertEquals(303, moved.statusCode(), moved.body());
        assertTrue(moved.headers().firstValue("location").orElse("").contains("view=board"));
        assertEquals("KEEP", board.now().get("phase").asText());
        assertTrue(board.page("/history").contains("phase: from "));
    }

    @Test
    void whatIsMadeToAnOlderStepIsRefusedAndChangesNothing() {
        var board = new Board();
        String seen = board.org.tag(board.org.plan(board.plan));
        assertEquals(200, board.move("{\"phase\":\"KEEP\"}", seen).statusCode());
        var refused = board.move("{\"phase\":\"DO\"}", seen);
        assertEquals(412, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("Somebody else has changed this step meanwhile."), refused.body());
        assertEquals("KEEP", board.now().get("phase").asText());
    }

    @Test
    void aMoveSaysOnePlace() {
        var board = new Board();
        for (String body : new String[] {"{}", "{\"phase\":\"DO\",\"days\":1}", "{\"on\":\"2030-01-01\",\"days\":1}"}) {
            assertEquals(
                    422,
                    board.move(body, board.org.tag(board.org.plan(board.plan))).statusCode(),
                    body);
        }
    }

    @Test
    void theWeeksBetweenAreColumnsToo() {
        var board = new Board();
        String page = board.page("?view=board&by=week");
        assertTrue(page.contains("data-board=\"on\""), page);
        LocalDate first = LocalDate.parse(board.now().get("on").asText());
        LocalDate last = first;
        for (JsonNode step : board.org.plan(board.plan).get("steps")) {
            LocalDate on = LocalDate.parse(step.get("on").asText());
            last = on.isAfter(last) ? on : last;
            first = on.isBefore(first) ? on : first;
        }
        for (LocalDate week = first; !week.isAfter(last.plusWeeks(1)); week = week.plusWeeks(1)) {
            LocalDate monday = week.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            assertTrue(page.contains("data-column=\"" + monday + "\""), monday + " " + page);
        }
        assertTrue(board.page("?view=board&by=state").contains("data-column=\"\""), "nothing is put into a state");
    }
}
