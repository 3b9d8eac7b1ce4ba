package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Programs that send a request twice, and programs that send too many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRequestsIT {
    private static final int LIMIT = 40;

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_API_REQUESTS_PER_MINUTE", String.valueOf(LIMIT));
                    return more;
                },
                Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }

    private Caller caller(Placement placement) {
        Workspace workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
        return new Caller(workspace, platform.signedIn(workspace, Role.ADMIN));
    }

    /** Somebody who is signed in to a workspace. */
    private record Caller(Workspace workspace, Visitor visitor) {
        String base() {
            return "/w/" + workspace.tenant().slug();
        }

        HttpRequest add(String name, String key) {
            String body = "{\"name\":\"" + name + "\",\"kind\":\"TRAINERS\",\"size\":3,\"power\":2,\"interest\":4}";
            var request = visitor.request(base() + "/api/v1/stakeholders")
                    .header("Content-Type", "application/json")
                    .header("Origin", visitor.url().toString())
                    .header(
                            "X-Takeup-CSRF",
                            Visitor.token(visitor.get(base() + "/").body()));
            if (!key.isEmpty()) {
                request.header("Idempotency-Key", key);
            }
            return request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
        }

        HttpResponse<String> list() {
            return visitor.get(base() + "/api/v1/stakeholders");
        }

        int stakeholders(String name) {
            return list().body().split("\"" + name + "\"", -1).length - 1;
        }
    }

    private static void assertProblem(String type, int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("/problems/" + type), answer.body());
    }

    private static Optional<String> header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name);
    }

    @Test
    void aRequestThatIsSentTwiceWithItsKeyIsCarriedOutOnce() {
        for (Placement placement : Placement.values()) {
            Caller caller = caller(placement);
            HttpRequest request = caller.add("Trainers", "key-1");
            HttpResponse<String> first = platform.send(request);
            assertEquals(201, first.statusCode(), first.body());
            assertTrue(header(first, "idempotency-replayed").isEmpty());
            HttpResponse<String> second = platform.send(request);
            assertEquals(201, second.statusCode());
            assertEquals(first.body(), second.body());
            assertEquals("true", header(second, "idempotency-replayed").orElse(""));
            assertEquals(1, caller.stakeholders("Trainers"));
            // Without a key, or with another one, it is another request.
            platform.send(caller.add("Trainers", "key-2"));
            platform.send(caller.add("Trainers", ""));
            assertEquals(3, caller.stakeholders("Trainers"));
        }
    }

    @Attack(
            value = "twenty equal requests with one key at once",
            kind = Kind.OTHER,
            threats = "D3",
            at = "/api/v1/stakeholders")
    @BothPlacements
    void ofManyAtTheSameTimeOneIsCarriedOut(Placement placement) throws Exception {
        Caller caller = caller(placement);
        HttpRequest request = caller.add("Racers", "race");
        var work = new ArrayList<Callable<Integer>>();
        IntStream.range(0, 20)
                .forEach(n -> work.add(() -> platform.send(request).statusCode()));
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (var done : threads.invokeAll(work)) {
                answers.add(done.get());
            }
        }
        assertTrue(answers.contains(201), answers::toString);
        assertTrue(answers.stream().allMatch(status -> status == 201 || status == 409), answers::toString);
        assertEquals(1, caller.stakeholders("Racers"));
    }

    @Attack(
            value = "B's and a colleague's idempotency key",
            kind = Kind.ID_IN_HEADER,
            threats = {"T1", "T3"},
            at = "/api/v1/stakeholders")
    @BothPlacements
    void aKeyIsItsCallersAndItsWorkspacesOwn(Placement placement) {
        Caller one = caller(placement);
        Caller two = caller(placement);
        Caller colleague = new Caller(one.workspace(), platform.signedIn(one.workspace(), Role.ADMIN, "another-admin"));
        platform.send(one.add("Mine", "same"));
        platform.send(two.add("Theirs", "same"));
        platform.send(colleague.add("Hers", "same"));
        assertEquals(1, one.stakeholders("Mine"));
        assertEquals(1, one.stakeholders("Hers"));
        assertEquals(1, two.stakeholders("Theirs"));
        assertEquals(0, two.stakeholders("Mine"));
    }

    @Test
    void aKeyThatComesWithAnotherRequestIsRefusedAndOneOfABadRequestIsFree() {
        Caller caller = caller(Placement.POOLED);
        platform.send(caller.add("First", "key"));
        assertProblem("idempotency-key-reused", 422, platform.send(caller.add("Second", "key")));
        assertEquals(0, caller.stakeholders("Second"));
        assertEquals(422, platform.send(caller.add("", "typo")).statusCode());
        assertEquals(201, platform.send(caller.add("Repaired", "typo")).statusCode());
        assertEquals(422, platform.send(caller.add("Long", "k".repeat(129))).statusCode());
    }

    @Test
    void aRequestThatWasCutOffIsNeverCarriedOutAgainByItself() {
        Caller caller = caller(Placement.POOLED);
        HttpRequest request = caller.add("Cut off", "cut");
        platform.send(request);
        var keys = caller.workspace().collection(Idempotency.KEYS);
        Document stored = keys.all().first();
        // As if the node had died before it could say what came of it: just now, and long ago.
        String id = org.takeup.store.TenantCollection.id(stored);
        keys.put(id, new Document("request", stored.getString("request")).append("at", new Date()));
        assertProblem("idempotency-in-progress", 409, platform.send(request));
        keys.put(id, new Document("request", stored.getString("request")).append("at", new Date(0)));
        assertProblem("idempotency-unknown", 409, platform.send(request));
        assertEquals(1, caller.stakeholders("Cut off"));
    }

    @Test
    void anAnswerIsStoredSealed() {
        Caller caller = caller(Placement.POOLED);
        platform.send(caller.add("Confidential name", "key"));
        var stored = caller.workspace().collection(Idempotency.KEYS).all().into(new ArrayList<>());
        assertEquals(1, stored.size());
        assertFalse(new String(
                        stored.getFirst()
                                .get("body", org.bson.types.Binary.class)
                                .getData(),
                        java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("Confidential"));
        assertFalse(stored.toString().contains("Confidential"));
    }

    @Attack(
            value = "a flood of requests by one caller, so that others get none",
            kind = Kind.OTHER,
            threats = {"T16", "W10"},
            at = "/api/v1/stakeholders")
    @BothPlacements
    void whoeverCallsTooOftenIsToldHowLongToWaitAndNobodyElseNotices(Placement placement) {
        Caller wild = caller(placement);
        HttpResponse<String> first = wild.list();
        assertEquals(
                "\"caller\";q=" + LIMIT + ";w=60",
                header(first, "ratelimit-policy").orElse(""));
        assertEquals(
                "\"caller\";r=" + (LIMIT - 1) + ";t=2",
                header(first, "ratelimit").orElse(""));
        HttpResponse<String> last = first;
        for (int n = 0; n < 3 * LIMIT && last.statusCode() == 200; n++) {
            last = wild.list();
        }
        assertProblem("too-many-requests", 429, last);
        assertTrue(Long.parseLong(header(last, "retry-after").orElseThrow()) >= 1);
        assertTrue(header(last, "ratelimit").orElse("").startsWith("\"caller\";r=0;t="));
        // Pages go on, and so does everybody else.
        assertEquals(200, wild.visitor().get(wild.base() + "/stakeholders").statusCode());
        assertEquals(200, caller(placement).list().statusCode());
        Visitor colleague = platform.signedIn(wild.workspace(), Role.PLANNER);
        assertEquals(200, colleague.get(wild.base() + "/api/v1/stakeholders").statusCode());
        assertTrue(header(wild.visitor().get(wild.base() + "/"), "ratelimit").isEmpty());
    }
}
