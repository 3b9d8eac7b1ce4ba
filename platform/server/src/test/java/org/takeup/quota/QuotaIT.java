package org.takeup.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Problem;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.people.upload.PeopleFiles;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What the operator allows is warned of, refused beyond, and takes nothing from other tenants (threat T16). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final StillClock clock = new StillClock();
    private MailCatcher mail;
    private TestPlatform platform;
    private Workspace workspace;
    private Visitor admin;
    private String base;
    private String csrf;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, clock);
    }

    @BeforeEach
    void fresh() {
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        base = "/w/" + workspace.tenant().slug();
        signIn();
    }

    private void signIn() {
        admin = platform.signedIn(workspace, Role.ADMIN);
        csrf = Visitor.token(admin.get(base + "/").body());
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        mail.close();
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String quotaPath() {
        return "/operator/api/v1/tenants/" + workspace.tenant().slug() + "/quota";
    }

    private int quota(String json) {
        Visitor operator = platform.operator();
        String token = Visitor.token(operator.get("/operator/plugins").body());
        return operator.json("PUT", quotaPath(), json, token).statusCode();
    }

    private JsonNode used(String kind) {
        for (JsonNode each : read(admin.get(base + "/api/v1/usage")).path("usage")) {
            if (each.path("kind").asText().equals(kind)) {
                return each;
            }
        }
        throw new AssertionError(kind + " is not said");
    }

    private String token(Workspace of) {
        Visitor there = platform.signedIn(of, Role.ADMIN);
        String path = "/w/" + of.tenant().slug();
        HttpResponse<String> made = there.json(
                "POST",
                path + "/api/v1/tokens",
                "{\"name\":\"Report\",\"scopes\":[\"people:read\"]}",
                Visitor.token(there.get(path + "/").body()));
        return read(made).path("secret").asText();
    }

    private HttpResponse<String> people(Workspace of, String token) {
        String path = "/w/" + of.tenant().slug() + "/api/v1/people";
        return platform.send(HttpRequest.newBuilder(platform.url().resolve(path))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private List<PersonRecord> staff(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new PersonRecord(
                        "test",
                        "" + number,
                        "Person " + number,
                        "person" + number + "@" + workspace.tenant().slug() + ".example",
                        Optional.of("Everybody"),
                        Optional.empty(),
                        true))
                .toList();
    }

    @Test
    void programsMayMakeSoManyRequestsADayAndAreToldWhereTheyStand() {
        assertEquals(200, quota("{\"apiADay\":5}"));
        String token = token(workspace);
        for (int left = 4; left >= 0; left--) {
            HttpResponse<String> answer = people(workspace, token);
            assertEquals(200, answer.statusCode(), answer.body());
            String state = answer.headers().firstValue("ratelimit").orElse("");
            assertTrue(state.contains("\"day\";r=" + left + ";"), state);
            String policy = answer.headers().firstValue("ratelimit-policy").orElse("");
            assertTrue(policy.contains("\"day\";q=5;w=86400"), policy);
        }
        HttpResponse<String> refused = people(workspace, token);
        assertEquals(429, refused.statusCode());
        assertTrue(refused.body().contains("/problems/api-quota"), refused.body());
        assertTrue(Long.parseLong(refused.headers().firstValue("retry-after").orElse("0")) > 0);
        // Another token of the same workspace does not help; another workspace and people with a browser are free.
        assertEquals(429, people(workspace, token(workspace)).statusCode());
        assertEquals(200, admin.get(base + "/api/v1/people").statusCode());
        Workspace other = platform.tenant("o" + UUID.randomUUID().toString().substring(0, 8));
        assertEquals(200, people(other, token(other)).statusCode());
        assertEquals(5, used("apiADay").path("used").asInt());
        assertEquals("FULL", used("apiADay").path("state").asText());
        assertTrue(admin.get(base + "/usage").body().contains("Used up"));
        clock.pass(Duration.ofDays(1));
        signIn();
        assertEquals(200, people(workspace, token).statusCode());
        assertEquals(1, used("apiADay").path("used").asInt());
    }

    @Test
    void theOperatorSetsHowOftenACallerOfOneTenantMayAsk() {
        assertEquals(200, quota("{\"apiAMinute\":2}"));
        String token = token(workspace);
        assertEquals(200, people(workspace, token).statusCode());
        HttpResponse<String> second = people(workspace, token);
        assertEquals(
                "\"caller\";q=2;w=60",
                second.headers().firstValue("ratelimit-policy").orElse(""));
        HttpResponse<String> third = people(workspace, token);
        assertEquals(429, third.statusCode());
        assertTrue(third.body().contains("/problems/too-many-requests"));
    }

    @Test
    void mailsOverTheQuotaWaitForTheNextDay() {
        new People().upsert(workspace, staff(7));
        assertEquals(200, quota("{\"mailsADay\":3}"));
        String closes = clock.instant().plus(Duration.ofDays(7)).toString();
        String body = "{\"plugin\":\"survey-maturity\",\"title\":\"Spring\",\"segment\":\"everybody\",\"closes\":\""
                + closes + "\"}";
        String wave = read(admin.json("POST", base + "/api/v1/waves", body, csrf))
                .path("id")
                .asText();
        admin.json("POST", base + "/api/v1/waves/" + wave + "/invitations", "{\"mail\":true}", csrf);
        awaitSent(3);
        Eventually.holds(
                "they are counted", SOON, () -> used("mailsADay").path("used").asInt() == 3);
        assertEquals(4, outbox().path("queued").asInt());
        assertTrue(admin.get(base + "/outbox").body().contains("quota of mails is used up"));
        assertFalse(outbox().path("heldUntil").isNull());
        tomorrow();
        awaitSent(6);
        // The operator thinks better of it; what waits goes out at the latest when it was to go out anyway.
        assertEquals(200, quota("{}"));
        tomorrow();
        awaitSent(7);
    }

    private void tomorrow() {
        clock.pass(Duration.ofDays(1).plusMinutes(1));
        signIn();
    }

    private void awaitSent(int count) {
        Eventually.holds(count + " went out", SOON, () -> outbox().path("sent").asInt() == count);
    }

    private JsonNode outbox() {
        return read(admin.get(base + "/api/v1/outbox"));
    }

    @Test
    void nobodyIsAddedBeyondTheQuotaOfPeopleAndTheAdminIsWarnedBefore() {
        new People().upsert(workspace, staff(4));
        assertEquals(200, quota("{\"people\":5}"));
        assertEquals("NEAR", used("people").path("state").asText());
        clock.pass(Duration.ofSeconds(31));
        assertTrue(admin.get(base + "/people").body().contains("People: 4 of 5. 80 % of the quota are used."));
        assertFalse(platform.signedIn(workspace, Role.PLANNER)
                .get(base + "/people")
                .body()
                .contains("4 of 5"));
        assertEquals(201, scim("one@example.org", true).statusCode());
        HttpResponse<String> refused = scim("two@example.org", true);
        assertEquals(403, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("The workspace may have 5 people."), refused.body());
        assertEquals(201, scim("rests@example.org", false).statusCode());
        assertEquals(5, used("people").path("used").asInt());
        assertEquals("FULL", used("people").path("state").asText());
        HttpResponse<String> found = admin.get(base + "/scim/v2/Users?filter=userName%20eq%20%22two@example.org%22");
        assertEquals(0, read(found).path("totalResults").asInt(), found.body());
        clock.pass(Duration.ofSeconds(31));
        assertTrue(admin.get(base + "/people").body().contains("The quota is used up."));
    }

    private HttpResponse<String> scim(String name, boolean active) {
        return admin.send(admin.request(base + "/scim/v2/Users")
                .header("Content-Type", "application/scim+json")
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .POST(HttpRequest.BodyPublishers.ofString("{\"userName\":\"" + name + "\",\"active\":" + active + "}"))
                .build());
    }

    @Test
    void whatIsStoredIsMeasuredAndNoUploadGoesBeyondItsQuota() {
        new People().upsert(workspace, staff(50));
        assertEquals(200, quota("{\"megabytes\":1}"));
        // It was measured when the first page was shown, and nothing was there.
        clock.pass(Duration.ofMinutes(61));
        Eventually.holds(
                "it is measured", SOON, () -> used("megabytes").path("used").asInt() == 1);
        var allowances = platform.platform().allowances();
        allowances.refuseBeyondStorage(workspace, 1);
        Problem refused = assertThrows(Problem.class, () -> allowances.refuseBeyondStorage(workspace, 1024 * 1024));
        assertEquals(403, refused.status());
        assertEquals("storage-quota", refused.type());
        refusesAFileOfPeople();
        JsonNode all = read(platform.operator().get("/operator/api/v1/usage"));
        assertTrue(all.toString().contains(workspace.tenant().slug()));
        assertTrue(platform.operator().get("/operator/usage").body().contains("Change the quota of"));
    }

    /** Of a megabyte with something in it already; said before anything is kept, on the page and in the API. */
    private void refusesAFileOfPeople() {
        var files = new PeopleFiles(platform, admin, base, csrf);
        byte[] file = ("id,name\n1,Ann\n" + "# ".repeat(600_000)).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = files.send("people.csv", file, false);
        assertEquals(403, answer.statusCode(), answer.body());
        assertEquals("storage-quota", type(answer));
        assertTrue(answer.body().contains("Nothing was stored."), answer.body());
        assertTrue(
                read(admin.get(base + "/api/v1/people/uploads")).path("uploads").isEmpty(), "nothing is kept of it");
        assertEquals(
                201,
                files.send("people.csv", "id,name\n1,Ann\n".getBytes(StandardCharsets.UTF_8), false)
                        .statusCode());
    }

    private static String type(HttpResponse<String> answer) {
        String type = read(answer).path("type").asText();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    @Test
    void onlyTheOperatorSaysWhatIsAllowedAndTheTrailKeepsIt() {
        String page = "/operator/tenants/" + workspace.tenant().slug() + "/quota";
        HttpResponse<String> set = platform.operator().submit(page, page, Map.of("people", "10", "mailsADay", ""));
        assertEquals(303, set.statusCode(), set.body());
        JsonNode read = read(platform.operator().get(quotaPath()));
        assertEquals(10, read.path("people").asInt());
        assertTrue(read.path("mailsADay").isNull());
        assertTrue(admin.get(base + "/audit").body().contains("The operator changed what the workspace may use"));
        for (String wrong : List.of("{\"people\":0}", "{\"people\":-1}", "{\"apiADay\":1000000001}", "{\"x\":1}")) {
            assertEquals(422, quota(wrong), wrong);
        }
        assertEquals(401, admin.json("PUT", quotaPath(), "{}", csrf).statusCode());
        assertEquals(
                404,
                platform.operator().get("/operator/api/v1/tenants/nobody/quota").statusCode());
    }
}
