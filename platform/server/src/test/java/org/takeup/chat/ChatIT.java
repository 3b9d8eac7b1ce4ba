package org.takeup.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailState;
import org.takeup.tenant.Tenant.Placement;

/** Messages to a service that answers as services do, or worse: each arrives once, or it is said that it may have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatIT {
    @AutoClose
    private final ChatDesk desk = new ChatDesk();

    @BeforeEach
    void fresh() {
        desk.at(Placement.POOLED);
    }

    @Test
    void aTrialArrivesOnceInSlacksShape() {
        desk.tried("SLACK");
        desk.awaitState(MailState.SENT);
        assertEquals(1, desk.got().size());
        var message = desk.got().getFirst();
        var body = PayloadShape.slack(message.body().getBytes(StandardCharsets.UTF_8));
        assertEquals("Takeup can write here", body.get("text").asText());
        assertTrue(message.header("content-type").startsWith("application/json"));
        assertEquals(desk.only().id(), message.header("idempotency-key"));
        String page = desk.admin.get(desk.base + "/chats").body();
        assertTrue(page.contains("Something last arrived"), page);
    }

    @Test
    void aTrialArrivesOnceInTeamsShape() {
        desk.service.says(202, "", "");
        desk.tried("TEAMS");
        desk.awaitState(MailState.SENT);
        PayloadShape.teams(desk.got().getFirst().body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aServiceThatAsksToBeLeftAloneIsLeftAloneForSoLong() {
        Instant begun = desk.clock.instant();
        desk.service.says(429, "Retry-After: 1800\r\n", "");
        desk.tried("SLACK");
        desk.awaitTry(1);
        assertFalse(
                desk.only().due().isBefore(begun.plusSeconds(1_800).minusMillis(1)),
                desk.only().toString());
        assertTrue(desk.only().reason().contains("status 429"));
        desk.service.says(200, "", "ok");
        desk.passUntil(MailState.SENT, Duration.ofMinutes(5));
        assertFalse(desk.clock.instant().isBefore(begun.plusSeconds(1_800)));
        assertEquals(2, desk.got().size());
    }

    @Test
    void teamsSaysWithTwoHundredThatItWasTooMuch() {
        desk.service.says(
                200,
                "",
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId");
        desk.tried("TEAMS");
        desk.awaitTry(1);
        desk.service.says(200, "", "1");
        desk.passUntil(MailState.SENT, Duration.ofSeconds(5));
        assertEquals(2, desk.got().size());
    }

    @Test
    void aServerErrorIsTriedAgainUntilTwoDaysAreOver() {
        desk.service.says(500, "", "rollup_error");
        desk.tried("SLACK");
        desk.awaitTry(1);
        assertEquals("It answered with status 500 (rollup_error).", desk.only().reason());
        desk.passUntil(MailState.FAILED, Duration.ofHours(1));
        assertTrue(
                desk.only().reason().startsWith("Given up after two days."),
                desk.only().reason());
        assertTrue(desk.got().size() >= 2, desk.got().size() + " tries");
        String page = desk.admin.get(desk.base + "/chats").body();
        assertTrue(page.contains("Given up after two days."), page);
    }

    @Test
    void aWebPageIsNoYes() {
        desk.service.says(200, "Content-Type: text/html\r\n", "<!doctype html><title>Sign in to the Wi-Fi</title>");
        desk.tried("SLACK");
        desk.awaitTry(1);
        assertTrue(desk.only().reason().contains("a web page"), desk.only().reason());
        desk.service.says(200, "", "ok");
        desk.passUntil(MailState.SENT, Duration.ofSeconds(5));
    }

    @Test
    void aWebhookThatIsGoneIsNotAskedAgain() {
        desk.service.says(404, "", "no_service");
        desk.tried("SLACK");
        desk.awaitState(MailState.FAILED);
        assertEquals(
                "It answered with status 404 (no_service). The webhook is gone or may not write there: make a new one.",
                desk.only().reason());
        assertEquals(1, desk.got().size());
    }

    @Test
    void aRedirectIsNotFollowed() {
        desk.service.says(302, "Location: " + desk.service.origin() + "/elsewhere" + desk.base + "\r\n", "");
        desk.tried("SLACK");
        desk.awaitState(MailState.FAILED);
        assertEquals(1, desk.got().size());
        assertTrue(
                desk.only().reason().contains("Redirects are not followed"),
                desk.only().reason());
    }

    @Test
    void aLineThatIsCutLeavesADoubtThatAPersonDecides() {
        desk.service.cutsTheLine();
        String id = desk.tried("SLACK");
        desk.awaitState(MailState.UNSURE);
        assertEquals(1, desk.got().size());
        // Whatever time passes, it is not sent again by itself.
        desk.clock.pass(Duration.ofDays(3));
        desk.signIn();
        desk.service.says(200, "", "ok");
        String page = desk.admin.get(desk.base + "/chats").body();
        assertTrue(page.contains("In doubt") && page.contains("may have arrived"), page);
        assertEquals(1, desk.got().size());
        String token = Visitor.token(page);
        String decision = desk.base + "/chats/messages/" + id + "/decision";
        assertEquals(
                303,
                desk.admin
                        .post(decision, "csrf=" + token + "&decision=SEND_AGAIN")
                        .statusCode());
        desk.awaitState(MailState.SENT);
        assertEquals(2, desk.got().size());
        assertEquals(
                409,
                desk.admin
                        .post(decision, "csrf=" + token + "&decision=SEND_AGAIN")
                        .statusCode());
    }

    @Test
    void whoDiesInTheMiddleLeavesADoubtAndNoSecondCopy() {
        String id = desk.tried("SLACK");
        desk.awaitState(MailState.SENT);
        // What a kill between the service's answer and our note leaves behind.
        desk.workspace
                .collection(PostStore.POSTS)
                .upsert(
                        id,
                        Updates.combine(
                                Updates.set("state", MailState.SENDING.name()),
                                Updates.set(
                                        "due", Date.from(desk.clock.instant().plus(ChatCourier.LEASE)))));
        tryAnother();
        Eventually.holds("the doubt", ChatDesk.SOON, () -> {
            desk.clock.pass(Duration.ofSeconds(1));
            return new PostStore(desk.workspace).find(id).orElseThrow().state() == MailState.UNSURE;
        });
        assertEquals(
                1,
                desk.got().stream()
                        .filter(each -> each.header("idempotency-key").equals(id))
                        .count());
        // The one that was cut off comes back to life and knows better; an older try would not be heard.
        ChatPost post = new PostStore(desk.workspace).find(id).orElseThrow();
        var older = new ChatPost(
                id, post.hook(), "", "", MailState.SENDING, post.added(), post.due(), post.changed(), 7, "");
        assertFalse(new PostStore(desk.workspace)
                .end(older, MailState.SENT, "", desk.clock.instant(), desk.clock.instant()));
    }

    private void tryAnother() {
        String hook = desk.hook();
        String token = Visitor.token(desk.admin.get(desk.base + "/chats").body());
        desk.admin.post(desk.base + "/chats/" + hook + "/trial", "csrf=" + token);
    }

    @Test
    void ofTwoWhoBeginOneSends() {
        desk.service.says(429, "Retry-After: 100000\r\n", "");
        desk.tried("SLACK");
        desk.awaitTry(1);
        var store = new PostStore(desk.workspace);
        ChatPost post = desk.only();
        assertTrue(store.begin(post, desk.clock.instant(), ChatCourier.LEASE));
        assertFalse(store.begin(post, desk.clock.instant(), ChatCourier.LEASE));
    }
}
