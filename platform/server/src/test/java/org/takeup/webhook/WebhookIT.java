package org.takeup.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.webhook.Receiver.Got;
import org.takeup.webhook.WebhookDesk.Hook;

/** Webhooks from the page and the API: their addresses, their secrets, their deliveries, and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookIT {
    @AutoClose
    private final WebhookDesk desk = new WebhookDesk();

    @BeforeEach
    void fresh() {
        desk.at(Placement.POOLED);
    }

    @Test
    void aNewSecretAndTheOldOneBothSignForADay() {
        Hook hook = desk.hook("plan.approved");
        HttpResponse<String> changed = desk.api("POST", "/webhooks/" + hook.id() + "/secret", "{\"hours\":24}");
        assertEquals(200, changed.statusCode(), changed.body());
        String fresh = WebhookDesk.read(changed).path("secret").asText();
        assertNotEquals(hook.secret(), fresh);
        desk.ping(hook);
        Got both = desk.awaited(1).getFirst();
        assertEquals(2, both.signatures());
        assertTrue(both.isSignedWith(hook.secret()));
        assertTrue(both.isSignedWith(fresh));
        desk.pass(Duration.ofHours(25));
        desk.ping(hook);
        Got one = desk.awaited(2).getLast();
        assertEquals(1, one.signatures());
        assertFalse(one.isSignedWith(hook.secret()));
        assertTrue(one.isSignedWith(fresh));
        // A secret that somebody else knows stops at once.
        String third = WebhookDesk.read(desk.api("POST", "/webhooks/" + hook.id() + "/secret", "{\"hours\":0}"))
                .path("secret")
                .asText();
        desk.ping(hook);
        assertFalse(desk.awaited(3).getLast().isSignedWith(fresh));
        assertTrue(desk.got().getLast().isSignedWith(third));
        String stored = desk.platform.dump(desk.workspace).toString();
        for (String secret : List.of(hook.secret(), fresh, third)) {
            assertFalse(stored.contains(secret.substring(6)), "a secret is stored as it is");
            assertFalse(
                    desk.admin.get(desk.base + "/webhooks/" + hook.id()).body().contains(secret));
        }
    }

    @Test
    void thePageShowsItsSecretOnceAndSendsAgain() {
        String page = desk.base + "/webhooks";
        HttpResponse<String> made =
                desk.admin.submit(page, page, Map.of("url", desk.url(), "note", "Intranet", "event", "plan.approved"));
        assertEquals(200, made.statusCode(), made.body());
        String secret = made.body().replaceFirst("(?s).*<code>(whsec_[A-Za-z0-9+/=]+)</code>.*", "$1");
        assertFalse(desk.admin.get(page).body().contains("whsec_"));
        String id = WebhookDesk.read(desk.admin.get(desk.base + "/api/v1/webhooks"))
                .path("webhooks")
                .path(0)
                .path("id")
                .asText();
        var hook = new Hook(id, secret);
        String one = page + "/" + id;
        assertEquals(303, desk.admin.submit(one, one + "/ping", Map.of()).statusCode());
        assertTrue(desk.awaited(1).getFirst().isSignedWith(secret));
        String delivery =
                desk.deliveries(hook, "").path("deliveries").path(0).path("id").asText();
        desk.awaitDelivery(hook, delivery, "DELIVERED");
        assertEquals(
                303,
                desk.admin
                        .submit(one, one + "/deliveries/" + delivery + "/resend", Map.of())
                        .statusCode());
        assertEquals(desk.awaited(2).getFirst().id(), desk.got().getLast().id());
        desk.awaitDelivery(hook, delivery, "DELIVERED");
        assertTrue(desk.admin
                .submit(one, one + "/replay", Map.of("hours", "24", "all", "true"))
                .headers()
                .firstValue("location")
                .orElse("")
                .endsWith("?again=1"));
        desk.awaited(3);
        assertEquals(303, desk.admin.submit(one, one + "/removal", Map.of()).statusCode());
        assertEquals(404, desk.admin.get(one).statusCode());
    }

    @Test
    void deliveriesComeInPartsNewestFirstAndEachOnce() {
        Hook hook = desk.hook("plan.approved");
        for (int n = 0; n < 53; n++) {
            desk.ping(hook);
            desk.clock.pass(Duration.ofMillis(5));
        }
        JsonNode first = desk.deliveries(hook, "");
        assertEquals(50, first.path("deliveries").size());
        JsonNode second = desk.deliveries(hook, "?after=" + first.path("next").asText());
        assertEquals(3, second.path("deliveries").size());
        assertTrue(second.path("next").isNull());
        var seen = new HashSet<String>();
        first.path("deliveries").forEach(each -> seen.add(each.path("id").asText()));
        second.path("deliveries").forEach(each -> seen.add(each.path("id").asText()));
        assertEquals(53, seen.size());
        desk.awaited(53);
        assertEquals(
                422,
                desk.admin
                        .get(desk.base + "/api/v1/webhooks/" + hook.id() + "/deliveries?after=x")
                        .statusCode());
        assertEquals(
                422,
                desk.admin
                        .get(desk.base + "/api/v1/webhooks/" + hook.id() + "/deliveries?state=x")
                        .statusCode());
    }

    @Attack(
            value = "webhooks into the operator's own network, by sixteen ways to write an address",
            kind = Kind.WEBHOOK,
            threats = "T6",
            at = "/api/v1/webhooks")
    @BothPlacements
    void noWebhookLeadsIntoTheOperatorsNetwork(Placement placement) {
        desk.at(placement);
        int port = Integer.parseInt(
                desk.receiver.origin().substring(desk.receiver.origin().lastIndexOf(':') + 1));
        for (String url : List.of(
                "http://127.0.0.1:1/",
                "https://127.0.0.1:" + port + "/",
                "http://127.1:" + port + "/",
                "http://2130706433:" + port + "/",
                "http://0x7f000001:" + port + "/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "http://hooks.example.com/",
                "https://user:pass@hooks.example.com/",
                "ftp://hooks.example.com/",
                "https:///",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "not an address")) {
            HttpResponse<String> refused =
                    desk.api("POST", "/webhooks", "{\"url\":\"" + url + "\",\"events\":[\"plan.approved\"]}");
            assertEquals(422, refused.statusCode(), url + " " + refused.body());
            assertTrue(refused.body().contains("\"name\":\"url\""), refused.body());
        }
        // A name says nothing until it is looked up, and is looked up each time.
        String made = desk.api(
                        "POST",
                        "/webhooks",
                        "{\"url\":\"https://localhost:" + port + "/\",\"events\":[\"plan.approved\"]}")
                .body();
        var hook = new Hook(WebhookDesk.read(made).path("webhook").path("id").asText(), "");
        String id = desk.ping(hook);
        desk.awaitTries(hook, id, 1);
        assertTrue(
                desk.delivery(hook, id).path("trouble").asText().contains("not on the public internet"),
                desk.delivery(hook, id).toString());
        assertEquals(List.of(), desk.got());
    }

    @Test
    void whatDoesNotFitIsSaidAndALostChangeIsRefused() {
        Hook hook = desk.hook("plan.approved");
        assertEquals(200, desk.change(hook, "\"note\":\"Mine\"", 1).statusCode());
        assertEquals(412, desk.change(hook, "\"note\":\"Theirs\"", 1).statusCode());
        assertEquals("Mine", desk.state(hook).path("note").asText());
        for (String body : List.of(
                "{\"url\":\"" + desk.url() + "\",\"events\":[]}",
                "{\"url\":\"" + desk.url() + "\",\"events\":[\"everything\"]}",
                "{\"url\":\"" + desk.url() + "\",\"events\":[\"webhook.ping\"]}",
                "{\"events\":[\"plan.approved\"]}",
                "{\"url\":\"" + desk.url() + "\",\"events\":[\"plan.approved\"],\"note\":\"a\\nb\"}")) {
            assertEquals(422, desk.api("POST", "/webhooks", body).statusCode(), body);
        }
        for (int n = 1; n < Webhooks.MOST; n++) {
            desk.hook("plan.approved");
        }
        HttpResponse<String> full =
                desk.api("POST", "/webhooks", "{\"url\":\"" + desk.url() + "\",\"events\":[\"plan.approved\"]}");
        assertEquals(409, full.statusCode());
        assertTrue(full.body().contains("too-many-webhooks"));
    }
}
