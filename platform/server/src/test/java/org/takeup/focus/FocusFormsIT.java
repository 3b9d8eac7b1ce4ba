package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant.Placement;

/** Forms about focus groups that are refused: nothing of what was typed is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FocusFormsIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private QuotaDesk desk(Placement placement) {
        return new QuotaDesk(platform, clock, placement);
    }

    @Test
    void aFormThatIsRefusedComesBackAsItWasTyped() {
        var desk = desk(Placement.POOLED);
        String all = desk.base + "/focus-groups";
        var typed = new LinkedHashMap<>(Map.of(
                "topic", "Why <b>courses</b> stop",
                "segment", "unit:Works",
                "seats", "2",
                "quotas", "Sales: 3",
                "day", "2031-02-30",
                "time", "09:15",
                "minutes", "45",
                "place", "Room 7",
                "language", "fr",
                "moderator", "nobody@nowhere.example"));
        var noDay = desk.planner.submit(all + "/new", all, typed);
        assertEquals(422, noDay.statusCode());
        assertTrue(noDay.body().contains("<strong>Day</strong>"), noDay.body());
        typed.put("day", "2031-02-28");
        var refused = desk.planner.submit(all + "/new", all, typed);
        assertEquals(422, refused.statusCode());
        String page = refused.body();
        for (String kept : List.of(
                "What you typed is still here",
                "<strong>Seats</strong>",
                "<strong>Moderator",
                "value=\"Why &lt;b>courses&lt;/b> stop\"",
                "value=\"unit:Works\" selected",
                "value=\"2\"",
                ">Sales: 3</textarea>",
                "value=\"2031-02-28\"",
                "value=\"09:15\"",
                "value=\"45\"",
                "value=\"Room 7\"",
                "value=\"fr\" selected",
                "value=\"nobody@nowhere.example\"")) {
            assertTrue(page.contains(kept), kept + " is not in " + page);
        }
        assertTrue(new FocusStore(desk.workspace).latest(1).isEmpty());
    }

    @Test
    void recruitingThatIsRefusedComesBackAsItWasTyped() throws Exception {
        var desk = desk(Placement.POOLED);
        String group = desk.base + "/focus-groups/" + desk.group();
        var refused = desk.planner.submit(group, group + "/recruiting", Map.of("beyond", "4", "answerDays", "61"));
        assertEquals(422, refused.statusCode());
        String page = refused.body();
        for (String kept : List.of(
                "What you typed is still here",
                "<strong>Days to answer</strong>: Please give a whole number from 1 to 60.",
                "name=\"beyond\" type=\"number\" min=\"0\" max=\"20\" required inputmode=\"numeric\" value=\"4\"",
                "name=\"answerDays\" type=\"number\" min=\"1\" max=\"60\" required inputmode=\"numeric\" value=\"61\"",
                "3 of Sales, 2 of Works")) {
            assertTrue(page.contains(kept), kept + " is not in " + page);
        }
        assertEquals(0, desk.invitations());
        // Sent from the page that came back, with what does not fit put right.
        var mended = desk.planner.submit(group, group + "/recruiting", Map.of("beyond", "4", "answerDays", "6"));
        assertEquals(303, mended.statusCode());
        assertEquals(10, desk.invitations(), "seven of Sales, and all three of Works");
    }

    @Test
    void invitingByNumberThatIsRefusedComesBackAsItWasTyped() throws Exception {
        var desk = desk(Placement.POOLED);
        var made = desk.make(5, "[]");
        assertEquals(201, made.statusCode(), made.body());
        String group = desk.base + "/focus-groups/"
                + QuotaDesk.read(made.body()).get("id").asText();
        String page = desk.planner
                .submit(group, group + "/invitations", Map.of("many", "201"))
                .body();
        assertTrue(
                page.contains("<strong>How many to invite</strong>: Please give a whole number from 1 to 200."), page);
        assertTrue(page.contains("value=\"201\""), page);
    }
}
