package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** What becomes of steps that are held back when time passes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldBackLaterIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SAID = "Two minutes on data";
    private static final String HELD = "As you have heard";

    private final StillClock clock = new StillClock();
    private TestPlatform platform;
    private MailCatcher mail;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, clock);
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        mail.close();
    }

    /** A plan in which a mail waits for words that the boss is to say, both due. */
    private record Asked(Org org, String plan, String said) {}

    private Asked asked() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        String sales = org.sales();
        String plan = org.draft(org.workspace.today().plusDays(60)).get("id").asText();
        String said = add(org, plan, sales, "HAND_OVER", SAID, "");
        add(org, plan, sales, "EMAIL", HELD, ",\"waitsFor\":[\"" + said + "\"]");
        org.send(org.plan(plan));
        return new Asked(org, plan, said);
    }

    private static String add(Org org, String plan, String sales, String channel, String subject, String more) {
        String members = ",\"time\":\"00:00\"" + more;
        org.addStep(org.plan(plan), sales, "LINE_MANAGER", channel, subject, org.workspace.today(), members);
        return org.step(plan, subject).get("id").asText();
    }

    private long mails(Asked asked) {
        return mail.mails().stream()
                .filter(each ->
                        MailCatcher.header(each, "To").contains(asked.org().address("ann")))
                .filter(each -> MailCatcher.header(each, "Subject").equals(HELD))
                .count();
    }

    @Test
    void onceTheTimeIsOverThePageSaysSo() {
        Asked asked = asked();
        clock.pass(Duration.ofDays(6));
        // Sessions do not last as long.
        var planner = platform.signedIn(asked.org().workspace, Role.PLANNER);
        String page = planner.get(asked.org().base + "/plans/" + asked.plan()).body();
        assertTrue(page.contains("it was handed over, and nobody has said it in time"), page);
        JsonNode steps = Org.read(planner.get(asked.org().base + "/api/v1/plans/" + asked.plan()))
                .get("steps");
        assertEquals(0, mails(asked));
        assertTrue(steps.toString().contains("SAID_BY_NOBODY"), steps::toString);
    }

    @Test
    void whoeverDiesBetweenATickAndTheWakingIsMadeUpForWithinTheHour() {
        Asked asked = asked();
        // The tick alone, as a node leaves it that dies right after.
        new PlanStore(asked.org().workspace).tick(asked.said(), asked.org().personId("boss"), clock.instant());
        Eventually.holds("it is looked at again", SOON, () -> {
            if (mails(asked) > 0) {
                return true;
            }
            clock.pass(Duration.ofMinutes(30));
            return false;
        });
        assertEquals(1, mails(asked));
    }
}
