package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.Speakers;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Who is asked when it is time: within their span, the next best after them, and no executive by anybody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactsIT {
    private final Contacts contacts = new Contacts(new People());
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private Org org() {
        return new Org(platform, Placement.POOLED, Role.ADMIN);
    }

    private Contacts.Asked asked(Org org, String audience, Messenger messenger) {
        return contacts.asked(org.workspace, step("now", audience, messenger), new Stakeholders().all(org.workspace));
    }

    /** As if this person had been asked so many times, the last time so many days ago. */
    private static void askedBefore(Org org, String person, int times, int daysAgo) {
        Instant when = org.workspace.clock().instant().minus(Duration.ofDays(daysAgo));
        IntStream.range(0, times)
                .forEach(n -> new PlanStore(org.workspace)
                        .dispatched(
                                plan(),
                                step(person + "-" + n + "-" + daysAgo, "any", Messenger.PEER),
                                new Dispatch.Gone(1, 0, List.of(person)),
                                when));
    }

    private static List<String> ids(Contacts.Asked asked) {
        return asked.contacts().stream().map(Contact::id).toList();
    }

    @Test
    void nobodyIsAskedMoreOftenThanTheirSpanInThirtyDaysAndThenTheOthersAre() {
        var org = org();
        org.people();
        org.stakeholder("Ann", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("ann") + "\"");
        org.stakeholder("Bob", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("bob") + "\"");
        String learners = org.stakeholder("Learners", "LEARNERS", "\"note\":\"\"");
        askedBefore(org, org.personId("ann"), Span.CHAMPION - 1, 3);
        askedBefore(org, org.personId("ann"), 5, 31);
        assertEquals(2, asked(org, learners, Messenger.CHAMPION).contacts().size());

        askedBefore(org, org.personId("ann"), 1, 29);

        Contacts.Asked asked = asked(org, learners, Messenger.CHAMPION);
        assertEquals(List.of(org.personId("bob")), ids(asked));
        assertEquals(List.of("1 of the kind champion passed over: asked 3 times in the last 30 days."), asked.notes());
    }

    @Test
    void ifAllOfAKindWereAskedEnoughTheNextBestIsAskedAndThenTheLearningTeam() {
        var org = org();
        org.people();
        org.stakeholder("Ann", "HIGH_PERFORMER", "\"person\":\"" + org.personId("ann") + "\"");
        String sales = org.sales();
        assertEquals(List.of(org.personId("boss")), ids(asked(org, sales, Messenger.LINE_MANAGER)));

        askedBefore(org, org.personId("boss"), Span.USUAL, 2);
        Contacts.Asked next = asked(org, sales, Messenger.LINE_MANAGER);
        assertEquals(Messenger.PEER, next.messenger());
        assertEquals(List.of(org.personId("ann")), ids(next));
        assertTrue(
                next.notes().contains("So it was handed to the next best: peer."),
                next.notes().toString());

        askedBefore(org, org.personId("ann"), Span.CHAMPION, 2);
        Contacts.Asked last = asked(org, sales, Messenger.LINE_MANAGER);
        assertTrue(last.forLearningTeam());
        assertEquals(List.of(), last.contacts());
        assertFalse(last.notes().toString().contains("Name"), "a note names nobody");
    }

    @Test
    void whoeverLeftIsPassedOverWithAReason() {
        var org = org();
        org.people();
        org.stakeholder("Ann", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("ann") + "\"");
        org.stakeholder("Bob", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("bob") + "\"");
        String learners = org.stakeholder("Learners", "LEARNERS", "\"note\":\"\"");
        new People()
                .upsert(
                        org.workspace,
                        List.of(new PersonRecord(
                                "test",
                                "ann",
                                "Name ann",
                                org.address("ann"),
                                Optional.of("Sales"),
                                Optional.empty(),
                                false)));

        Contacts.Asked asked = asked(org, learners, Messenger.PEER);

        assertEquals(List.of(org.personId("bob")), ids(asked));
        assertEquals(
                List.of("1 of the kind peer on your map is not in the directory any more and was passed over."),
                asked.notes());
    }

    @Test
    void aDeletedPersonIsNoMessengerAnyMoreAndPlannersAreTold() {
        var org = org();
        org.people();
        org.stakeholder("Ann", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("ann") + "\"");
        String learners = org.stakeholder("Learners", "LEARNERS", "\"note\":\"\"");
        assertEquals(List.of(org.personId("ann")), ids(asked(org, learners, Messenger.PEER)));
        assertTrue(org.workspace.collection(CollectionSpec.named("people")).delete(org.personId("ann")));

        Contacts.Asked asked = asked(org, learners, Messenger.PEER);

        assertFalse(ids(asked).contains(org.personId("ann")), asked.toString());
        assertTrue(
                asked.notes()
                        .contains(
                                "1 of the kind peer on your map is not in the directory any more and was passed over."),
                asked.notes().toString());
    }

    @Test
    void executivesAreSpokenToByOtherExecutivesOrByNobody() {
        var org = org();
        org.people();
        String ceo = org.stakeholder("Ann", "SPONSOR", "\"person\":\"" + org.personId("ann") + "\"");
        String learners = org.sales();
        Contacts.Asked alone = asked(org, ceo, Messenger.SPONSOR);
        assertEquals(List.of(), alone.contacts());
        assertFalse(alone.forLearningTeam());
        assertTrue(
                alone.notes().getLast().startsWith("No other executive is left"),
                alone.notes().toString());

        org.stakeholder("Bob", "SPONSOR", "\"person\":\"" + org.personId("bob") + "\"");
        assertEquals(List.of(org.personId("bob")), ids(asked(org, ceo, Messenger.SPONSOR)));
        assertEquals(
                List.of(org.personId("ann"), org.personId("bob")),
                ids(asked(org, learners, Messenger.SPONSOR)).stream().sorted().toList());
        assertEquals(Messenger.SPONSOR, asked(org, ceo, Messenger.LEARNING_TEAM).messenger());
    }

    @Test
    void whatIsLeftToTheLearningTeamPlannersFindAndTheReasonStandsAtTheStep() {
        var org = org();
        org.peopleWithoutManager("ann");
        String sales = org.sales();
        String plan = org.send(org.addStep(org.draft(), sales, "LINE_MANAGER", "HAND_OVER", "Two minutes on data"));

        String notes = org.step(plan, "Two minutes on data").get("notes").toString();
        assertTrue(notes.contains("There is nobody to ask as line manager."), notes);
        assertTrue(notes.contains("So it is for the learning team"), notes);
        Visitor planner = platform.signedIn(org.workspace, Role.PLANNER);
        assertTrue(planner.get(org.base + "/hand-over").body().contains("Two minutes on data"));
        Visitor manager = platform.signedIn(org.workspace, Role.MANAGER);
        assertFalse(manager.get(org.base + "/hand-over").body().contains("Two minutes on data"));
    }

    @Test
    void buildersAreToldHowManyCouldSpeakAndHowOftenButNotWho() {
        var org = org();
        org.people();
        org.stakeholder("Ann", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("ann") + "\"");
        String sales = org.sales();
        List<Stakeholder> map = new Stakeholders().all(org.workspace);
        var speakers =
                new Speaking(org.workspace, new People(), map).to(new Stakeholders().require(org.workspace, sales));

        Speakers managers = speakers.get(Messenger.LINE_MANAGER);
        assertEquals(new Speakers(1, 3, Span.USUAL, "managers/unit:Sales"), managers);
        assertEquals(speakers.get(Messenger.PEER), speakers.get(Messenger.CHAMPION));
        assertEquals(Span.CHAMPION, speakers.get(Messenger.CHAMPION).asks());
        assertFalse(speakers.containsKey(Messenger.SPONSOR));
        assertTrue(speakers.containsKey(Messenger.LEARNING_TEAM));
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

    private static PlanStep step(String id, String audience, Messenger messenger) {
        return new PlanStep(
                id,
                audience,
                "Audience",
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                messenger,
                PlanDraft.Channel.HAND_OVER,
                LocalDate.of(2026, 1, 1),
                "Subject",
                "Words",
                "Reason",
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, 14));
    }
}
