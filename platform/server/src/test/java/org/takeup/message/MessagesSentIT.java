package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** The words of a step as they are approved and go out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesSentIT {
    @AutoClose
    private final MessageDesk desk = new MessageDesk();

    @BeforeEach
    void aPlan() {
        desk.in(Placement.POOLED);
    }

    @Test
    void aVariantThatIsChangedAfterTheApprovalTakesItAwayAndNothingGoesOut() {
        desk.does("review");
        MessageDesk.json(desk.save("de", "Hallo", "Komm mit."));
        assertEquals("DRAFT", desk.planNow().get("state").asText(), "what was in review was not this");
        desk.does("review");
        assertEquals("APPROVED", desk.does("approval").get("state").asText().replace("RUNNING", "APPROVED"));
        // The step's day is today: it goes out at nine, or as soon as it is approved. Another one waits for a week.
        JsonNode waiting = null;
        for (JsonNode each : desk.planNow().get("steps")) {
            waiting = each.get("subject").asText().equals("Why this matters") ? waiting : each;
        }
        desk.step = waiting.get("id").asText();
        MessageDesk.json(desk.save("fr", "Bonjour", "Viens avec nous."));
        assertEquals("DRAFT", desk.planNow().get("state").asText());
        assertEquals(
                409,
                desk.api("POST", "/plans/" + desk.plan + "/dispatch", "", "").statusCode());
        assertTrue(desk.planNow().get("approval").isNull());
    }

    @Test
    void theMailThatGoesOutIsTheVariantOfItsRecipient() {
        MessageDesk.json(desk.save(
                "default", "Come along, {{person.firstName}}", "Hello {{person.firstName}},\n\n- **one**\n- two"));
        desk.does("review");
        desk.does("approval");
        desk.api("POST", "/plans/" + desk.plan + "/dispatch", "", "");
        String address = "ann@" + desk.workspace.tenant().slug() + ".example";
        Eventually.holds(
                "Ann's mail",
                MessageDesk.SOON,
                () -> desk.mail.mails().stream()
                        .filter(each -> MailCatcher.header(each, "To").contains(address))
                        .anyMatch(each -> MailCatcher.header(each, "Subject").equals("Come along, Ann")
                                && MailCatcher.text(each).contains("Hello Ann,\n\n- one\n- two")));
        String html = desk.mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(address))
                .map(MailCatcher::html)
                .findFirst()
                .orElseThrow();
        assertTrue(html.contains(desk.base + "/ask?from=mail-step\""), html);
        assertTrue(html.indexOf("Ask it here") < html.indexOf("</body>"), html);
        assertEquals(409, desk.save("de", "Hallo", "Zu spät.").statusCode(), "it is out");
        String page = desk.admin.get(desk.base + desk.words()).body();
        assertTrue(page.contains("its words stay as they were sent") && !page.contains("<textarea"), page);
    }

    @Test
    void whoIsAskedToSayItGetsTheVariantForThemInTheMailAndOnThePage() {
        String bea = MessageDesk.json(desk.api("POST", "/stakeholders", """
                {"name":"Bea","kind":"RESPECTED_INDIVIDUAL","size":1,"power":2,"interest":2,"person":"%s"}""".formatted(desk.personId("boss")), ""))
                .get("id")
                .asText();
        JsonNode added = MessageDesk.json(desk.api(
                "POST",
                "/plans/" + desk.plan + "/steps",
                """
                {"audienceId":"%s","messenger":"LINE_MANAGER","channel":"HAND_OVER","on":"%s",
                 "subject":"To be said","words":"The words of the step."}""".formatted(desk.sales, desk.workspace.today()),
                MessageDesk.tag(desk.planNow())));
        for (JsonNode each : added.get("steps")) {
            desk.step = each.get("subject").asText().equals("To be said")
                    ? each.get("id").asText()
                    : desk.step;
        }
        MessageDesk.json(desk.save(desk.sales, "For Sales", "What **Sales** read."));
        MessageDesk.json(
                desk.save(bea, "For {{programme}}", "Tell them, {{person.firstName|all of you}}: **come along**."));
        desk.does("review");
        desk.does("approval");
        desk.api("POST", "/plans/" + desk.plan + "/dispatch", "", "");
        String address = "boss@" + desk.workspace.tenant().slug() + ".example";
        Eventually.holds(
                "the boss is asked",
                MessageDesk.SOON,
                () -> desk.mail.mails().stream()
                        .filter(each -> MailCatcher.header(each, "To").contains(address))
                        .map(MailCatcher::text)
                        .anyMatch(text -> text.contains("Tell them, all of you: come along.")
                                && text.contains("For ")
                                && !text.contains("The words of the step")
                                && !text.contains("What Sales read")));
        Visitor boss = desk.platform.signedIn(desk.workspace, Role.MANAGER, desk.personId("boss"));
        for (String page : List.of("/my-week", "/hand-over/" + desk.step)) {
            String shown = boss.get(desk.base + page).body();
            assertTrue(shown.contains("Tell them, all of you: come along."), shown);
        }
        // Whoever finds it without a variant of their own says what its audience reads.
        Visitor planner = desk.platform.signedIn(desk.workspace, Role.LEARNER, desk.personId("ann"));
        assertFalse(planner.get(desk.base + "/my-week").body().contains("come along"), "nobody asked Ann");
    }
}
