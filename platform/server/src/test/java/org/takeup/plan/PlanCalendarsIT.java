package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.takeup.business.Desk;
import org.takeup.calendar.StrictCalendar;
import org.takeup.calendar.StrictCalendar.Event;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Calendars of plans and people at secret addresses, read by a parser that refuses what is not by the book. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanCalendarsIT {
    private static final Pattern ADDRESS = Pattern.compile("(/w/[^/]+/calendars/[0-9a-f]{40}/takeup\\.ics)");

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(environment -> environment, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }

    /** A new address of a calendar. @param subject a plan's id, or empty for one's own */
    private static String address(Org org, Visitor visitor, String subject) {
        HttpResponse<String> page = made(org, visitor, subject);
        assertEquals(200, page.statusCode(), page.body());
        Matcher address = ADDRESS.matcher(page.body());
        assertTrue(address.find(), page.body());
        return address.group(1);
    }

    private static HttpResponse<String> made(Org org, Visitor visitor, String subject) {
        String token = Visitor.token(visitor.get(org.base + "/me/calendar").body());
        return visitor.post(org.base + "/me/calendar", "csrf=" + token + "&subject=" + subject);
    }

    private StrictCalendar.Read read(String address) {
        HttpResponse<String> answer = platform.stranger().get(address);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                "text/calendar; charset=utf-8",
                answer.headers().firstValue("content-type").orElse(""));
        assertTrue(answer.headers().firstValue("cache-control").orElse("").contains("no-store"));
        assertFalse(answer.body().isEmpty());
        return StrictCalendar.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String draft(Org org) {
        org.sales();
        return org.draft().get("id").asText();
    }

    private static Event about(StrictCalendar.Read calendar, String summary) {
        return calendar.events().stream()
                .filter(event -> event.get("SUMMARY").equals(summary))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing about " + summary + " in " + calendar));
    }

    private static void change(Org org, JsonNode plan, JsonNode step, LocalDate on, String subject) {
        var answer = org.api(
                "PUT",
                "/plans/" + plan.get("id").asText() + "/steps/" + step.get("id").asText(),
                """
                {"audienceId":"%s","messenger":"SPONSOR","channel":"EMAIL","on":"%s","subject":"%s","words":"Because."}""".formatted(step.get("audienceId").asText(), on, subject),
                org.tag(plan));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Test
    void aPlansCalendarShowsEveryStepAndFollowsItsMoves() {
        var org = new Org(platform, Placement.POOLED, Role.PLANNER);
        org.people();
        String sales = org.stakeholder("Sales people of Ann", "LEARNERS", "\"segment\":\"unit:Sales\"");
        String id = org.addMail(org.draft(), sales).get("id").asText();
        String address = address(org, org.planner, id);
        JsonNode plan = org.plan(id);

        StrictCalendar.Read first = read(address);
        assertEquals("PUBLISH", first.method());
        assertEquals(plan.get("title").asText(), first.properties().get("X-WR-CALNAME"));
        assertEquals(plan.get("steps").size(), first.events().size());
        Event before = about(first, "Why this matters");
        assertEquals(0, before.sequence());
        assertEquals(before.raw(), about(read(address), "Why this matters").raw(), "nothing has changed");

        JsonNode step = org.step(id, "Why this matters");
        LocalDate later = LocalDate.parse(step.get("on").asText()).plusDays(9);
        change(org, plan, step, later, "Why this matters");
        Event moved = about(read(address), "Why this matters");
        assertEquals(before.get("UID"), moved.get("UID"));
        assertEquals(1, moved.sequence());
        assertTrue(moved.get("DTSTART").startsWith(later.toString().replace("-", "")), moved.get("DTSTART"));

        plan = org.plan(id);
        assertEquals(
                200,
                org.api("DELETE", "/plans/" + id + "/steps/" + step.get("id").asText(), "", org.tag(plan))
                        .statusCode());
        Event gone = about(read(address), "Why this matters");
        assertEquals("CANCELLED", gone.get("STATUS"));
        assertEquals(before.get("UID"), gone.get("UID"));
        assertEquals(2, gone.sequence());
        assertEquals(2, about(read(address), "Why this matters").sequence(), "it is gone once");
    }

    @Test
    void aPlansCalendarNamesNobody() {
        var org = new Org(platform, Placement.POOLED, Role.PLANNER);
        org.people();
        String ann = org.stakeholder("Ann Stakeholder", "SPONSOR", "\"person\":\"" + org.personId("ann") + "\"");
        String id = org.addStep(org.draft(), ann, "PEER", "HAND_OVER", "A word in private")
                .get("id")
                .asText();
        String calendar = platform.stranger().get(address(org, org.planner, id)).body();
        assertTrue(calendar.contains("A word in private"), calendar);
        for (String personal : List.of("Ann", "Name ann", org.address("ann"), "Because we say so", "@p", "ATTENDEE")) {
            assertFalse(calendar.contains(personal), personal + " in " + calendar);
        }
    }

    @Test
    void myCalendarHasWhatIAmAskedToSayAndNothingOfOthers() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        org.stakeholder("Ann", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("ann") + "\"");
        String sales = org.sales();
        org.send(org.addStep(org.draft(), sales, "PEER", "HAND_OVER", "Two minutes on data"));
        Visitor ann = platform.signedIn(org.workspace, Role.LEARNER, org.personId("ann"));
        Visitor bob = platform.signedIn(org.workspace, Role.LEARNER, org.personId("bob"));
        Event event = about(read(address(org, ann, "")), "To say: Two minutes on data");
        assertTrue(event.get("URL").contains(org.base + "/hand-over/"), event.toString());
        assertEquals(List.of(), read(address(org, bob, "")).events());
        assertEquals(403, made(org, ann, "0123456789").statusCode());
    }

    @Test
    void whoLeavesTheCompanyHasNoCalendarAnyMore() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        String ann = org.personId("ann");
        String address = address(org, platform.signedIn(org.workspace, Role.LEARNER, ann), "");
        read(address);
        String domain = org.workspace.tenant().slug() + ".example";
        new People()
                .upsert(
                        org.workspace,
                        List.of(new PersonRecord(
                                "test",
                                "ann",
                                "Name ann",
                                "ann@" + domain,
                                java.util.Optional.of("Sales"),
                                java.util.Optional.empty(),
                                false)));
        assertEquals(404, platform.stranger().get(address).statusCode());
    }

    @Attack(
            value = "calendars' addresses: forged, renewed, taken back, of another workspace, with more behind them",
            kind = {Kind.ID_IN_PATH, Kind.SESSION_ELSEWHERE},
            threats = {"T1", "W1"},
            at = "calendar-feed, my-calendar-form, my-calendar-revoke-form")
    @BothPlacements
    void anAddressOpensOneCalendarUntilItIsTakenBack(Placement placement) {
        var org = new Org(platform, placement, Role.PLANNER);
        String plan = draft(org);
        String old = address(org, org.planner, plan);
        String address = address(org, org.planner, plan);
        assertEquals(404, platform.stranger().get(old).statusCode(), "the one before is good no more");
        read(address);
        // What is stored opens nothing.
        String code = address.replaceAll(".*/calendars/([0-9a-f]{40})/.*", "$1");
        assertFalse(platform.dump(org.workspace).toString().contains(code));
        String other = new Org(platform, placement, Role.PLANNER).base;
        Stream.of(
                        other + address.substring(org.base.length()),
                        org.base + "/calendars/" + code.substring(1) + "/takeup.ics",
                        org.base + "/calendars/" + "0".repeat(40) + "/takeup.ics",
                        org.base + "/calendars/" + code.toUpperCase(java.util.Locale.ROOT) + "A/takeup.ics",
                        org.base + "/calendars/..%2f" + code + "/takeup.ics",
                        org.base + "/calendars/%7B%22$gt%22:%22%22%7D/takeup.ics")
                .forEach(wrong -> assertTrue(
                        List.of(400, 404)
                                .contains(platform.stranger().get(wrong).statusCode()),
                        wrong));
        String token = Visitor.token(org.planner.get(org.base + "/me/calendar").body());
        assertEquals(
                303,
                org.planner
                        .post(org.base + "/me/calendar/removal", "csrf=" + token + "&subject=" + plan)
                        .statusCode());
        assertEquals(404, platform.stranger().get(address).statusCode());
        assertEquals(
                404,
                made(org, org.planner, draft(new Org(platform, placement, Role.PLANNER)))
                        .statusCode(),
                "another workspace's plan");
    }

    @Test
    void theApiMakesListsAndTakesBackWhatIsOnesOwn() {
        var org = new Org(platform, Placement.POOLED, Role.PLANNER);
        String plan = draft(org);
        String api = org.base + "/api/v1/me/calendars";
        String token = Visitor.token(org.planner.get(org.base + "/me/calendar").body());
        Visitor learner = platform.signedIn(org.workspace, Role.LEARNER);
        String learners = Visitor.token(learner.get(org.base + "/me/calendar").body());

        String first = address(org.planner.json("POST", api + "/own", "", token));
        String ofPlan = address(org.planner.json("POST", api + "/plans/" + plan, "", token));
        String second = address(org.planner.json("POST", api + "/own", "", token));
        assertEquals(404, platform.stranger().get(first).statusCode(), "an earlier address");
        assertEquals(0, read(second).events().size());
        assertTrue(read(ofPlan).events().size() > 0);

        HttpResponse<String> listed = org.planner.get(api);
        JsonNode calendars = Desk.json(listed).path("calendars");
        assertEquals(2, calendars.size(), listed.body());
        assertEquals(
                Set.of("", plan),
                Set.of(
                        calendars.path(0).path("plan").asText(),
                        calendars.path(1).path("plan").asText()));
        for (String address : List.of(second, ofPlan)) {
            assertFalse(
                    listed.body()
                            .contains(
                                    address.substring(address.indexOf("/calendars/") + 11, address.indexOf("/takeup"))),
                    "an address is told once");
        }
        assertTrue(learner.get(api).body().contains("[]"), "everybody sees their own");
        assertEquals(201, learner.json("POST", api + "/own", "", learners).statusCode());
        assertEquals(
                403, learner.json("POST", api + "/plans/" + plan, "", learners).statusCode());
        assertEquals(
                404, org.planner.json("POST", api + "/plans/none", "", token).statusCode());

        for (String path : List.of("/own", "/plans/" + plan)) {
            for (int twice = 0; twice < 2; twice++) {
                assertEquals(
                        204, org.planner.json("DELETE", api + path, "", token).statusCode());
            }
        }
        assertEquals(404, platform.stranger().get(second).statusCode());
        assertEquals(404, platform.stranger().get(ofPlan).statusCode());
        assertTrue(org.planner.get(api).body().contains("\"calendars\":[]"));
    }

    /** The path of an address that was just told. */
    private static String address(HttpResponse<String> made) {
        assertEquals(201, made.statusCode(), made.body());
        assertTrue(made.headers().firstValue("cache-control").orElse("").contains("no-store"));
        return URI.create(Desk.json(made).path("address").asText()).getPath();
    }
}
