package org.takeup.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.CameBack;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.plan.Org;
import org.takeup.plan.Plans;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.reach.Reaches.Funnel;
import org.takeup.reach.Reaches.Reached;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Whom steps reach, over a real mail server: held out, sent, come back, found, said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReachIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String MAIL = "Why this matters";

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
    }

    private Org org(Placement placement) {
        return new Org(platform, placement, Role.ADMIN);
    }

    private static String[] many(int people) {
        return IntStream.range(0, people).mapToObj(n -> "p" + n).toArray(String[]::new);
    }

    private static String sales(Org org) {
        return org.sales();
    }

    /** Has a plan hold out so many percent. @return it as it is then */
    private static JsonNode holdOut(Org org, JsonNode plan, int percent) {
        var answer = org.api(
                "PUT",
                "/plans/" + plan.get("id").asText() + "/hold-out",
                "{\"percent\":" + percent + "}",
                org.tag(plan));
        assertEquals(200, answer.statusCode(), answer.body());
        return Org.read(answer);
    }

    private Funnel funnel(Org org, String plan, String step) {
        Funnel found =
                platform.platform().reaches().funnels(org.workspace, plan).get(step);
        assertTrue(found != null, "The step has gone out");
        return found;
    }

    private Map<String, Reached> reached(Org org, String plan, String step) {
        var reached = new HashMap<String, Reached>();
        platform.platform()
                .reaches()
                .eachReached(
                        org.workspace,
                        plan,
                        step,
                        each -> assertTrue(reached.put(each.personId(), each) == null, "Each once"));
        return reached;
    }

    private Set<String> heldOut(Org org, String plan, String step) {
        var held = new HashSet<String>();
        platform.platform()
                .reaches()
                .eachHeldOut(org.workspace, plan, step, person -> assertTrue(held.add(person), "Each once"));
        return held;
    }

    private static String id(Org org, String plan, String subject) {
        return org.step(plan, subject).get("id").asText();
    }

    private void awaitSent(Org org, String plan, String step, long mails) {
        Eventually.holds(
                "the mails are with the server",
                SOON,
                () -> funnel(org, plan, step).delivered() == mails);
    }

    private long mailsTo(Org org, String name) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(org.address(name)))
                .count();
    }

    @Test
    void whoeverIsHeldOutGetsNothingOfAnyStepAndEverybodyElseDoes() {
        for (Placement placement : Placement.values()) {
            var org = org(placement);
            String[] names = many(40);
            org.peopleWithoutManager(names);
            String sales = sales(org);
            JsonNode draft = org.addMail(org.draft(org.workspace.today().plusDays(30)), sales);
            draft = org.addStep(draft, sales, "SPONSOR", "IN_APP", "In your inbox");
            draft = org.addStep(draft, sales, "SPONSOR", "CALENDAR", "Half an hour");
            JsonNode held = holdOut(org, draft, 40);
            assertEquals(40, held.get("holdOut").get("percent").asInt());
            assertEquals(16, held.get("holdOut").get("about").asInt());
            String plan = org.send(held);

            Set<String> out = heldOut(org, plan, id(org, plan, MAIL));
            assertTrue(out.size() >= 5 && out.size() <= 30, "" + out.size());
            for (String subject : List.of(MAIL, "In your inbox", "Half an hour")) {
                String step = id(org, plan, subject);
                awaitSent(org, plan, step, 40 - out.size());
                Funnel funnel = funnel(org, plan, step);
                assertEquals(40, funnel.planned(), subject);
                assertEquals(out.size(), funnel.heldOut(), subject);
                assertEquals(40 - out.size(), funnel.sent(), subject);
                assertEquals(out, heldOut(org, plan, step), subject);
                Set<String> all = new HashSet<>(reached(org, plan, step).keySet());
                assertEquals(40 - out.size(), all.size(), subject);
                all.addAll(out);
                assertEquals(40, all.size(), subject);
                assertEquals(out.size(), org.step(plan, subject).get("heldOut").asInt());
            }
            for (String name : names) {
                assertEquals(out.contains(org.personId(name)) ? 0 : 2, mailsTo(org, name), name);
            }
            String page =
                    org.planner.get(org.base + "/plans/" + plan + "/reach").body();
            assertTrue(page.contains("How far it reached") && page.contains("Half an hour"), page);
        }
    }

    @Test
    void aMailThatComesBackHasNotArrived() {
        var org = org(Placement.POOLED);
        org.peopleWithoutManager("ann", "bob", "cy");
        String sales = sales(org);
        String plan = org.send(org.addMail(org.draft(), sales));
        String step = id(org, plan, MAIL);
        awaitSent(org, plan, step, 3);
        assertEquals(
                Messenger.SPONSOR,
                reached(org, plan, step).get(org.personId("bob")).messenger());

        CameBack.comesBack(org.workspace, plan + "/" + step, org.personId("bob"));

        Funnel funnel = funnel(org, plan, step);
        assertEquals(3, funnel.sent());
        assertEquals(2, funnel.delivered());
        assertEquals(
                Set.of(org.personId("ann"), org.personId("cy")),
                reached(org, plan, step).keySet());
        JsonNode shown = Org.read(org.api("GET", "/plans/" + plan + "/reach", "", ""))
                .get("steps")
                .get(0);
        assertEquals(2, shown.get("delivered").asInt());
        assertEquals("NOT_COUNTED", shown.get("clicked").get("says").asText());
    }

    @Test
    void killedBeforeItWasNotedAStepCountsOnceAllTheSame() {
        var org = org(Placement.POOLED);
        org.peopleWithoutManager(many(30));
        String sales = sales(org);
        JsonNode draft = org.addMail(org.draft(), sales);
        draft = org.addStep(draft, sales, "SPONSOR", "IN_APP", "In your inbox");
        String plan = org.send(holdOut(org, draft, 50));
        List<String> steps = List.of(id(org, plan, MAIL), id(org, plan, "In your inbox"));
        Set<String> held = heldOut(org, plan, steps.getFirst());
        awaitSent(org, plan, steps.getFirst(), 30 - held.size());

        // The state that a kill between the mails and the note leaves behind.
        var notes = Plans.COLLECTIONS.stream()
                .filter(spec -> spec.name().equals("plan_steps"))
                .findFirst()
                .orElseThrow();
        steps.forEach(org.workspace.collection(notes)::delete);
        assertEquals(
                200, org.api("POST", "/plans/" + plan + "/dispatch", "", "").statusCode());

        for (String step : steps) {
            awaitSent(org, plan, step, 30 - held.size());
            Funnel funnel = funnel(org, plan, step);
            assertEquals(30 - held.size(), funnel.sent());
            assertEquals(held.size(), funnel.heldOut());
            assertEquals(held, heldOut(org, plan, step));
            assertEquals(30 - held.size(), reached(org, plan, step).size());
        }
    }

    @Test
    void aLineManagerReachesTheirOwnPeopleAndAnybodyElseTheWholeAudience() {
        var org = org(Placement.POOLED);
        org.peopleWithoutManager("boss", "chief");
        org.peopleOf("boss", "ann", "bob");
        org.peopleOf("chief", "cy");
        org.stakeholder("Cy", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("cy") + "\"");
        String sales = sales(org);
        JsonNode draft = org.addStep(org.draft(), sales, "LINE_MANAGER", "HAND_OVER", "Two minutes on data");
        String plan = org.send(org.addStep(draft, sales, "PEER", "HAND_OVER", "How I do it"));
        String managers = id(org, plan, "Two minutes on data");
        String peers = id(org, plan, "How I do it");
        assertEquals(5, funnel(org, plan, managers).planned());
        assertEquals(0, funnel(org, plan, managers).said());

        ticks(org, "boss", managers);
        ticks(org, "cy", peers);
        // Once more changes nothing.
        ticks(org, "boss", managers);

        Eventually.holds(
                "told",
                SOON,
                () -> funnel(org, plan, managers).said() == 2
                        && funnel(org, plan, peers).said() == 4);
        assertEquals(1, funnel(org, plan, managers).messengers());
        assertEquals(0, funnel(org, plan, managers).sent(), "A mail to a messenger reaches nobody of the audience");
        Map<String, Reached> told = reached(org, plan, managers);
        assertEquals(Set.of(org.personId("ann"), org.personId("bob")), told.keySet());
        assertEquals(Messenger.LINE_MANAGER, told.get(org.personId("ann")).messenger());
        assertEquals(
                Messenger.PEER,
                reached(org, plan, peers).get(org.personId("chief")).messenger());
        assertFalse(reached(org, plan, peers).containsKey(org.personId("cy")), "Who speaks is not told");
    }

    private void ticks(Org org, String name, String step) {
        Visitor messenger = platform.signedIn(org.workspace, Role.MANAGER, org.personId(name));
        String page = org.base + "/hand-over/" + step;
        assertEquals(303, messenger.submit(page, page + "/said", Map.of()).statusCode());
    }

    @Test
    void aGroupTooSmallToSpeakOfIsHeldOutOfNothingAndTheFormComesBackFilled() {
        var org = org(Placement.POOLED);
        org.peopleWithoutManager(many(8));
        String sales = sales(org);
        JsonNode plan = org.addMail(org.draft(org.workspace.today().plusDays(30)), sales);
        String path = "/plans/" + plan.get("id").asText();

        var refused = org.api("PUT", path + "/hold-out", "{\"percent\":10}", org.tag(plan));
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("Nothing may be said about so few"), refused.body());
        for (String percent : List.of("51", "-1")) {
            assertEquals(
                    422,
                    org.api("PUT", path + "/hold-out", "{\"percent\":" + percent + "}", org.tag(plan))
                            .statusCode());
        }
        var page = org.planner.submit(
                org.base + path,
                org.base + path + "/hold-out",
                Map.of("version", plan.get("version").asText(), "percent", "10"));
        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("value=\"10\""), page.body());
        assertTrue(page.body().contains("Nothing may be said about so few"), page.body());
        assertEquals(
                0,
                org.plan(plan.get("id").asText()).get("holdOut").get("percent").asInt());
    }

    @Test
    void aChangeNeedsApprovalAgainAndOnceAStepWentOutItIsFixed() {
        var org = org(Placement.POOLED);
        org.peopleWithoutManager(many(30));
        String sales = sales(org);
        JsonNode draft = holdOut(org, org.addMail(org.draft(), sales), 50);
        JsonNode reviewed = org.does("review", draft);
        JsonNode changed = holdOut(org, reviewed, 40);
        assertEquals("DRAFT", changed.get("state").asText());
        // Whoever saw an earlier version is told so.
        String path = "/plans/" + draft.get("id").asText() + "/hold-out";
        assertEquals(
                412, org.api("PUT", path, "{\"percent\":20}", org.tag(reviewed)).statusCode());

        String plan = org.send(changed);

        JsonNode out = org.plan(plan);
        assertTrue(out.get("holdOut").get("fixed").asBoolean());
        var refused = org.api("PUT", path, "{\"percent\":0}", org.tag(out));
        assertEquals(409, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("hold-out-fixed"), refused.body());
        String page = org.planner.get(org.base + "/plans/" + plan).body();
        assertTrue(page.contains("A step has gone out, so that this is fixed."), page);
    }
}
