package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Dates;
import org.takeup.identity.StillClock;

/** The words of a step that comes again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesAgainIT {
    /** Before the hour at which steps go out by themselves, so that the button alone sends them. */
    private final StillClock clock = new StillClock(Instant.parse("2026-11-26T07:00:00Z"));

    @AutoClose
    private final MessageDesk desk = new MessageDesk(clock);

    private List<String> received() {
        String ann = "ann@" + desk.workspace.tenant().slug() + ".example";
        return desk.mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(ann))
                .filter(each -> MailCatcher.header(each, "Subject").startsWith("Come along on "))
                .map(each -> MailCatcher.header(each, "Subject") + "\n"
                        + MailCatcher.text(each).lines().findFirst().orElse(""))
                .toList();
    }

    private String mail(LocalDate day) {
        String said = new Dates(Locale.ENGLISH, desk.workspace.settings().zone()).day(day);
        return "Come along on " + said + "\nWe meet on " + said + ".";
    }

    @Test
    void eachMailOfAStepThatComesAgainSaysTheDayOnWhichItIsSaid() {
        LocalDate first = desk.workspace.today();
        LocalDate second = first.plusWeeks(1);
        desk.another("Every week", first, ",\"everyWeeks\":1,\"until\":\"" + second + "\"");
        MessageDesk.json(desk.save("default", "Come along on {{day}}", "We meet on {{day}}."));
        desk.does("review");
        desk.does("approval");
        MessageDesk.json(desk.api("POST", "/plans/" + desk.plan + "/dispatch", "", ""));
        Eventually.holds(
                "the first mail is there", MessageDesk.SOON, () -> received().size() == 1);
        clock.pass(Duration.ofDays(7));
        desk.signIn();
        MessageDesk.json(desk.api("POST", "/plans/" + desk.plan + "/dispatch", "", ""));
        Eventually.holds(
                "the second mail is there", MessageDesk.SOON, () -> received().size() == 2);
        assertEquals(List.of(mail(first), mail(second)), received());
    }
}
