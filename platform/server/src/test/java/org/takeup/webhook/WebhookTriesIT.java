package org.takeup.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.webhook.Receiver.Got;
import org.takeup.webhook.WebhookDesk.Hook;

/** Receivers that fail, are gone, lead elsewhere or ask for a pause, and how often they are tried. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTriesIT {
    @AutoClose
    private final WebhookDesk desk = new WebhookDesk();

    @BeforeEach
    void fresh() {
        desk.at(Placement.POOLED);
    }

    @Test
    void aReceiverThatFailsIsTriedByTheScheduleUnderTheSameIdAndThenGivenUp() {
        desk.receiver.answer(500);
        Hook hook = desk.hook("plan.approved");
        String id = desk.ping(hook);
        List<Duration> waits = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24));
        desk.awaitTries(hook, id, 1);
        for (int n = 0; n < waits.size(); n++) {
            Instant next = Instant.parse(desk.delivery(hook, id).path("next").asText());
            assertFalse(next.isBefore(desk.clock.instant().plus(waits.get(n))), "try " + (n + 2) + " at " + next);
            assertTrue(next.isBefore(
                    desk.clock.instant().plus(waits.get(n).multipliedBy(12).dividedBy(10))));
            desk.pass(waits.get(n).multipliedBy(12).dividedBy(10));
            desk.awaitTries(hook, id, n + 2);
        }
        JsonNode ended = desk.delivery(hook, id);
        assertEquals("FAILED", ended.path("state").asText());
        assertEquals(500, ended.path("status").asInt());
        List<Got> all = desk.got();
        assertEquals(10, all.size());
        assertEquals(1, all.stream().map(Got::id).distinct().count());
        assertEquals(1, all.stream().map(Got::body).distinct().count());
        assertEquals(
                10,
                all.stream()
                        .map(each -> each.headers().get("webhook-timestamp"))
                        .distinct()
                        .count());
        all.forEach(each -> assertTrue(each.isSignedWith(hook.secret())));
        assertEquals("ON", desk.state(hook).path("state").asText());
        assertTrue(desk.admin.get(desk.base + "/webhooks/" + hook.id()).body().contains("Nothing has arrived since"));

        desk.pass(Duration.ofDays(3));
        String late = desk.ping(hook);
        desk.awaitDelivery(hook, late, "FAILED");
        Eventually.holds(
                "it is given up",
                WebhookDesk.SOON,
                () -> desk.state(hook).path("state").asText().equals("GIVEN_UP"));
        assertTrue(
                desk.state(hook).path("reason").asText().contains("5 days"),
                desk.state(hook).toString());
        assertTrue(desk.admin
                .get(desk.base + "/webhooks/" + hook.id())
                .body()
                .contains("Takeup has switched this webhook off"));
        assertEquals(409, desk.bare("POST", "/webhooks/" + hook.id() + "/ping").statusCode());

        desk.receiver.answer(200);
        HttpResponse<String> on = desk.change(
                hook, "\"on\":true", desk.state(hook).path("version").asLong());
        assertEquals(200, on.statusCode(), on.body());
        HttpResponse<String> replayed =
                desk.api("POST", "/webhooks/" + hook.id() + "/replay", "{\"since\":\"1970-01-01T00:00:00Z\"}");
        assertEquals(202, replayed.statusCode(), replayed.body());
        assertEquals(2, WebhookDesk.read(replayed).path("deliveries").asInt());
        desk.awaitDelivery(hook, id, "DELIVERED");
        desk.awaitDelivery(hook, late, "DELIVERED");
        assertTrue(desk.state(hook).path("failingSince").isNull());
    }

    @Test
    void whoSaysThatTheyAreGoneIsNotCalledAgainAndWhoeverMadeTheWebhookIsWrittenTo() {
        var record = new PersonRecord(
                "test",
                "maker",
                "Mo Maker",
                "mo@" + desk.workspace.tenant().slug() + ".example",
                Optional.empty(),
                Optional.empty(),
                true);
        new People().upsert(desk.workspace, List.of(record));
        desk.admin = desk.platform.signedIn(desk.workspace, Role.ADMIN, record.personId());
        desk.csrf = Visitor.token(desk.admin.get(desk.base + "/").body());
        desk.receiver.answer(410);
        Hook hook = desk.hook("plan.approved");
        String id = desk.ping(hook);
        desk.awaitDelivery(hook, id, "FAILED");
        Eventually.holds(
                "it is given up",
                WebhookDesk.SOON,
                () -> desk.state(hook).path("state").asText().equals("GIVEN_UP"));
        assertEquals(1, desk.got().size());
        Eventually.holds(
                "a mail about it",
                WebhookDesk.SOON,
                () -> desk.platform.dump(desk.workspace).toString().contains("webhook-given-up"));
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        desk.receiver.script(
                got -> new Receiver.Answer(307, Map.of("Location", desk.receiver.origin() + "/elsewhere")));
        Hook hook = desk.hook("plan.approved");
        String id = desk.ping(hook);
        desk.awaitTries(hook, id, 1);
        assertEquals(307, desk.delivery(hook, id).path("status").asInt());
        assertEquals(1, desk.got().size());
    }

    @Test
    void whoAsksForAPauseGetsItWithoutLosingATry() {
        desk.receiver.script(got -> new Receiver.Answer(429, Map.of("Retry-After", "1800")));
        Hook hook = desk.hook("plan.approved");
        String id = desk.ping(hook);
        desk.awaitTries(hook, id, 1);
        Instant pauseEnds = desk.clock.instant().plusSeconds(1_800).truncatedTo(ChronoUnit.MILLIS);
        desk.pass(Duration.ofSeconds(10));
        Eventually.holds(
                "it waits for the end of the pause",
                WebhookDesk.SOON,
                () -> Instant.parse(desk.delivery(hook, id).path("next").asText())
                        .equals(pauseEnds));
        assertEquals(1, desk.delivery(hook, id).path("tries").asInt());
        assertEquals(1, desk.got().size());
        desk.receiver.answer(200);
        desk.pass(Duration.ofMinutes(31));
        desk.awaitDelivery(hook, id, "DELIVERED");
    }

    @Test
    void whatADeadNodeWasSendingIsSentAgainUnderTheSameId() {
        Hook hook = desk.hook("plan.approved");
        var store = new DeliveryStore(desk.workspace);
        Instant now = desk.clock.instant();
        store.add("a".repeat(32), hook.id(), "msg_once", "webhook.ping", now, "{}".getBytes());
        // As a node that died right after it had begun.
        assertTrue(store.claim(hook.id(), now, Duration.ofSeconds(60)).isPresent());
        desk.ping(hook);
        desk.awaited(1);
        desk.pass(Duration.ofSeconds(61));
        assertEquals("msg_once", desk.awaited(2).getLast().id());
    }
}
