package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** A manager's and a champion's own page: what to say this week, ticked off with one press. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MyWeekIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private static JsonNode handedOver(Org org, String messenger) {
        String sales = org.sales();
        String plan = org.send(org.addStep(org.draft(), sales, messenger, "HAND_OVER", "Two minutes on data"));
        return org.step(plan, "Two minutes on data");
    }

    @Test
    void wordsAreReadAndTickedOffWhereTheyAreFound() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        org.stakeholder("Ann", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("ann") + "\"");
        String step = handedOver(org, "PEER").get("id").asText();
        Visitor ann = platform.signedIn(org.workspace, Role.LEARNER, org.personId("ann"));
        String page = org.base + "/my-week";

        String before = ann.get(page).body();
        assertTrue(before.contains("Two minutes on data") && before.contains("To Sales people"), before);
        assertTrue(before.contains("Because we say so."), before);
        assertEquals(
                303, ann.submit(page, page + "/" + step + "/said", Map.of()).statusCode());

        String after = ann.get(page + "?said=yes").body();
        assertTrue(after.contains("Nothing more to say this week") && after.contains("You said it. Thank you."), after);
        String german = ann.get(page + "?lang=de").body();
        assertTrue(german.contains("<div class=\"stack\" lang=\"de\">"), german);
        assertTrue(german.contains("Diese Woche ist nichts mehr zu sagen"), german);
        assertTrue(after.contains("<h2 id=\"said\">"), after);
        // Twice is once.
        assertEquals(
                303, ann.submit(page, page + "/" + step + "/said", Map.of()).statusCode());
        assertTrue(ann.get(org.base + "/api/v1/my-week").body().contains("\"now\":[]"));
    }

    @Test
    void nobodyFindsWhatOthersAreToSayOrTicksItOff() {
        var org = new Org(platform, Placement.DEDICATED, Role.ADMIN);
        org.people();
        String step = handedOver(org, "LINE_MANAGER").get("id").asText();
        Visitor bob = platform.signedIn(org.workspace, Role.LEARNER, org.personId("bob"));
        String page = org.base + "/my-week";
        String shown = bob.get(page).body();
        assertFalse(shown.contains("Two minutes on data"), shown);
        assertTrue(shown.contains("Nothing more to say this week"), shown);
        assertEquals(
                404, bob.submit(page, page + "/" + step + "/said", Map.of()).statusCode());
    }

    @Test
    void wordsOfTheComingSevenDaysAreReadByTheirMessengersAndNobodyElse() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        String sales = org.sales();
        org.stakeholder("Ann", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("ann") + "\"");
        JsonNode plan = org.draft(org.workspace.today().plusDays(90));
        plan = inDays(org, plan, sales, "LINE_MANAGER", "For the boss", 3);
        plan = inDays(org, plan, sales, "PEER", "For Ann", 4);
        plan = inDays(org, plan, sales, "LINE_MANAGER", "In a fortnight", 14);
        Visitor boss = platform.signedIn(org.workspace, Role.MANAGER, org.personId("boss"));
        Visitor ann = platform.signedIn(org.workspace, Role.LEARNER, org.personId("ann"));
        Visitor bob = platform.signedIn(org.workspace, Role.LEARNER, org.personId("bob"));
        String page = org.base + "/my-week";
        assertFalse(boss.get(page).body().contains("Coming up"), "nobody has approved it");

        org.does("approval", org.does("review", plan));
        String shown = boss.get(page).body();
        assertTrue(shown.contains("Coming up") && shown.contains("For the boss"), shown);
        assertTrue(shown.contains("It is not yet time") && shown.contains("Because we say so."), shown);
        assertFalse(shown.contains("For Ann") || shown.contains("In a fortnight"), shown);
        assertFalse(shown.contains("I have said it"), "there is nothing to tick off yet");
        String anns = ann.get(page).body();
        assertTrue(anns.contains("For Ann") && !anns.contains("For the boss"), anns);
        assertTrue(ann.get(org.base + "/api/v1/my-week").body().contains("\"coming\":[{"), "in the API");
        assertFalse(bob.get(page).body().contains("Coming up"));

        // What is changed after the approval is nobody's to say before it is approved again.
        inDays(org, org.plan(plan.get("id").asText()), sales, "PEER", "One more", 5);
        assertFalse(boss.get(page).body().contains("Coming up"));
    }

    private static JsonNode inDays(
            Org org, JsonNode plan, String audience, String messenger, String subject, int days) {
        return org.addStep(
                plan,
                audience,
                messenger,
                "HAND_OVER",
                subject,
                org.workspace.today().plusDays(days),
                "");
    }

    @Test
    void whoLeadsSomebodySeesTheirUnitAndThatThereIsNoLearningDataYet() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        Visitor boss = platform.signedIn(org.workspace, Role.MANAGER, org.personId("boss"));
        String shown = boss.get(org.base + "/my-week").body();
        assertTrue(shown.contains("<h3>Sales</h3>") && shown.contains("2 people of it report to you"), shown);
        assertTrue(shown.contains("there is no learning data of this unit yet"), shown);
        Visitor ann = platform.signedIn(org.workspace, Role.LEARNER, org.personId("ann"));
        assertFalse(ann.get(org.base + "/my-week").body().contains("Your people"));
    }
}
