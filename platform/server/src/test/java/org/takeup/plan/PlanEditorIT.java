package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Role;

/** Plans as planners look at them: views, gaps, load, and very large ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanEditorIT {
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
    void whoeverLeftIsShownAsAGap() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String ann = desk.org.personId("ann");
        String one = desk.org.stakeholder("Ann alone", "LEARNERS", "\"person\":\"" + ann + "\"");
        String step = desk.add("Owned", desk.monday, ",\"owner\":\"" + ann + "\",\"audienceId\":\"" + one + "\"");
        assertEquals(
                "Name ann",
                desk.byId(step).get("planned").get("owner").get("name").asText());
        assertFalse(desk.byId(step).get("notes").toString().contains("not in the directory"));
        new People()
                .upsert(
                        desk.org.workspace,
                        List.of(new PersonRecord(
                                "test",
                                "ann",
                                "Name ann",
                                desk.org.address("ann"),
                                Optional.of("Sales"),
                                Optional.empty(),
                                false)));
        String notes = desk.byId(step).get("notes").toString();
        assertTrue(notes.contains("choose another owner"), notes);
        assertTrue(notes.contains("the person behind Ann alone is not in the directory any more"), notes);
        assertEquals(
                422,
                desk.tryAdd("Nobody's", desk.monday, ",\"owner\":\"" + ann + "\"")
                        .statusCode());
        assertTrue(desk.org.planner.get(desk.path()).body().contains("Owner: somebody who left"));
    }

    @Test
    void aSegmentThatEmptiesAfterTheApprovalIsShownAndSendsNobody() {
        var desk = new PlanDesk(platform, Role.ADMIN);
        desk.add("To nobody", desk.org.workspace.today(), "");
        JsonNode plan = desk.org.does("approval", desk.org.does("review", desk.plan()));
        // After nine in the morning the job may send it before this is read.
        assertTrue(
                List.of("APPROVED", "RUNNING").contains(plan.get("state").asText()),
                plan.get("state").asText());
        new People()
                .upsert(
                        desk.org.workspace,
                        List.of("boss", "ann", "bob").stream()
                                .map(name -> new PersonRecord(
                                        "test",
                                        name,
                                        "Name " + name,
                                        desk.org.address(name),
                                        Optional.of("Sales"),
                                        Optional.empty(),
                                        false))
                                .toList());
        String notes = desk.org.step(desk.id, "To nobody").get("notes").toString();
        boolean out =
                !desk.org.step(desk.id, "To nobody").get("status").asText().equals("PLANNED");
        assertTrue(out || notes.contains("nobody is behind Sales people at the moment"), notes);
        desk.org.api("POST", "/plans/" + desk.id + "/dispatch", "", "");
        JsonNode step = desk.org.step(desk.id, "To nobody");
        // After nine in the morning the job may have been faster than the people left.
        assertTrue(out || step.get("status").asText().equals("SENT_TO_NOBODY"), step.toString());
    }

    @Test
    void theViewsShowFilterAndPageTheSameSteps() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        desk.add("Only by mail", desk.monday, "");
        for (String view : List.of("", "?view=board", "?view=board&by=state", "?view=timeline")) {
            String page = desk.org.planner.get(desk.path() + view).body();
            assertTrue(page.contains("Only by mail"), view);
            assertTrue(page.contains("A week later"), view);
        }
        assertTrue(desk.org.planner.get(desk.path() + "?view=timeline").body().contains("<svg"));
        String byMail = desk.org
                .planner
                .get(desk.path() + "?channel=EMAIL&messenger=SPONSOR")
                .body();
        assertTrue(byMail.contains("Only by mail"));
        String others = desk.org.planner.get(desk.path() + "?audience=nobody").body();
        assertTrue(others.contains("No step fits"), others);
        assertEquals(
                200,
                desk.org
                        .planner
                        .get(desk.path() + "?view=%3Cb%3E&page=99999&by=x")
                        .statusCode());
    }

    @Test
    void tooMuchInAWeekIsCountedOverAllPlansAndFewAreNotCounted() {
        var desk = new PlanDesk(platform, Role.ADMIN);
        desk.org.peopleOf("boss", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8");
        assertEquals(
                200, desk.org.api("PUT", "/wishes/cap", "{\"most\":3}", "\"0\"").statusCode());
        // Three people of the other plan, and this one's of its own.
        var other = desk.org.draft(desk.org.workspace.today().plusDays(7));
        for (int n = 0; n < 3; n++) {
            var added = desk.org.api(
                    "POST",
                    "/plans/" + other.get("id").asText() + "/steps",
                    """
                    {"audienceId":"%s","messenger":"SPONSOR","channel":"EMAIL","on":"%s","subject":"Other %d","words":"W"}""".formatted(desk.learners, desk.monday.plusWeeks(20), n),
                    desk.org.tag(desk.org.plan(other.get("id").asText())));
            assertEquals(201, added.statusCode(), added.body());
        }
        desk.add("One more", desk.monday.plusWeeks(20).plusDays(4), "");
        String week = "the week of " + desk.monday.plusWeeks(20);
        assertFalse(desk.plan().get("notes").toString().contains(week), "a draft is no plan that goes out");
        desk.org.does(
                "approval",
                desk.org.does("review", desk.org.plan(other.get("id").asText())));
        String notes = desk.plan().get("notes").toString();
        assertTrue(notes.contains(week + ": 11 people would get up to 4 messages"), notes);

        String ann = desk.org.stakeholder("Ann", "OTHER", "\"person\":\"" + desk.org.personId("ann") + "\"");
        for (int n = 0; n < 4; n++) {
            desk.add("Only Ann " + n, desk.monday.plusWeeks(30), ",\"audienceId\":\"" + ann + "\"");
        }
        String few = desk.plan().get("notes").toString();
        assertTrue(few.contains("the week of " + desk.monday.plusWeeks(30) + ": fewer than"), few);
        assertFalse(few.contains("Name ann"), few);
    }

    @Test
    void aPlanOfFiveThousandStepsOpensAndIsSavedAndNoMoreGoIn() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        var store = new PlanStore(desk.org.workspace);
        Plan plan = store.find(desk.id).orElseThrow();
        PlanStep one = plan.steps().getFirst();
        List<PlanStep> many = IntStream.range(0, Plan.MOST_STEPS)
                .mapToObj(n -> one.copy(
                        "step%020d".formatted(n),
                        desk.learners,
                        "Sales people",
                        Messenger.SPONSOR,
                        PlanDraft.Channel.EMAIL,
                        desk.monday.plusDays(n % 500),
                        "Subject " + n,
                        "Words of an ordinary length that somebody reads. ".repeat(8),
                        one.planning()))
                .toList();
        assertTrue(store.replace(plan.edited("pia", plan.made(), many)));
        assertEquals(Plan.MOST_STEPS, desk.plan().get("steps").size());
        String page = desk.org.planner.get(desk.path()).body();
        assertTrue(page.contains("Page 1 of 100, 5000 steps"), "paged");
        assertTrue(page.length() < 1_500_000, "a page is a page: " + page.length());
        assertTrue(desk.org
                .planner
                .get(desk.path() + "?page=100&view=timeline")
                .body()
                .contains("Page 100 of 100"));
        String step = "step%020d".formatted(4_999);
        assertEquals(200, desk.move(step, "{\"days\":1}").statusCode());
        assertEquals(422, desk.tryAdd("One too many", desk.monday, "").statusCode());
        assertEquals(
                desk.monday.plusDays(4_999 % 500 + 1).toString(),
                desk.byId(step).get("on").asText());
    }
}
