package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Steps on their way out: whom they reach, whom they cannot reach, and what a crash in between does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatchIT {
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
        platform.close();
        mail.close();
    }

    private long mails(String address, String subject) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(address))
                .filter(each -> MailCatcher.header(each, "Subject").equals(subject))
                .count();
    }

    @Test
    void anAddressThatNoMailCanGoToIsCountedAndTheOthersGetTheirMail() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.peopleWithoutManager("ann", "jürgen", "bob");
        String sales = org.sales();

        String plan = org.send(org.addMail(org.draft(), sales));

        Eventually.holds(
                "ann and bob have their mail",
                SOON,
                () -> org.step(plan, "Why this matters").get("status").asText().equals("SENT"));
        assertEquals(1, mails(org.address("ann"), "Why this matters"));
        assertEquals(1, mails(org.address("bob"), "Why this matters"));
        JsonNode step = org.step(plan, "Why this matters");
        assertEquals(2, step.get("reached").asInt());
        assertEquals(1, step.get("passedOver").asInt());
        String page = org.planner.get(org.base + "/plans/" + plan).body();
        assertTrue(page.contains("1 without an address that mail can go to"), page);
    }

    /** In which language its foot is comes with its words. */
    @Test
    void whoReadsAMailIsLookedUpOnceForIt() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        String ann = org.personId("ann");
        var found = new CopyOnWriteArrayList<String>();
        platform.watch().tell((name, command) -> {
            if (name.equals("find")
                    && command.toJson().contains(ann)
                    && StackWalker.getInstance()
                            .walk(frames -> frames.anyMatch(
                                    frame -> frame.getMethodName().equals("stepMail")))) {
                found.add(command.getString("find").getValue());
            }
        });

        String sales = org.sales();
        String plan = org.send(org.addMail(org.draft(), sales));

        Eventually.holds(
                "everybody has their mail",
                SOON,
                () -> org.step(plan, "Why this matters").get("status").asText().equals("SENT"));
        assertEquals(1, mails(org.address("ann"), "Why this matters"));
        assertEquals(List.of("people", "told_wishes"), found.stream().sorted().toList());
    }

    @Test
    void killedBetweenItsMailsAndTheNoteThatItWentOutAStepSendsNoMailTwice() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        String sales = org.sales();
        JsonNode draft = org.addMail(org.draft(), sales);
        String plan = org.send(org.addStep(draft, sales, "LINE_MANAGER", "HAND_OVER", "Two minutes on data"));
        List<String> steps = List.of(
                org.step(plan, "Why this matters").get("id").asText(),
                org.step(plan, "Two minutes on data").get("id").asText());
        Eventually.holds("the first copies", SOON, () -> mails(org.address("ann"), "Why this matters") == 1);

        // The state that a kill right after the mails were added leaves behind.
        steps.forEach(org.workspace.collection(PlanStore.STEPS)::delete);
        org.api("POST", "/plans/" + plan + "/dispatch", "", "");

        for (String step : steps) {
            assertTrue(new PlanStore(org.workspace).progress(step).isPresent());
        }
        // A mail that is added later leaves later: once it is here, second copies would be here too.
        String later = org.send(org.addStep(org.draft(), sales, "SPONSOR", "EMAIL", "The last one"));
        Eventually.holds(
                "the last mail",
                SOON,
                () -> org.step(later, "The last one").get("status").asText().equals("SENT"));
        for (String name : List.of("ann", "bob", "boss")) {
            assertEquals(1, mails(org.address(name), "Why this matters"), name);
        }
        assertEquals(1, mails(org.address("boss"), "Could you say this to Sales people?"));
    }

    @Test
    void aStepThatNobodyWouldBeAskedToSaySaysSoBeforeTheApprovalAndAfterwards() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.peopleWithoutManager("ann", "bob");
        String sales = org.sales();
        JsonNode plan = org.addStep(org.draft(), sales, "LINE_MANAGER", "HAND_OVER", "Two minutes on data");
        String id = plan.get("id").asText();
        String page = org.base + "/plans/" + id;
        assertTrue(org.planner.get(page).body().contains("your directory names no managers for these people"));

        org.send(plan);

        assertEquals(
                "NOBODY_ASKED",
                org.step(id, "Two minutes on data").get("status").asText());
        assertTrue(org.planner.get(page).body().contains("Nobody was asked"));
    }

    @Test
    void aStepWithSomebodyToSayItIsNotWarnedAbout() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        String sales = org.sales();
        JsonNode plan = org.addStep(org.draft(), sales, "LINE_MANAGER", "HAND_OVER", "Two minutes on data");
        String notes = org.step(plan.get("id").asText(), "Two minutes on data")
                .get("notes")
                .toString();
        assertEquals(-1, notes.indexOf("Nobody would be asked"), notes);
    }

    @Test
    void ofVeryManyStepsTheNewestAreKnownAndTheEarliestOfThemComesFirst() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        var store = new PlanStore(org.workspace);
        Instant start = Instant.parse("2026-01-01T09:00:00Z");
        IntStream.range(0, 501)
                .forEach(n -> store.dispatched(
                        plan(), step("step-" + n), new Dispatch.Gone(1, 0, List.of()), start.plusSeconds(n)));

        List<StepProgress> known = store.dispatched();
        assertEquals(500, known.size());
        assertEquals("step-1", known.getFirst().stepId());
        assertEquals("step-500", known.getLast().stepId());
    }

    private static Plan plan() {
        return new Plan(
                "plan",
                "Title",
                "builder",
                "Aim",
                List.of(),
                List.of(),
                PlanState.RUNNING,
                Optional.empty(),
                Set.of(),
                Instant.EPOCH,
                1);
    }

    private static PlanStep step(String id) {
        return new PlanStep(
                id,
                "audience",
                "Audience",
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                Messenger.SPONSOR,
                PlanDraft.Channel.EMAIL,
                LocalDate.of(2026, 1, 1),
                "Subject",
                "Words",
                "Reason",
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, 14));
    }
}
