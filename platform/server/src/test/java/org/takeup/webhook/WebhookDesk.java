package org.takeup.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;
import org.takeup.webhook.Receiver.Got;

/** Where an admin makes webhooks to a real receiver, over HTTP, on a clock that tests put on. */
final class WebhookDesk implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final String ADMIN = "ada-admin";

    private static final ObjectMapper JSON = new ObjectMapper();

    final StillClock clock = new StillClock();
    final Receiver receiver = Receiver.start();
    final TestPlatform platform;
    Workspace workspace;
    Visitor admin;
    String base;
    String csrf;

    WebhookDesk() {
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_WEBHOOK_PRIVATE_HOSTS", receiver.origin());
                    return more;
                },
                clock);
        at(Placement.POOLED);
    }

    /** From here on the workspace is a new one of this placement, and the receiver takes what comes. */
    void at(Placement placement) {
        receiver.answer(204);
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
        base = "/w/" + workspace.tenant().slug();
        signIn();
    }

    void signIn() {
        admin = platform.signedIn(workspace, Role.ADMIN, ADMIN);
        csrf = Visitor.token(admin.get(base + "/").body());
    }

    /** A session does not last as long as some of the waits. */
    void pass(Duration time) {
        awaitRest();
        clock.pass(time);
        signIn();
    }

    /** A clock that jumps while a run works would have it wait from after the jump. */
    void awaitRest() {
        Eventually.holds(
                "no run is under way",
                SOON,
                () -> platform.dump(workspace).stream()
                        .filter(each -> "webhook".equals(each.get("kind")))
                        .allMatch(job -> "ready".equals(job.get("state"))
                                && job.getDate("due").toInstant().isAfter(clock.instant())));
    }

    /** An address of each test's own: what earlier ones left goes on being tried. */
    String url() {
        return receiver.url() + base;
    }

    List<Got> got() {
        return receiver.got().stream()
                .filter(each -> each.path().endsWith(base))
                .toList();
    }

    record Hook(String id, String secret) {}

    HttpResponse<String> api(String method, String path, String body) {
        return admin.json(method, base + "/api/v1" + path, body, csrf);
    }

    HttpResponse<String> bare(String method, String path) {
        return admin.send(admin.request(base + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    static JsonNode read(HttpResponse<String> answer) {
        return read(answer.body());
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Hook hook(String... events) {
        String list = String.join("\",\"", events);
        HttpResponse<String> made =
                api("POST", "/webhooks", "{\"url\":\"" + url() + "\",\"events\":[\"" + list + "\"]}");
        assertEquals(201, made.statusCode(), made.body());
        assertEquals("no-store", made.headers().firstValue("cache-control").orElse(""));
        return new Hook(
                read(made).path("webhook").path("id").asText(),
                read(made).path("secret").asText());
    }

    String ping(Hook hook) {
        HttpResponse<String> pinged = bare("POST", "/webhooks/" + hook.id() + "/ping");
        assertEquals(202, pinged.statusCode(), pinged.body());
        return read(pinged).path("delivery").asText();
    }

    JsonNode state(Hook hook) {
        return read(admin.get(base + "/api/v1/webhooks/" + hook.id()));
    }

    JsonNode deliveries(Hook hook, String query) {
        return read(admin.get(base + "/api/v1/webhooks/" + hook.id() + "/deliveries" + query));
    }

    JsonNode delivery(Hook hook, String id) {
        for (JsonNode each : deliveries(hook, "").path("deliveries")) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("There is no delivery " + id);
    }

    List<Got> awaited(int count) {
        Eventually.holds(count + " messages, of " + got(), SOON, () -> got().size() >= count);
        return got();
    }

    void awaitDelivery(Hook hook, String id, String state) {
        Eventually.holds(
                "the delivery is " + state,
                SOON,
                () -> delivery(hook, id).path("state").asText().equals(state));
    }

    void awaitTries(Hook hook, String id, int tries) {
        Eventually.holds(tries + " tries", SOON, () -> {
            JsonNode now = delivery(hook, id);
            return !now.path("trouble").asText().isEmpty() && now.path("tries").asInt() == tries && !isUnderWay(now);
        });
        awaitRest();
    }

    /** A try counts from its beginning; until its end, the delivery is due when its lease ends. */
    private boolean isUnderWay(JsonNode delivery) {
        Instant leaseEnds = clock.instant().plus(Courier.LEASE).truncatedTo(ChronoUnit.MILLIS);
        return delivery.path("state").asText().equals("QUEUED")
                && Instant.parse(delivery.path("next").asText()).equals(leaseEnds);
    }

    HttpResponse<String> change(Hook hook, String more, long version) {
        return admin.send(admin.request(base + "/api/v1/webhooks/" + hook.id())
                .header("Content-Type", "application/json")
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .header("If-Match", "\"" + version + "\"")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"url\":\"" + url() + "\",\"events\":[\"plan.approved\"]," + more + "}"))
                .build());
    }

    @Override
    public void close() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        receiver.close();
    }
}
