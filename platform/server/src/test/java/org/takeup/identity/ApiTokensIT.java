package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.audit.Actor;
import org.takeup.audit.Search;
import org.takeup.http.Access;
import org.takeup.http.Problem;
import org.takeup.http.Route;
import org.takeup.identity.ApiTokens.Made;
import org.takeup.identity.ApiTokens.Token;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What an API token opens, and everything that it does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTokensIT {
    private static final Caller ADMIN = new Caller("ada", "Ada", "ada@example.org", Set.of(Role.ADMIN));

    private final StillClock clock = new StillClock();
    private final ApiTokens tokens = new ApiTokens();
    private TestPlatform platform;
    private Workspace a;
    private Workspace b;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(environment -> environment, clock);
        at(Placement.POOLED);
    }

    /** From here on the workspaces are new ones of this placement. */
    private void at(Placement placement) {
        a = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
        b = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }

    private Made made(Workspace workspace, String... scopes) {
        return tokens.make(workspace, ADMIN, "Report", Set.of(scopes), 30);
    }

    private HttpResponse<String> call(Workspace workspace, String method, String path, String token, String body) {
        return platform.send(HttpRequest.newBuilder(
                        platform.url().resolve("/w/" + workspace.tenant().slug() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private int get(Workspace workspace, String path, String token) {
        return call(workspace, "GET", path, token, "").statusCode();
    }

    private Token stored(Workspace workspace, String id) {
        return tokens.list(workspace).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTokenOpensWhatItsScopesSayInItsOwnWorkspace() {
        String token = made(a, "surveys:read", "stakeholders:write").secret();
        assertEquals(200, get(a, "/api/v1/workspace", token));
        assertEquals(200, get(a, "/api/v1/waves", token));
        assertEquals(200, get(a, "/api/v1/stakeholders", token));
        String stakeholder = "{\"name\":\"Trainers\",\"kind\":\"TRAINERS\",\"size\":3,\"power\":2,\"interest\":4}";
        assertEquals(
                201, call(a, "POST", "/api/v1/stakeholders", token, stakeholder).statusCode());
        HttpResponse<String> beyond = call(a, "GET", "/api/v1/people", token, "");
        assertEquals(403, beyond.statusCode());
        assertTrue(beyond.body().contains("/problems/scope-missing"), beyond.body());
        assertTrue(beyond.body().contains("people:read"), beyond.body());
        assertEquals(403, call(a, "POST", "/api/v1/waves", token, "{}").statusCode());
    }

    @Attack(
            value = "A's API token at B, at the operator's console and on a page",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = "T7",
            at = "/api/v1/people, /operator/api/v1/tenants, /people")
    @BothPlacements
    void noOtherWorkspaceTakesIt(Placement placement) {
        at(placement);
        String token = made(a, "people:read").secret();
        assertEquals(200, get(a, "/api/v1/people", token));
        assertEquals(401, get(b, "/api/v1/people", token));
        // Nor does the operator's console, or a page.
        assertEquals(
                401,
                platform.send(HttpRequest.newBuilder(platform.url().resolve("/operator/api/v1/tenants"))
                                .header("Authorization", "Bearer " + token)
                                .build())
                        .statusCode());
        assertEquals(303, get(a, "/people", token));
    }

    @Attack(
            value = "an API token with any one character changed, cut or lengthened",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = {"S3", "W10"},
            at = "/api/v1/people")
    @BothPlacements
    void aTokenThatIsChangedByOneSignIsNone(Placement placement) {
        at(placement);
        String token = made(a, "people:read").secret();
        for (int n = 0; n < token.length(); n++) {
            char other = token.charAt(n) == '0' ? '1' : '0';
            String changed = token.substring(0, n) + other + token.substring(n + 1);
            assertEquals(401, get(a, "/api/v1/people", changed), changed);
        }
        for (String odd : List.of("tku_", token + "0", token.toUpperCase(java.util.Locale.ROOT), "tku_$ne_1")) {
            assertEquals(401, get(a, "/api/v1/people", odd), odd);
        }
    }

    @Test
    void aTokenEndsWithItsTimeAndWhenItIsTakenAway() {
        Made short1 = tokens.make(a, ADMIN, "Short", Set.of("people:read"), 1);
        Made other = made(a, "people:read");
        assertEquals(200, get(a, "/api/v1/people", short1.secret()));
        clock.pass(Duration.ofDays(1));
        assertEquals(401, get(a, "/api/v1/people", short1.secret()));
        assertEquals(200, get(a, "/api/v1/people", other.secret()));
        Visitor admin = platform.signedIn(a, Role.ADMIN);
        String path = "/w/" + a.tenant().slug() + "/tokens";
        assertEquals(
                303,
                admin.submit(path, path + "/" + other.token().id() + "/removal", Map.of())
                        .statusCode());
        assertEquals(401, get(a, "/api/v1/people", other.secret()));
    }

    @Attack(
            value = "an API token that makes itself another, or reads what is a person's own",
            kind = Kind.OTHER,
            threats = "T7",
            at = "/api/v1/tokens, /api/v1/me/waves, /api/v1/hand-overs")
    @BothPlacements
    void noTokenReachesTokensOrAPersonsOwnThings(Placement placement) {
        at(placement);
        String token = made(a, Scopes.all().toArray(String[]::new)).secret();
        for (String path : List.of("/api/v1/tokens", "/api/v1/me/waves", "/api/v1/hand-overs")) {
            assertEquals(403, get(a, path, token), path);
        }
        assertEquals(
                403,
                call(a, "POST", "/api/v1/tokens", token, "{\"name\":\"More\",\"scopes\":[\"people:read\"]}")
                        .statusCode());
    }

    /** A new part of the API belongs to an area, or only to people; it cannot be open to every token by mistake. */
    @Test
    void everyPathOfTheApiBelongsToAnAreaOrToPeople() {
        for (Route route : platform.platform().routes()) {
            if (route.realm() == Route.Realm.WORKSPACE && route.style() != Route.Style.PAGE) {
                assertTrue(Scopes.knows(route.path()), route.path());
                if (route.access() instanceof Access.Signed && !route.path().equals("/api/v1/workspace")) {
                    assertTrue(Scopes.missing(Set.of(), route.path(), true).isPresent(), route.path());
                }
            }
        }
    }

    @Test
    void itsSecretIsShownOnceAndStoredNowhere() {
        Visitor admin = platform.signedIn(a, Role.ADMIN);
        String page = "/w/" + a.tenant().slug() + "/tokens";
        HttpResponse<String> answer =
                admin.submit(page, page, Map.of("name", "Nightly", "days", "10", "scope", "audit:read"));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("no-store", answer.headers().firstValue("cache-control").orElse(""));
        String secret = answer.body().replaceFirst("(?s).*<code>(tku_[0-9a-f_]+)</code>.*", "$1");
        assertEquals(200, get(a, "/api/v1/audit", secret));
        assertFalse(admin.get(page).body().contains(secret));
        String random = secret.substring(secret.lastIndexOf('_') + 1);
        assertFalse(platform.dump(a).toString().contains(random));
    }

    @Test
    void itIsSeenWhenATokenWasUsedAndWhatItDid() {
        Made made = made(a, "stakeholders:write");
        assertEquals(Optional.empty(), stored(a, made.token().id()).lastUsed());
        String stakeholder = "{\"name\":\"Bots\",\"kind\":\"TRAINERS\",\"size\":3,\"power\":2,\"interest\":4}";
        call(a, "POST", "/api/v1/stakeholders", made.secret(), stakeholder);
        assertTrue(stored(a, made.token().id()).lastUsed().isPresent());
        var entry = platform.platform()
                .trail()
                .find(a, Search.all(), Optional.empty(), 1)
                .entries()
                .getFirst();
        assertEquals("stakeholder.changed", entry.action());
        assertEquals(Actor.Kind.PROGRAM, entry.who().kind());
        assertEquals(made.token().id(), entry.who().id());
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertThrows(Problem.class, () -> made(a));
        assertThrows(Problem.class, () -> made(a, "everything"));
        assertThrows(Problem.class, () -> tokens.make(a, ADMIN, "Long", Set.of("people:read"), 367));
        Workspace full = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        for (int n = 0; n < ApiTokens.MOST; n++) {
            made(full, "people:read");
        }
        assertEquals(
                409,
                assertThrows(Problem.class, () -> made(full, "people:read")).status());
    }
}
