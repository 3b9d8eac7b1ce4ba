package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Steps that wait for others: held back until those have happened, and let go by a planner. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldBackIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private TestPlatform platform;
    private MailCatcher mail;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        mail.close();
    }

    private long mails(Org org, String name, String subject) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(org.address(name)))
                .filter(each -> MailCatcher.header(each, "Subject").endsWith(subject))
                .count();
    }

    /** A plan whose steps are due as soon as it is approved. */
    private final class Desk {
        final Org org;
        final String learners;
        final String id;

        Desk() {
            org = new Org(platform, Placement.POOLED, Role.ADMIN);
            org.people();
            learners = org.sales();
            // What the builder drafts is not due.
            id = org.draft(org.workspace.today().plusDays(60)).get("id").asText();
        }

        /** Due since midnight. */
        String add(String channel, String subject, String more) {
            return add(channel, subject, 0, more);
        }

        /** On the day that is so many days away. */
        String add(String channel, String subject, int days, String more) {
            String time = more.contains("\"time\"") ? more : more + ",\"time\":\"00:00\"";
            var on = org.workspace.today().plusDays(days);
            org.addStep(org.plan(id), learners, "LINE_MANAGER", channel, subject, on, time);
            return org.step(id, subject).get("id").asText();
        }

        String status(String subject) {
            return org.step(id, subject).get("status").asText();
        }

        JsonNode held(String subject) {
            return org.step(id, subject).get("planned").get("held");
        }

        void send() {
            org.send(org.plan(id));
        }

        int sendAgain() {
            return Org.read(org.api("POST", "/plans/" + id + "/dispatch", "", ""))
                    .get("steps")
                    .asInt();
        }

        HttpResponse<String> letGo(String time, String tag) {
            return org.api("POST", "/plans/" + id + "/steps/" + time + "/release", "", tag);
        }

        String page(String view) {
            return org.planner.get(org.base + "/plans/" + id + "?view=" + view).body();
        }

        void sent(String subject) {
            Eventually.holds(subject + " is sent", SOON, () -> status(subject).equals("SENT"));
        }

        void tick(String step) {
            Visitor boss = platform.signedIn(org.workspace, Role.MANAGER, org.personId("boss"));
            String page = org.base + "/hand-over/" + step;
            assertEquals(303, boss.submit(page, page + "/said", Map.of()).statusCode());
        }
    }

    private static String waitsFor(String step) {
        return ",\"waitsFor\":[\"" + step + "\"]";
    }

    @Test
    void aStepGoesOutRightAfterWhatItWaitsForHoweverTheDaySortsThem() {
        var desk = new Desk();
        String first = desk.add("EMAIL", "First word", ",\"time\":\"00:01\"");
        desk.add("EMAIL", "Second word", waitsFor(first));
        desk.send();
        desk.sent("First word");
        desk.sent("Second word");
        assertEquals(1, mails(desk.org, "ann", "First word"));
        assertEquals(1, mails(desk.org, "ann", "Second word"));
        assertEquals(0, desk.held("Second word").size());
    }

    @Test
    void whatIsToBeSaidHoldsOthersBackUntilOneHasSaidIt() {
        var desk = new Desk();
        String said = desk.add("HAND_OVER", "Two minutes on data", "");
        desk.add("EMAIL", "As you have heard", waitsFor(said));
        desk.send();

        assertEquals("ASKED", desk.status("Two minutes on data"));
        assertEquals("HELD_BACK", desk.status("As you have heard"));
        JsonNode reason = desk.held("As you have heard").path(0).path("reasons").path(0);
        assertEquals("NOT_SAID", reason.get("why").asText(), reason.toString());
        assertEquals(said, reason.get("id").asText());
        for (String view : List.of("list", "board", "timeline")) {
            String page = desk.page(view);
            assertTrue(page.contains("“Two minutes on data”"), page);
            assertTrue(page.contains("it was handed over, and nobody has said it yet"), page);
            assertTrue(page.contains("Let it go anyway"), page);
            assertTrue(page.contains("take out what “As you have heard” waits for"), page);
        }
        assertTrue(desk.page("board&by=state").contains("Held back (<span data-count>1</span>)"));
        assertEquals(0, desk.sendAgain());
        assertEquals(0, mails(desk.org, "ann", "As you have heard"));

        desk.tick(said);
        desk.sent("As you have heard");
        assertEquals(1, mails(desk.org, "ann", "As you have heard"));
    }

    @Test
    void aPlannerLetsAStepGoAndTheApprovalStays() {
        var desk = new Desk();
        String said = desk.add("HAND_OVER", "Two minutes on data", "");
        String held = desk.add("EMAIL", "As you have heard", waitsFor(said));
        desk.send();
        JsonNode plan = desk.org.plan(desk.id);
        assertEquals(428, desk.letGo(held, "").statusCode());
        assertEquals(412, desk.letGo(held, "\"1\"").statusCode());
        assertEquals(404, desk.letGo("nothing", desk.org.tag(plan)).statusCode());

        String page = desk.org.base + "/plans/" + desk.id;
        var let = desk.org.planner.submit(
                page,
                page + "/steps/" + held + "/release",
                Map.of("version", plan.get("version").asText()));
        assertEquals(303, let.statusCode(), let.body());
        desk.sent("As you have heard");
        assertEquals(1, mails(desk.org, "ann", "As you have heard"));
        plan = desk.org.plan(desk.id);
        assertEquals(409, desk.letGo(held, desk.org.tag(plan)).statusCode());
        assertTrue(plan.get("approval").isObject(), "what was approved stays approved");
        String history = desk.org.planner.get(page + "/history").body();
        assertTrue(history.contains("Let “As you have heard” of "), history);
    }

    @Test
    void aStepThatNobodyCouldSayIsNamedAsTheReason() {
        var desk = new Desk();
        desk.org.peopleWithoutManager("boss", "ann", "bob");
        String said = desk.add("HAND_OVER", "Two minutes on data", "");
        desk.add("EMAIL", "As you have heard", waitsFor(said));
        desk.send();
        assertEquals(
                "NOBODY_ASKED",
                desk.held("As you have heard")
                        .path(0)
                        .path("reasons")
                        .path(0)
                        .path("why")
                        .asText());
    }

    @Test
    void whoeverWaitsForARemovedStepWaitsNoMore() {
        var desk = new Desk();
        String said = desk.add("HAND_OVER", "Two minutes on data", 9, "");
        String held = desk.add("EMAIL", "As you have heard", waitsFor(said));
        desk.send();
        assertEquals("HELD_BACK", desk.status("As you have heard"));
        var moved = desk.org.api(
                "POST",
                "/plans/" + desk.id + "/steps/" + held + "/move",
                "{\"days\":1}",
                desk.org.tag(desk.org.plan(desk.id)));
        assertEquals(200, moved.statusCode(), "what is held back can be moved: " + moved.body());
        moved = desk.org.api(
                "POST",
                "/plans/" + desk.id + "/steps/" + held + "/move",
                "{\"days\":-1}",
                desk.org.tag(desk.org.plan(desk.id)));
        var removed = desk.org.api(
                "DELETE", "/plans/" + desk.id + "/steps/" + said, "", desk.org.tag(desk.org.plan(desk.id)));
        assertEquals(200, removed.statusCode(), removed.body());
        desk.send();
        desk.sent("As you have heard");
    }

    @Test
    void peopleAreInvitedOnlyAfterWhatTheMeetingWaitsFor() {
        var desk = new Desk();
        String said = desk.add("HAND_OVER", "Two minutes on data", "");
        desk.add("CALENDAR", "Come and try", 8, waitsFor(said));
        desk.send();
        desk.sendAgain();
        assertEquals(0, mails(desk.org, "ann", "Come and try"));
        desk.tick(said);
        Eventually.holds("ann is invited", SOON, () -> mails(desk.org, "ann", "Come and try") == 1);
        assertEquals("PLANNED", desk.status("Come and try"));
    }

    @Test
    void killedBeforeTheNotesThatTheyWentOutBothGoOutOnceAndInTheirOrder() {
        var desk = new Desk();
        String first = desk.add("EMAIL", "First word", "");
        String second = desk.add("EMAIL", "Second word", waitsFor(first));
        desk.send();
        desk.sent("Second word");

        // The state that a kill right after the mails of both leaves behind, and one after the first's alone.
        List.of(first, second).forEach(desk.org.workspace.collection(PlanStore.STEPS)::delete);
        assertEquals(2, desk.sendAgain());
        desk.org.workspace.collection(PlanStore.STEPS).delete(second);
        assertEquals(1, desk.sendAgain());
        var later = new Desk();
        later.add("EMAIL", "The last one", "");
        later.send();
        later.sent("The last one");
        assertEquals(1, mails(desk.org, "ann", "First word"));
        assertEquals(1, mails(desk.org, "ann", "Second word"));
    }

    @Test
    void aHeldStepWakesNobodyForAnHour() {
        var desk = new Desk();
        String said = desk.add("HAND_OVER", "Two minutes on data", "");
        desk.add("EMAIL", "As you have heard", waitsFor(said));
        desk.send();
        Eventually.holds("the plan is looked at again in an hour at the earliest", SOON, () -> {
            List<Date> due = platform.store()
                    .control("jobs")
                    .find(new Document("tenant", desk.org.workspace.tenant().id())
                            .append("state", "ready")
                            .append("kind", new Document("$regex", "^plan-steps")))
                    .map(job -> job.getDate("due"))
                    .into(new ArrayList<>());
            return due.size() == 1
                    && !due.getFirst().toInstant().isBefore(Instant.now().plus(Duration.ofMinutes(50)));
        });
    }

    @Test
    void severalSendersAtOnceSendEachOnceAndInTheirOrder() throws Exception {
        var desk = new Desk();
        String first = desk.add("EMAIL", "First word", "");
        String second = desk.add("EMAIL", "Second word", waitsFor(first));
        desk.add("EMAIL", "Third word", waitsFor(second));
        desk.org.does("approval", desk.org.does("review", desk.org.plan(desk.id)));
        // No sender remembers anything, so that two at once are two nodes; the plan's own job is another.
        Callable<Integer> sender = desk::sendAgain;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(n -> sender).toList())) {
                assertTrue(each.get() <= 3);
            }
        }
        for (String subject : List.of("First word", "Second word", "Third word")) {
            desk.sent(subject);
            for (String name : List.of("ann", "bob", "boss")) {
                assertEquals(1, mails(desk.org, name, subject), name + " " + subject);
            }
        }
        assertFalse(desk.page("list").contains("Held back"));
    }
}
