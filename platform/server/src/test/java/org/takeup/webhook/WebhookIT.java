package org.takeup.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;
import org.takeup.webhook.Receiver.Got;

/** Webhooks from the page and the API to a real receiver, which checks every signature by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ADMIN = "ada-admin";

    private final StillClock clock = new StillClock();
    private Receiver receiver;
    private TestPlatform platform;
    private Workspace workspace;
    private Visitor admin;
    private String base;
    private String csrf;

    @BeforeAll
    void start() {
        receiver = Receiver.start();
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_WEBHOOK_PRIVATE_HOSTS", receiver.origin());
                    return more;
                },
                clock);
    }

    @BeforeEach
    void fresh() {
        receiver.answer(204);
        at(Placement.POOLED);
    }

    /** From here on the workspace is a new one of this placement. */
    private void at(Placement placement) {
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
        base = "/w/" + workspace.tenant().slug();
        signIn();
    }

    private void signIn() {
        admin = platform.signedIn(workspace, Role.ADMIN, ADMIN);
        csrf = Visitor.token(admin.get(base + "/").body());
    }

    /** A session does not last as long as some of the waits. */
    private void pass(Duration time) {
        awaitRest();
        clock.pass(time);
        signIn();
    }

    /** A clock that jumps while a run works would have it wait from after the jump. */
    private void awaitRest() {
        Eventually.holds(
                "no run is under way",
                SOON,
                () -> platform.dump(workspace).stream()
                        .filter(each -> "webhook".equals(each.get("kind")))
                        .allMatch(job -> "ready".equals(job.get("state"))
                                && job.getDate("due").toInstant().isAfter(clock.instant())));
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        receiver.close();
    }

    /** An address of each test's own: what earlier ones left goes on being tried. */
    private String url() {
        return receiver.url() + base;
    }

    private List<Got> got() {
        return receiver.got().stream()
                .filter(each -> each.path().endsWith(base))
                .toList();
    }

    private record Hook(String id, String secret) {}

    private HttpResponse<String> api(String method, String path, String body) {
        return admin.json(method, base + "/api/v1" + path, body, csrf);
    }

    private HttpResponse<String> bare(String method, String path) {
        return admin.send(admin.request(base + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static JsonNode read(HttpResponse<String> answer) {
        return read(answer.body());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Hook hook(String... events) {
        String list = String.join("\",\"", events);
        HttpResponse<String> made =
                api("POST", "/webhooks", "{\"url\":\"" + url() + "\",\"events\":[\"" + list + "\"]}");
        assertEquals(201, made.statusCode(), made.body());
        assertEquals("no-store", made.headers().firstValue("cache-control").orElse(""));
        return new Hook(
                read(made).path("webhook").path("id").asText(),
                read(made).path("secret").asText());
    }

    private String ping(Hook hook) {
        HttpResponse<String> pinged = bare("POST", "/webhooks/" + hook.id() + "/ping");
        assertEquals(202, pinged.statusCode(), pinged.body());
        return read(pinged).path("delivery").asText();
    }

    private JsonNode state(Hook hook) {
        return read(admin.get(base + "/api/v1/webhooks/" + hook.id()));
    }

    private JsonNode deliveries(Hook hook, String query) {
        return read(admin.get(base + "/api/v1/webhooks/" + hook.id() + "/deliveries" + query));
    }

    private JsonNode delivery(Hook hook, String id) {
        for (JsonNode each : deliveries(hook, "").path("deliveries")) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("There is no delivery " + id);
    }

    private List<Got> awaited(int count) {
        Eventually.holds(count + " messages, of " + got(), SOON, () -> got().size() >= count);
        return got();
    }

    private void awaitDelivery(Hook hook, String id, String state) {
        Eventually.holds(
                "the delivery is " + state,
                SOON,
                () -> delivery(hook, id).path("state").asText().equals(state));
    }

    private void awaitTries(Hook hook, String id, int tries) {
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

    @Test
    void whatHappensArrivesSignedAndSaysNoMoreThanIds() {
        List<PersonRecord> staff = IntStream.range(0, 6).mapToObj(this::person).toList();
        new People().upsert(workspace, staff);
        Hook hook = hook("survey.opened", "audit.exported");
        String closes = clock.instant().plus(Duration.ofDays(7)).toString();
        HttpResponse<String> opened = api(
                "POST",
                "/waves",
                "{\"plugin\":\"survey-maturity\",\"title\":\"Canary title\",\"segment\":\"everybody\",\"closes\":\""
                        + closes + "\"}");
        assertEquals(201, opened.statusCode(), opened.body());
        Got got = awaited(1).getFirst();
        assertTrue(got.isSignedWith(hook.secret()), got.toString());
        assertFalse(got.isSignedWith("whsec_" + "A".repeat(43) + "="), "any secret fits");
        assertEquals("POST", got.method());
        assertTrue(got.id().matches("msg_[0-9a-f]{32}"), got.id());
        assertEquals("application/json", got.headers().get("content-type"));
        assertEquals(
                clock.instant().getEpochSecond(), Long.parseLong(got.headers().get("webhook-timestamp")));
        JsonNode body = read(got.body());
        assertEquals("survey.opened", body.path("type").asText());
        assertEquals(clock.instant(), Instant.parse(body.path("timestamp").asText()));
        assertEquals(
                read(opened).path("id").asText(), body.path("data").path("wave").asText());
        assertEquals(3, body.size());
        assertEquals(1, body.path("data").size());
        admin.get(base + "/api/v1/audit/export");
        Got second = awaited(2).getLast();
        assertEquals("audit.exported", read(second.body()).path("type").asText());
        assertTrue(second.isSignedWith(hook.secret()));
        assertFalse(got().toString().contains("Canary"));
        assertFalse(got().toString().contains(ADMIN));
        // What nobody asked for is not sent, and not kept.
        assertEquals(2, deliveries(hook, "").path("deliveries").size());
    }

    private PersonRecord person(int number) {
        return new PersonRecord(
                "test",
                "" + number,
                "Canary " + number,
                "canary" + number + "@" + workspace.tenant().slug() + ".example",
                Optional.of("Canaries"),
                Optional.empty(),
                true);
    }

    @Test
    void whoComesAndWhoGoesIsToldByIdAlone() {
        Hook hook = hook("person.joined", "person.left");
        HttpResponse<String> added = scim("POST", "", "{\"userName\":\"canary@example.org\"}");
        assertEquals(201, added.statusCode(), added.body());
        JsonNode joined = read(awaited(1).getFirst().body());
        assertEquals("person.joined", joined.path("type").asText());
        assertEquals(1, joined.path("data").path("people").size());
        String id = joined.path("data").path("people").path(0).asText();
        assertTrue(admin.get(base + "/api/v1/people").body().contains(id));
        // A mover neither comes nor goes.
        String user = "/" + read(added).path("id").asText();
        String moved = "{\"userName\":\"canary@example.org\",\"title\":\"Canary\",\"active\":true}";
        assertEquals(200, scim("PUT", user, moved).statusCode());
        assertEquals(204, scim("DELETE", user, "").statusCode());
        JsonNode left = read(awaited(2).getLast().body());
        assertEquals("person.left", left.path("type").asText());
        assertEquals(id, left.path("data").path("people").path(0).asText());
        assertEquals(2, deliveries(hook, "").path("deliveries").size());
        assertFalse(got().toString().contains("anary"), got().toString());
    }

    private HttpResponse<String> scim(String method, String path, String body) {
        return admin.send(admin.request(base + "/scim/v2/Users" + path)
                .header("Content-Type", "application/scim+json")
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
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
                .upsert(workspace, IntStream.range(0, 6).mapToObj(this::person).toList());
        Hook hook = hook("survey.closed", "survey.results_ready");
        String closes = clock.instant().plus(Duration.ofDays(7)).toString();
        String wave = read(api(
                        "POST",
                        "/waves",
                        "{\"plugin\":\"survey-maturity\",\"title\":\"Spring\",\"segment\":\"everybody\",\"closes\":\""
                                + closes + "\"}"))
                .path("id")
                .asText();
        assertEquals(200, api("POST", "/waves/" + wave + "/close", "{}").statusCode());
        awaited(1);
        pass(Duration.ofSeconds(10));
        awaited(2);
        // The time at which it would have closed by itself comes as well.
        pass(Duration.ofDays(8));
        String ping = ping(hook);
        awaitDelivery(hook, ping, "DELIVERED");
        assertEquals(3, new HashSet<>(got().stream().map(Got::id).toList()).size());
        assertEquals(3, got().size());
    }

    @Test
    void aReceiverThatFailsIsTriedByTheScheduleUnderTheSameIdAndThenGivenUp() {
        receiver.answer(500);
        Hook hook = hook("plan.approved");
        String id = ping(hook);
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
        awaitTries(hook, id, 1);
        for (int n = 0; n < waits.size(); n++) {
            Instant next = Instant.parse(delivery(hook, id).path("next").asText());
            assertFalse(next.isBefore(clock.instant().plus(waits.get(n))), "try " + (n + 2) + " at " + next);
            assertTrue(next.isBefore(
                    clock.instant().plus(waits.get(n).multipliedBy(12).dividedBy(10))));
            pass(waits.get(n).multipliedBy(12).dividedBy(10));
            awaitTries(hook, id, n + 2);
        }
        JsonNode ended = delivery(hook, id);
        assertEquals("FAILED", ended.path("state").asText());
        assertEquals(500, ended.path("status").asInt());
        List<Got> all = got();
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
        assertEquals("ON", state(hook).path("state").asText());
        assertTrue(admin.get(base + "/webhooks/" + hook.id()).body().contains("Nothing has arrived since"));

        pass(Duration.ofDays(3));
        String late = ping(hook);
        awaitDelivery(hook, late, "FAILED");
        Eventually.holds(
                "it is given up", SOON, () -> state(hook).path("state").asText().equals("GIVEN_UP"));
        assertTrue(
                state(hook).path("reason").asText().contains("5 days"),
                state(hook).toString());
        assertTrue(admin.get(base + "/webhooks/" + hook.id()).body().contains("Takeup has switched this webhook off"));
        assertEquals(409, bare("POST", "/webhooks/" + hook.id() + "/ping").statusCode());

        receiver.answer(200);
        HttpResponse<String> on =
                change(hook, "\"on\":true", state(hook).path("version").asLong());
        assertEquals(200, on.statusCode(), on.body());
        HttpResponse<String> replayed =
                api("POST", "/webhooks/" + hook.id() + "/replay", "{\"since\":\"1970-01-01T00:00:00Z\"}");
        assertEquals(202, replayed.statusCode(), replayed.body());
        assertEquals(2, read(replayed).path("deliveries").asInt());
        awaitDelivery(hook, id, "DELIVERED");
        awaitDelivery(hook, late, "DELIVERED");
        assertTrue(state(hook).path("failingSince").isNull());
    }

    private HttpResponse<String> change(Hook hook, String more, long version) {
        return admin.send(admin.request(base + "/api/v1/webhooks/" + hook.id())
                .header("Content-Type", "application/json")
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .header("If-Match", "\"" + version + "\"")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"url\":\"" + url() + "\",\"events\":[\"plan.approved\"]," + more + "}"))
                .build());
    }

    @Test
    void whoSaysThatTheyAreGoneIsNotCalledAgainAndWhoeverMadeTheWebhookIsWrittenTo() {
        var record = new PersonRecord(
                "test",
                "maker",
                "Mo Maker",
                "mo@" + workspace.tenant().slug() + ".example",
                Optional.empty(),
                Optional.empty(),
                true);
        new People().upsert(workspace, List.of(record));
        admin = platform.signedIn(workspace, Role.ADMIN, record.personId());
        csrf = Visitor.token(admin.get(base + "/").body());
        receiver.answer(410);
        Hook hook = hook("plan.approved");
        String id = ping(hook);
        awaitDelivery(hook, id, "FAILED");
        Eventually.holds(
                "it is given up", SOON, () -> state(hook).path("state").asText().equals("GIVEN_UP"));
        assertEquals(1, got().size());
        Eventually.holds(
                "a mail about it",
                SOON,
                () -> platform.dump(workspace).toString().contains("webhook-given-up"));
    }

    @Test
    void aNewSecretAndTheOldOneBothSignForADay() {
        Hook hook = hook("plan.approved");
        HttpResponse<String> changed = api("POST", "/webhooks/" + hook.id() + "/secret", "{\"hours\":24}");
        assertEquals(200, changed.statusCode(), changed.body());
        String fresh = read(changed).path("secret").asText();
        assertNotEquals(hook.secret(), fresh);
        ping(hook);
        Got both = awaited(1).getFirst();
        assertEquals(2, both.signatures());
        assertTrue(both.isSignedWith(hook.secret()));
        assertTrue(both.isSignedWith(fresh));
        pass(Duration.ofHours(25));
        ping(hook);
        Got one = awaited(2).getLast();
        assertEquals(1, one.signatures());
        assertFalse(one.isSignedWith(hook.secret()));
        assertTrue(one.isSignedWith(fresh));
        // A secret that somebody else knows stops at once.
        String third = read(api("POST", "/webhooks/" + hook.id() + "/secret", "{\"hours\":0}"))
                .path("secret")
                .asText();
        ping(hook);
        assertFalse(awaited(3).getLast().isSignedWith(fresh));
        assertTrue(got().getLast().isSignedWith(third));
        String stored = platform.dump(workspace).toString();
        for (String secret : List.of(hook.secret(), fresh, third)) {
            assertFalse(stored.contains(secret.substring(6)), "a secret is stored as it is");
            assertFalse(admin.get(base + "/webhooks/" + hook.id()).body().contains(secret));
        }
    }

    @Test
    void thePageShowsItsSecretOnceAndSendsAgain() {
        String page = base + "/webhooks";
        HttpResponse<String> made =
                admin.submit(page, page, Map.of("url", url(), "note", "Intranet", "event", "plan.approved"));
        assertEquals(200, made.statusCode(), made.body());
        String secret = made.body().replaceFirst("(?s).*<code>(whsec_[A-Za-z0-9+/=]+)</code>.*", "$1");
        assertFalse(admin.get(page).body().contains("whsec_"));
        String id = read(admin.get(base + "/api/v1/webhooks"))
                .path("webhooks")
                .path(0)
                .path("id")
                .asText();
        var hook = new Hook(id, secret);
        String one = page + "/" + id;
        assertEquals(303, admin.submit(one, one + "/ping", Map.of()).statusCode());
        assertTrue(awaited(1).getFirst().isSignedWith(secret));
        String delivery =
                deliveries(hook, "").path("deliveries").path(0).path("id").asText();
        awaitDelivery(hook, delivery, "DELIVERED");
        assertEquals(
                303,
                admin.submit(one, one + "/deliveries/" + delivery + "/resend", Map.of())
                        .statusCode());
        assertEquals(awaited(2).getFirst().id(), got().getLast().id());
        awaitDelivery(hook, delivery, "DELIVERED");
        assertTrue(admin.submit(one, one + "/replay", Map.of("hours", "24", "all", "true"))
                .headers()
                .firstValue("location")
                .orElse("")
                .endsWith("?again=1"));
        awaited(3);
        assertEquals(303, admin.submit(one, one + "/removal", Map.of()).statusCode());
        assertEquals(404, admin.get(one).statusCode());
    }

    @Test
    void deliveriesComeInPartsNewestFirstAndEachOnce() {
        Hook hook = hook("plan.approved");
        for (int n = 0; n < 53; n++) {
            ping(hook);
            clock.pass(Duration.ofMillis(5));
        }
        JsonNode first = deliveries(hook, "");
        assertEquals(50, first.path("deliveries").size());
        JsonNode second = deliveries(hook, "?after=" + first.path("next").asText());
        assertEquals(3, second.path("deliveries").size());
        assertTrue(second.path("next").isNull());
        var seen = new HashSet<String>();
        first.path("deliveries").forEach(each -> seen.add(each.path("id").asText()));
        second.path("deliveries").forEach(each -> seen.add(each.path("id").asText()));
        assertEquals(53, seen.size());
        awaited(53);
        assertEquals(
                422,
                admin.get(base + "/api/v1/webhooks/" + hook.id() + "/deliveries?after=x")
                        .statusCode());
        assertEquals(
                422,
                admin.get(base + "/api/v1/webhooks/" + hook.id() + "/deliveries?state=x")
                        .statusCode());
    }

    @Attack(
            value = "webhooks into the operator's own network, by sixteen ways to write an address",
            kind = Kind.WEBHOOK,
            threats = "T6",
            at = "/api/v1/webhooks")
    @BothPlacements
    void noWebhookLeadsIntoTheOperatorsNetwork(Placement placement) {
        at(placement);
        int port =
                Integer.parseInt(receiver.origin().substring(receiver.origin().lastIndexOf(':') + 1));
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
                    api("POST", "/webhooks", "{\"url\":\"" + url + "\",\"events\":[\"plan.approved\"]}");
            assertEquals(422, refused.statusCode(), url + " " + refused.body());
            assertTrue(refused.body().contains("\"name\":\"url\""), refused.body());
        }
        // A name says nothing until it is looked up, and is looked up each time.
        String made = api(
                        "POST",
                        "/webhooks",
                        "{\"url\":\"https://localhost:" + port + "/\",\"events\":[\"plan.approved\"]}")
                .body();
        var hook = new Hook(read(made).path("webhook").path("id").asText(), "");
        String id = ping(hook);
        awaitTries(hook, id, 1);
        assertTrue(
                delivery(hook, id).path("trouble").asText().contains("not on the public internet"),
                delivery(hook, id).toString());
        assertEquals(List.of(), got());
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        receiver.script(got -> new Receiver.Answer(307, Map.of("Location", receiver.origin() + "/elsewhere")));
        Hook hook = hook("plan.approved");
        String id = ping(hook);
        awaitTries(hook, id, 1);
        assertEquals(307, delivery(hook, id).path("status").asInt());
        assertEquals(1, got().size());
    }

    @Test
    void whoAsksForAPauseGetsItWithoutLosingATry() {
        receiver.script(got -> new Receiver.Answer(429, Map.of("Retry-After", "1800")));
        Hook hook = hook("plan.approved");
        String id = ping(hook);
        awaitTries(hook, id, 1);
        Instant pauseEnds = clock.instant().plusSeconds(1_800).truncatedTo(ChronoUnit.MILLIS);
        pass(Duration.ofSeconds(10));
        Eventually.holds(
                "it waits for the end of the pause",
                SOON,
                () -> Instant.parse(delivery(hook, id).path("next").asText()).equals(pauseEnds));
        assertEquals(1, delivery(hook, id).path("tries").asInt());
        assertEquals(1, got().size());
        receiver.answer(200);
        pass(Duration.ofMinutes(31));
        awaitDelivery(hook, id, "DELIVERED");
    }

    @Test
    void whatADeadNodeWasSendingIsSentAgainUnderTheSameId() {
        Hook hook = hook("plan.approved");
        var store = new DeliveryStore(workspace);
        Instant now = clock.instant();
        store.add("a".repeat(32), hook.id(), "msg_once", "webhook.ping", now, "{}".getBytes());
        // As a node that died right after it had begun.
        assertTrue(store.claim(hook.id(), now, Duration.ofSeconds(60)).isPresent());
        ping(hook);
        awaited(1);
        pass(Duration.ofSeconds(61));
        assertEquals("msg_once", awaited(2).getLast().id());
    }

    @Attack(
            value = "B's events at A's webhook, and A's webhook by its id at B",
            kind = Kind.WEBHOOK,
            threats = "T1",
            at = "/api/v1/webhooks/{webhook}, /webhooks")
    @BothPlacements
    void anotherWorkspaceNeitherHearsNorSees(Placement placement) {
        at(placement);
        Hook hook = hook("audit.exported");
        Workspace other = platform.tenant("o" + UUID.randomUUID().toString().substring(0, 8), placement);
        Visitor stranger = platform.signedIn(other, Role.ADMIN);
        String there = "/w/" + other.tenant().slug() + "/api/v1";
        assertEquals(200, stranger.get(there + "/audit/export").statusCode());
        assertEquals(404, stranger.get(there + "/webhooks/" + hook.id()).statusCode());
        admin.get(base + "/api/v1/audit/export");
        awaited(1);
        assertEquals(1, deliveries(hook, "").path("deliveries").size());
        assertEquals(1, got().size());
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        assertEquals(403, planner.get(base + "/webhooks").statusCode());
    }

    @Test
    void whatDoesNotFitIsSaidAndALostChangeIsRefused() {
        Hook hook = hook("plan.approved");
        assertEquals(200, change(hook, "\"note\":\"Mine\"", 1).statusCode());
        assertEquals(412, change(hook, "\"note\":\"Theirs\"", 1).statusCode());
        assertEquals("Mine", state(hook).path("note").asText());
        for (String body : List.of(
                "{\"url\":\"" + url() + "\",\"events\":[]}",
                "{\"url\":\"" + url() + "\",\"events\":[\"everything\"]}",
                "{\"url\":\"" + url() + "\",\"events\":[\"webhook.ping\"]}",
                "{\"events\":[\"plan.approved\"]}",
                "{\"url\":\"" + url() + "\",\"events\":[\"plan.approved\"],\"note\":\"a\\nb\"}")) {
            assertEquals(422, api("POST", "/webhooks", body).statusCode(), body);
        }
        for (int n = 1; n < Webhooks.MOST; n++) {
            hook("plan.approved");
        }
        HttpResponse<String> full =
                api("POST", "/webhooks", "{\"url\":\"" + url() + "\",\"events\":[\"plan.approved\"]}");
        assertEquals(409, full.statusCode());
        assertTrue(full.body().contains("too-many-webhooks"));
    }
}
