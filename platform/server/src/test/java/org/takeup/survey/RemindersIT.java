package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.delivery.MailState;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Reminders: to whoever has not answered, at most twice, each once; none after answering, closing or stopping. */
class RemindersIT {
    private final StillClock clock = new StillClock();
    private MailCatcher mails;
    private TestPlatform platform;
    private Workspace workspace;
    private Planner planner;
    private List<String> people;
    private String id;

    @BeforeEach
    void start() {
        mails = MailCatcher.start();
        platform = TestPlatform.mailing(mails, clock);
        workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        planner = new Planner(platform, workspace);
        people = Samples.people(workspace, 0, 6, "Sales");
        id = planner.open(Map.of("remind1", "2", "remind2", "5"));
        planner.press(id, "/invitations");
        Eventually.holds("six are invited by mail", Samples.SOON, () -> count("A few minutes for") == 6);
    }

    @AfterEach
    void stop() {
        platform.close();
        mails.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private long count(String subject) {
        return mails.mails().stream()
                .filter(mail -> MailCatcher.header(mail, "Subject").startsWith(subject))
                .count();
    }

    private JsonNode reminder(int number) {
        return planner.read("/waves/" + id + "/course").at("/reminders/" + (number - 1));
    }

    private void timeOf(int number) {
        Instant at = Instant.parse(reminder(number).get("at").asText());
        clock.pass(Duration.between(clock.instant(), at).plusSeconds(1));
    }

    private void becomes(int number, String state) {
        Eventually.holds(
                "the reminder is " + state,
                Samples.SOON,
                () -> reminder(number).get("state").asText().equals(state));
    }

    private void answer(String person) {
        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        String ballot = WaveKey.ballotId(id, Samples.ticket(workspace, wave, person));
        assertTrue(new BallotStore(workspace, id).finish(ballot).isPresent());
    }

    /** How many reminders each person got, by address. */
    private Map<String, Integer> reminded() {
        var reminded = new TreeMap<String, Integer>();
        mails.mails().stream()
                .filter(mail -> MailCatcher.header(mail, "Subject").startsWith("Still a few minutes"))
                .forEach(mail ->
                        reminded.merge(MailCatcher.header(mail, "To").replaceFirst("@.*", ""), 1, Integer::sum));
        return reminded;
    }

    /** A mail that is being sent was written before, and does not hear of an answer that comes meanwhile. */
    private boolean wasTriedInVain() {
        List<Document> rows = platform.dump(workspace).stream()
                .filter(row -> Reminders.reference(id, 1).equals(row.get("reference")))
                .toList();
        return rows.stream().noneMatch(row -> MailState.SENDING.name().equals(row.get("state")))
                && rows.stream().anyMatch(row -> row.get("attempt") instanceof Number tries && tries.intValue() > 0);
    }

    @Test
    void onlyWhoHasNotAnsweredIsRemindedTwiceAtMost() {
        assertTrue(planner.page(id).contains(": planned"), planner.page(id));
        answer(people.get(0));
        answer(people.get(1));
        timeOf(1);
        becomes(1, "sent");
        Eventually.holds(
                "four are reminded",
                Samples.SOON,
                () -> reminder(1).get("mailsSent").asInt() == 4);
        assertEquals(Map.of("p2", 1, "p3", 1, "p4", 1, "p5", 1), reminded());
        assertTrue(planner.page(id).contains("4 mails sent"), planner.page(id));

        // Somebody who is invited now is not reminded tomorrow.
        Samples.people(workspace, 50, 1, "Sales");
        clock.pass(Duration.between(
                        clock.instant(), Instant.parse(reminder(2).get("at").asText()))
                .minusDays(1));
        planner.press(id, "/invitations");
        Eventually.holds("the seventh is invited", Samples.SOON, () -> count("A few minutes for") == 7);
        answer(people.get(2));
        timeOf(2);
        becomes(2, "sent");
        Eventually.holds(
                "three are reminded",
                Samples.SOON,
                () -> reminder(2).get("mailsSent").asInt() == 3);
        assertEquals(Map.of("p2", 1, "p3", 2, "p4", 2, "p5", 2), reminded());
        assertTrue(planner.page(id).contains("3 mails sent"));
    }

    @Test
    void aReminderThatWaitsInTheOutboxIsNotSentAfterTheAnswerAndTheOutboxDoesNotTell() {
        mails.close();
        timeOf(1);
        becomes(1, "sent");
        Eventually.holds(
                "six mails wait",
                Samples.SOON,
                () -> reminder(1).get("mailsWaiting").asInt() == 6);
        Eventually.holds("no run is under way, and one has found the server away", Samples.SOON, this::wasTriedInVain);
        people.subList(1, 6).forEach(this::answer);
        mails.up();
        clock.pass(Duration.ofHours(1));
        Eventually.holds(
                "no mail waits",
                Samples.SOON,
                () -> reminder(1).get("mailsWaiting").asInt() == 0);
        assertEquals(Map.of("p0", 1), reminded());
        String outbox = planner.visitor().get(planner.base() + "/outbox").body();
        assertTrue(outbox.contains("This reminder is not needed any more."), outbox);
        assertFalse(outbox.contains("answered"), outbox);
    }

    @Test
    void stoppedRemindersAreNotSent() {
        planner.press(id, "/reminders/stop");
        becomes(1, "stopped");
        assertFalse(planner.page(id).contains("Stop the reminders"));
        timeOf(2);
        clock.pass(Duration.ofDays(1));
        String other = planner.open(Map.of("remind1", "1"));
        planner.press(other, "/invitations");
        Eventually.holds("the other survey's mails arrive", Samples.SOON, () -> count("A few minutes for") == 12);
        assertEquals(Map.of(), reminded());
    }

    @Test
    void aClosedWaveRemindsNobody() {
        planner.send("POST", "/waves/" + id + "/close", "{}");
        timeOf(2);
        becomes(1, "sent");
        becomes(2, "sent");
        assertEquals(Map.of(), reminded());
    }

    @Test
    void remindersThatDoNotFitAreRefused() {
        for (Map<String, String> wrong :
                List.of(Map.of("remind1", "5", "remind2", "5"), Map.of("remind1", "0"), Map.of("remind2", "61"))) {
            assertEquals(422, planner.sendForm(wrong).statusCode(), wrong.toString());
        }
        var three = planner.send("POST", "/waves", """
                {"plugin":"survey-maturity","title":"T","reminders":[1,2,3],"closes":"%s"}""".formatted(clock.instant().plusSeconds(3_600)));
        assertEquals(422, three.statusCode());
        assertTrue(three.body().contains("at most two reminders"), three.body());
        var late = planner.send("POST", "/waves", """
                {"plugin":"survey-maturity","title":"T","reminders":[1],"closes":"%s"}""".formatted(clock.instant().plusSeconds(3_600)));
        String hasty = Planner.json(late).get("id").asText();
        planner.press(hasty, "/invitations");
        Eventually.holds("it is said", Samples.SOON, () -> planner.page(hasty).contains("not sent: the survey closes"));
    }
}
