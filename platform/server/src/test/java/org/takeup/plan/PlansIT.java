package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** From the map to the mail, over HTTP, with the real builder plugin and a real mail server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansIT {
    private static final String BUILDER = "plan-stakeholder";

    private TestPlatform platform;
    private MailCatcher mail;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
        assertEquals(List.of(), platform.watch().offences());
        assertEquals(
                List.of(),
                platform.watch().shapes().withoutIndex(Plans.COLLECTIONS).stream()
                        .filter(shape ->
                                List.of("plans", "plan_steps", "stakeholders").contains(shape.collection()))
                        .toList());
    }

    private long mailsTo(String address) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(address))
                .count();
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void aPlanIsDraftedApprovedAndSentOnceToThePeopleBehindItsAudience(Placement placement) {
        var org = new Org(platform, placement, Role.ADMIN);
        org.people();
        String learners = org.sales();
        org.stakeholder(
                "The board",
                "SPONSOR",
                "\"email\":\"board@" + org.workspace.tenant().slug() + ".example\"");
        JsonNode plan = org.draft();
        assertTrue(plan.get("steps").size() > 1, plan.toString());
        assertTrue(plan.get("steps").get(0).get("reason").asText().length() > 10);
        plan = org.addMail(plan, learners);
        String id = plan.get("id").asText();
        assertEquals(409, org.api("POST", "/plans/" + id + "/dispatch", "", "").statusCode());

        JsonNode approved = org.does("approval", org.does("review", plan));
        // From 9:00 on its job sends what is due as soon as it is approved.
        assertTrue(List.of("APPROVED", "RUNNING").contains(approved.get("state").asText()), approved.toString());
        assertTrue(Org.read(org.api("POST", "/plans/" + id + "/dispatch", "", ""))
                        .get("steps")
                        .asInt()
                >= 0);

        String domain = "@" + org.workspace.tenant().slug() + ".example";
        Eventually.holds(
                "the mails", Duration.ofSeconds(30), () -> mailsTo("ann" + domain) > 0 && mailsTo("bob" + domain) > 0);
        org.api("POST", "/plans/" + id + "/dispatch", "", "");
        Eventually.holds("shown as sent", Duration.ofSeconds(30), () -> {
            for (JsonNode step : org.plan(id).get("steps")) {
                if (step.get("subject").asText().equals("Why this matters")) {
                    return step.get("status").asText().equals("SENT")
                            && step.get("reached").asInt() == 3;
                }
            }
            return false;
        });
        long copies = mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains("ann" + domain))
                .filter(each -> MailCatcher.header(each, "Subject").equals("Why this matters"))
                .count();
        assertEquals(1, copies);
        assertTrue(org.planner.get(org.base + "/plans/" + id).body().contains("Why this matters"));
    }

    @Test
    void anEditAfterTheApprovalTakesItAwayAndNothingGoesOut() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        String board = org.stakeholder(
                "The board",
                "SPONSOR",
                "\"email\":\"board@" + org.workspace.tenant().slug() + ".example\"");
        org.stakeholder("Learners", "LEARNERS", "\"note\":\"\"");
        // Nothing is due, so that the edit meets the plan as it was approved at any time of day.
        JsonNode plan = org.does("review", org.draft(org.workspace.today().plusDays(7)));
        plan = org.does("approval", plan);
        plan = org.addMail(plan, board);
        assertEquals("DRAFT", plan.get("state").asText());
        assertTrue(plan.get("approval").isNull());
        assertEquals(
                409,
                org.api("POST", "/plans/" + plan.get("id").asText() + "/dispatch", "", "")
                        .statusCode());
    }

    @Test
    void ofTwoWhoChangeTheSameVersionOneIsToldSo() {
        var org = new Org(platform, Placement.POOLED, Role.PLANNER);
        String id = org.stakeholder("Learners", "LEARNERS", "\"note\":\"\"");
        String body = """
                {"name":"Learners","kind":"LEARNERS","size":9,"power":1,"interest":1,"attitude":"NEUTRAL"}""";
        assertEquals(428, org.api("PUT", "/stakeholders/" + id, body, "").statusCode());
        assertEquals(200, org.api("PUT", "/stakeholders/" + id, body, "\"1\"").statusCode());
        assertEquals(412, org.api("PUT", "/stakeholders/" + id, body, "\"1\"").statusCode());
        assertEquals(412, org.api("DELETE", "/stakeholders/" + id, "", "\"1\"").statusCode());
        assertEquals(204, org.api("DELETE", "/stakeholders/" + id, "", "\"2\"").statusCode());

        org.stakeholder("Others", "LEARNERS", "\"note\":\"\"");
        JsonNode plan = org.draft();
        String path = "/plans/" + plan.get("id").asText() + "/review";
        assertEquals(200, org.api("POST", path, "", org.tag(plan)).statusCode());
        assertEquals(412, org.api("POST", path, "", org.tag(plan)).statusCode());
    }

    @Test
    void aPlannerCannotApproveTheirOwnPlanButAnotherCan() {
        var org = new Org(platform, Placement.POOLED, Role.PLANNER);
        org.stakeholder("Learners", "LEARNERS", "\"note\":\"\"");
        JsonNode plan = org.does("review", org.draft(org.workspace.today().plusDays(7)));
        String id = plan.get("id").asText();
        assertEquals(
                403,
                org.api("POST", "/plans/" + id + "/approval", "", org.tag(plan)).statusCode());
        assertTrue(org.planner.get(org.base + "/plans/" + id).body().contains("Another planner or any admin"));

        Visitor other = platform.signedIn(org.workspace, Role.PLANNER, "somebody-else");
        String page = org.base + "/plans/" + id;
        var answer = other.submit(
                page, page + "/approval", Map.of("version", plan.get("version").asText()));
        assertEquals(303, answer.statusCode(), answer.body());
        assertEquals("APPROVED", org.plan(id).get("state").asText());
    }

    @Test
    void aManagerIsAskedToSayAStepAndTicksItOff() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        String learners = org.sales();
        JsonNode plan = org.draft();
        String today = LocalDate.now(ZoneId.of("Europe/London")).toString();
        var added = org.api(
                "POST", "/plans/" + plan.get("id").asText() + "/steps", """
                {"audienceId":"%s","messenger":"LINE_MANAGER","channel":"HAND_OVER","on":"%s",
                 "subject":"Two minutes on data","words":"Say it on Thursday."}""".formatted(learners, today), org.tag(plan));
        plan = org.does("approval", org.does("review", Org.read(added)));
        org.api("POST", "/plans/" + plan.get("id").asText() + "/dispatch", "", "");

        String boss = "boss@" + org.workspace.tenant().slug() + ".example";
        Eventually.holds(
                "the pack's mail",
                Duration.ofSeconds(30),
                () -> mail.mails().stream()
                        .filter(each -> MailCatcher.header(each, "To").contains(boss))
                        .anyMatch(each -> MailCatcher.text(each).contains("Say it on Thursday.")
                                && MailCatcher.text(each).contains("/hand-over/")));

        Visitor manager = platform.signedIn(org.workspace, Role.MANAGER, org.personId("boss"));
        JsonNode packs = Org.read(manager.get(org.base + "/api/v1/hand-overs")).get("packs");
        String step = "";
        for (JsonNode pack : packs) {
            step = pack.get("subject").asText().equals("Two minutes on data")
                    ? pack.get("stepId").asText()
                    : step;
        }
        String page = org.base + "/hand-over/" + step;
        assertTrue(manager.get(org.base + "/hand-over").body().contains("Two minutes on data"));
        assertEquals(303, manager.submit(page, page + "/said", Map.of()).statusCode());
        assertTrue(manager.get(page).body().contains("You said it"));
        assertEquals(403, manager.get(org.base + "/plans").statusCode());
        assertTrue(org.plan(plan.get("id").asText()).toString().contains("TICKED_OFF"));
    }

    @Test
    void thePagesLeadFromAnEmptyMapToAPlan() {
        var org = new Org(platform, Placement.POOLED, Role.PLANNER);
        assertTrue(org.planner.get(org.base + "/plans").body().contains("Go to stakeholders"));
        String map = org.base + "/stakeholders";
        assertEquals(303, org.planner.submit(map, map + "/usual", Map.of()).statusCode());
        String page = org.planner.get(map).body();
        assertTrue(page.contains("<svg") && page.contains("Senior management"), page);
        assertFalse(page.contains("Who is missing"), page);

        String wizard = org.planner.get(org.base + "/plans/new").body();
        assertTrue(wizard.contains("answers.startDate"), wizard);
        var drafted = org.planner.submit(
                org.base + "/plans/new",
                org.base + "/plans",
                Map.of(
                        "builder", BUILDER,
                        "objective", "Everybody learns",
                        "answers.startDate",
                                LocalDate.now(ZoneId.of("Europe/London")).toString(),
                        "answers.programme", "Safe data",
                        "answers.gain", "keep data safe",
                        "answers.weeks", "8"));
        assertEquals(303, drafted.statusCode(), drafted.body());
        String plan = drafted.headers().firstValue("location").orElseThrow();
        String shown = org.planner.get(plan).body();
        assertTrue(shown.contains("Said by the learning team"), shown);
        String step = shown.substring(shown.indexOf("/steps/") + 7, shown.indexOf("/steps/") + 31);
        assertEquals(200, org.planner.get(plan + "/steps/" + step).statusCode());
        assertEquals(200, org.planner.get(org.base + "/outbox").statusCode());
    }

    @Test
    void theBuilderDividesTheMapAsTheMapIsDrawn() {
        var org = new Org(platform, Placement.POOLED, Role.PLANNER);
        var quadrants = new HashMap<String, Quadrant>();
        for (int power = 1; power <= 5; power++) {
            for (int interest = 1; interest <= 5; interest++) {
                JsonNode made = Org.read(org.api("POST", "/stakeholders", """
                        {"name":"Trainers %1$d %2$d","kind":"TRAINERS","size":3,"power":%1$d,"interest":%2$d}""".formatted(power, interest), ""));
                quadrants.put(
                        made.get("id").asText(),
                        Quadrant.valueOf(made.get("quadrant").asText()));
            }
        }
        var messages = new HashMap<String, Integer>();
        org.draft()
                .get("steps")
                .forEach(step -> messages.merge(step.get("audienceId").asText(), 1, Integer::sum));

        quadrants.forEach((stakeholder, quadrant) -> {
            int expected = switch (quadrant) {
                case PARTNER, EQUIP -> 3;
                case SATISFY -> 2;
                case INFORM -> 1;
            };
            // More may be said in between, so that nobody waits longer than the quadrant's rhythm.
            assertTrue(messages.get(stakeholder) >= expected, quadrant.name());
        });
    }

    @Test
    void badInputIsNamedAndStoresNothing() {
        var org = new Org(platform, Placement.POOLED, Role.PLANNER);
        var answer = org.api("POST", "/stakeholders", """
                {"name":"","kind":"OTHER","size":0,"power":9,"interest":1,"attitude":"NEUTRAL",
                 "email":"ann@elsewhere.example"}""", "");
        assertEquals(422, answer.statusCode());
        for (String field : List.of("name", "size", "power", "email")) {
            assertTrue(answer.body().contains("\"" + field + "\""), answer.body());
        }
        assertEquals(
                422, org.api("POST", "/stakeholders", "{\"tenant\":\"x\"}", "").statusCode());
        assertEquals(
                0,
                Org.read(org.api("GET", "/stakeholders", "", ""))
                        .get("stakeholders")
                        .size());
        assertEquals(
                409,
                org.api("POST", "/plans", "{\"builder\":\"plan-stakeholder\",\"objective\":\"x\"}", "")
                        .statusCode());
        org.stakeholder("Learners", "LEARNERS", "\"note\":\"\"");
        assertEquals(
                409,
                org.api("POST", "/plans", "{\"builder\":\"no-such\",\"objective\":\"x\"}", "")
                        .statusCode());
        assertEquals(
                422,
                org.api(
                                "POST",
                                "/plans",
                                "{\"builder\":\"plan-stakeholder\",\"objective\":\"x\",\"answers\":{\"odd\":\"1\"}}",
                                "")
                        .statusCode());
    }
}
