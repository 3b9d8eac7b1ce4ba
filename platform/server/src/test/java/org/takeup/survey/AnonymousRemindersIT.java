package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Of an anonymous survey nobody knows who has answered: whoever has not begun is reminded, and nobody else. */
class AnonymousRemindersIT {
    @Test
    void whoHasNotBegunIsReminded() {
        var clock = new StillClock();
        try (var mails = MailCatcher.start();
                var platform = TestPlatform.mailing(mails, clock)) {
            Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
            var planner = new Planner(platform, workspace);
            List<String> people = Samples.people(workspace, 0, 6, "Sales");
            String id = planner.open(Map.of("privacy", "anonymous", "remind1", "2"));
            planner.press(id, "/invitations");
            Eventually.holds(
                    "six are invited by mail", Samples.SOON, () -> mails.mails().size() == 6);
            Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
            for (String person : people.subList(0, 2)) {
                String link = Samples.base(workspace) + "/answer/" + id + "/" + Samples.ticket(workspace, wave, person);
                Visitor phone = platform.stranger();
                String slip = AnonymousPagesIT.slip(phone.get(link).body());
                assertEquals(303, phone.post(link, "slip=" + slip).statusCode());
            }

            Instant due = Instant.parse(planner.read("/waves/" + id + "/course")
                    .at("/reminders/0/at")
                    .asText());
            clock.pass(Duration.between(clock.instant(), due).plusSeconds(1));
            Eventually.holds(
                    "four are reminded",
                    Samples.SOON,
                    () -> planner.read("/waves/" + id + "/course")
                                    .at("/reminders/0/mailsSent")
                                    .asInt()
                            == 4);
            Set<String> reminded = mails.mails().stream()
                    .filter(mail -> MailCatcher.header(mail, "Subject").startsWith("Still a few minutes"))
                    .map(mail -> MailCatcher.header(mail, "To").replaceFirst("@.*", ""))
                    .collect(Collectors.toSet());
            assertEquals(Set.of("p2", "p3", "p4", "p5"), reminded);
        }
    }
}
