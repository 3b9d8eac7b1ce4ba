package org.takeup.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;
import org.takeup.webhook.Receiver.Got;
import org.takeup.webhook.WebhookDesk.Hook;

/** What happens in a workspace, as a real receiver hears of it, which checks every signature by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookEventsIT {
    @AutoClose
    private final WebhookDesk desk = new WebhookDesk();

    @BeforeEach
    void fresh() {
        desk.at(Placement.POOLED);
    }

    @Test
    void whatHappensArrivesSignedAndSaysNoMoreThanIds() {
        List<PersonRecord> staff = IntStream.range(0, 6).mapToObj(this::person).toList();
        new People().upsert(desk.workspace, staff);
        Hook hook = desk.hook("survey.opened", "audit.exported");
        String closes = desk.clock.instant().plus(Duration.ofDays(7)).toString();
        HttpResponse<String> opened = desk.api(
                "POST",
                "/waves",
                "{\"plugin\":\"survey-maturity\",\"title\":\"Canary title\",\"segment\":\"everybody\",\"closes\":\""
                        + closes + "\"}");
        assertEquals(201, opened.statusCode(), opened.body());
        Got got = desk.awaited(1).getFirst();
        assertTrue(got.isSignedWith(hook.secret()), got.toString());
        assertFalse(got.isSignedWith("whsec_" + "A".repeat(43) + "="), "any secret fits");
        assertEquals("POST", got.method());
        assertTrue(got.id().matches("msg_[0-9a-f]{32}"), got.id());
        assertEquals("application/json", got.headers().get("content-type"));
        assertEquals(
                desk.clock.instant().getEpochSecond(),
                Long.parseLong(got.headers().get("webhook-timestamp")));
        JsonNode body = WebhookDesk.read(got.body());
        assertEquals("survey.opened", body.path("type").asText());
        assertEquals(desk.clock.instant(), Instant.parse(body.path("timestamp").asText()));
        assertEquals(
                WebhookDesk.read(opened).path("id").asText(),
                body.path("data").path("wave").asText());
        assertEquals(3, body.size());
        assertEquals(1, body.path("data").size());
        desk.admin.get(desk.base + "/api/v1/audit/export");
        Got second = desk.awaited(2).getLast();
        assertEquals(
                "audit.exported", WebhookDesk.read(second.body()).path("type").asText());
        assertTrue(second.isSignedWith(hook.secret()));
        assertFalse(desk.got().toString().contains("Canary"));
        assertFalse(desk.got().toString().contains(WebhookDesk.ADMIN));
        // What nobody asked for is not sent, and not kept.
        assertEquals(2, desk.deliveries(hook, "").path("deliveries").size());
    }

    private PersonRecord person(int number) {
        return new PersonRecord(
                "test",
                "" + number,
                "Canary " + number,
                "canary" + number + "@" + desk.workspace.tenant().slug() + ".example",
                Optional.of("Canaries"),
                Optional.empty(),
                true);
    }

    @Test
    void whoComesAndWhoGoesIsToldByIdAlone() {
        Hook hook = desk.hook("person.joined", "person.left");
        HttpResponse<String> added = scim("POST", "", "{\"userName\":\"canary@example.org\"}");
        assertEquals(201, added.statusCode(), added.body());
        JsonNode joined = WebhookDesk.read(desk.awaited(1).getFirst().body());
        assertEquals("person.joined", joined.path("type").asText());
        assertEquals(1, joined.path("data").path("people").size());
        String id = joined.path("data").path("people").path(0).asText();
        assertTrue(desk.admin.get(desk.base + "/api/v1/people").body().contains(id));
        // A mover neither comes nor goes.
        String user = "/" + WebhookDesk.read(added).path("id").asText();
        String moved = "{\"userName\":\"canary@example.org\",\"title\":\"Canary\",\"active\":true}";
        assertEquals(200, scim("PUT", user, moved).statusCode());
        assertEquals(204, scim("DELETE", user, "").statusCode());
        JsonNode left = WebhookDesk.read(desk.awaited(2).getLast().body());
        assertEquals("person.left", left.path("type").asText());
        assertEquals(id, left.path("data").path("people").path(0).asText());
        assertEquals(2, desk.deliveries(hook, "").path("deliveries").size());
        assertFalse(desk.got().toString().contains("anary"), desk.got().toString());
    }

    private HttpResponse<String> scim(String method, String path, String body) {
        return desk.admin.send(desk.admin
                .request(desk.base + "/scim/v2/Users" + path)
                .header("Content-Type", "application/scim+json")
                .header("Origin", desk.platform.url().toString())
                .header("X-Takeup-CSRF", desk.csrf)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void aClosedSurveyIsToldOnceHoweverOftenItsJobRuns() {
        new People()
                .upsert(
                        desk.workspace,
                        IntStream.range(0, 6).mapToObj(this::person).toList());
        Hook hook = desk.hook("survey.closed", "survey.results_ready");
        String closes = desk.clock.instant().plus(Duration.ofDays(7)).toString();
        String wave = WebhookDesk.read(desk.api(
                        "POST",
                        "/waves",
                        "{\"plugin\":\"survey-maturity\",\"title\":\"Spring\",\"segment\":\"everybody\",\"closes\":\""
                                + closes + "\"}"))
                .path("id")
                .asText();
        assertEquals(200, desk.api("POST", "/waves/" + wave + "/close", "{}").statusCode());
        desk.awaited(1);
        desk.pass(Duration.ofSeconds(10));
        desk.awaited(2);
        // The time at which it would have closed by itself comes as well.
        desk.pass(Duration.ofDays(8));
        String ping = desk.ping(hook);
        desk.awaitDelivery(hook, ping, "DELIVERED");
        assertEquals(3, new HashSet<>(desk.got().stream().map(Got::id).toList()).size());
        assertEquals(3, desk.got().size());
    }

    @Attack(
            value = "B's events at A's webhook, and A's webhook by its id at B",
            kind = Kind.WEBHOOK,
            threats = "T1",
            at = "/api/v1/webhooks/{webhook}, /webhooks")
    @BothPlacements
    void anotherWorkspaceNeitherHearsNorSees(Placement placement) {
        desk.at(placement);
        Hook hook = desk.hook("audit.exported");
        Workspace other =
                desk.platform.tenant("o" + UUID.randomUUID().toString().substring(0, 8), placement);
        Visitor stranger = desk.platform.signedIn(other, Role.ADMIN);
        String there = "/w/" + other.tenant().slug() + "/api/v1";
        assertEquals(200, stranger.get(there + "/audit/export").statusCode());
        assertEquals(404, stranger.get(there + "/webhooks/" + hook.id()).statusCode());
        desk.admin.get(desk.base + "/api/v1/audit/export");
        desk.awaited(1);
        assertEquals(1, desk.deliveries(hook, "").path("deliveries").size());
        assertEquals(1, desk.got().size());
        Visitor planner = desk.platform.signedIn(desk.workspace, Role.PLANNER);
        assertEquals(403, planner.get(desk.base + "/webhooks").statusCode());
    }
}
