package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.identity.ApiTokens.Made;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** OAuth client credentials as RFC 6749 has them, and what must not come of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCredentialsIT {
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
        platform.close();
    }

    private Made client(Workspace workspace, String... scopes) {
        return tokens.make(workspace, ADMIN, "Integration", Set.of(scopes), 30);
    }

    private HttpResponse<String> ask(Workspace workspace, String basic, String form) {
        var request = HttpRequest.newBuilder(
                        platform.url().resolve("/w/" + workspace.tenant().slug() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (!basic.isEmpty()) {
            request.header("Authorization", "Basic " + basic);
        }
        return platform.send(request.build());
    }

    private static String basic(String id, String secret) {
        return Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String access(Workspace workspace, Made client, String scope) {
        String form = "grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + scope);
        HttpResponse<String> answer = ask(workspace, basic(client.token().id(), client.secret()), form);
        assertEquals(200, answer.statusCode(), answer.body());
        return read(answer).path("access_token").asText();
    }

    private int get(Workspace workspace, String path, String token) {
        return platform.send(HttpRequest.newBuilder(platform.url()
                                .resolve("/w/" + workspace.tenant().slug() + path))
                        .header("Authorization", "Bearer " + token)
                        .build())
                .statusCode();
    }

    @Test
    void aClientGetsATokenOfMinutesWithTheScopesThatItAsksFor() {
        Made client = client(a, "people:read", "surveys:read");
        HttpResponse<String> answer =
                ask(a, basic(client.token().id(), client.secret()), "grant_type=client_credentials&scope=people:read");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("no-store", answer.headers().firstValue("cache-control").orElse(""));
        assertEquals("Bearer", read(answer).path("token_type").asText());
        assertEquals(900, read(answer).path("expires_in").asInt());
        assertEquals("people:read", read(answer).path("scope").asText());
        String token = read(answer).path("access_token").asText();
        assertEquals(200, get(a, "/api/v1/people", token));
        assertEquals(403, get(a, "/api/v1/waves", token));
        assertEquals(403, get(a, "/api/v1/tokens", token));
        String all = access(a, client, "");
        assertEquals(200, get(a, "/api/v1/waves", all));
        // The secret in the form does as well.
        String form =
                "grant_type=client_credentials&client_id=" + client.token().id() + "&client_secret=" + client.secret();
        assertEquals(200, ask(a, "", form).statusCode());
        assertFalse(platform.dump(a).toString().contains(token.substring(10)));
    }

    @Test
    void itEndsAfterMinutesAndAtOnceWithItsClient() {
        Made client = client(a, "people:read");
        String first = access(a, client, "");
        clock.pass(Duration.ofMinutes(14));
        assertEquals(200, get(a, "/api/v1/people", first));
        clock.pass(Duration.ofMinutes(2));
        assertEquals(401, get(a, "/api/v1/people", first));
        String second = access(a, client, "");
        tokens.revoke(a, client.token().id());
        assertEquals(401, get(a, "/api/v1/people", second));
        assertEquals(
                401,
                ask(a, basic(client.token().id(), client.secret()), "grant_type=client_credentials")
                        .statusCode());
    }

    @Attack(
            value = "A's client and its token at B",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = "T7",
            at = "/oauth/token, /api/v1/people")
    @BothPlacements
    void noOtherWorkspaceTakesTheClientOrItsToken(Placement placement) {
        at(placement);
        Made client = client(a, "people:read");
        String token = access(a, client, "");
        assertEquals(401, get(b, "/api/v1/people", token));
        HttpResponse<String> elsewhere =
                ask(b, basic(client.token().id(), client.secret()), "grant_type=client_credentials");
        assertEquals(401, elsewhere.statusCode());
        assertEquals("invalid_client", read(elsewhere).path("error").asText());
        // A token cannot be traded for a longer life.
        assertEquals(
                401,
                ask(a, basic(client.token().id(), token), "grant_type=client_credentials")
                        .statusCode());
    }

    @Attack(
            value = "an access token of a client with any one character changed",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = "S3",
            at = "/api/v1/people")
    @BothPlacements
    void aTokenThatIsChangedAnywhereIsNone(Placement placement) {
        at(placement);
        String token = access(a, client(a, "people:read"), "");
        for (int n = 0; n < token.length(); n++) {
            char other = token.charAt(n) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, n) + other + token.substring(n + 1);
            // The last sign of base64 may hold bits that mean nothing.
            if (n < token.length() - 1) {
                assertEquals(401, get(a, "/api/v1/people", changed), changed);
            }
        }
        for (String odd : List.of("tku_at_", "tku_at_%", "tku_at_AAAA", token + "A")) {
            assertEquals(401, get(a, "/api/v1/people", odd), odd);
        }
    }

    @Test
    void refusalsAreThoseOfTheStandard() {
        Made client = client(a, "people:read");
        String good = basic(client.token().id(), client.secret());
        Map<String, List<String>> refused = Map.of(
                "grant_type=client_credentials&scope=people:write", List.of("400", "invalid_scope", good),
                "grant_type=client_credentials&scope=people:read+audit:read", List.of("400", "invalid_scope", good),
                "scope=people:read", List.of("400", "invalid_request", good),
                "grant_type=password&username=a&password=b", List.of("400", "unsupported_grant_type", good),
                "grant_type=client_credentials&grant_type=client_credentials", List.of("400", "invalid_request", good),
                "grant_type=client_credentials&client_secret=x", List.of("400", "invalid_request", good),
                "grant_type=client_credentials&client_id=other", List.of("400", "invalid_request", good),
                "grant_type=client_credentials", List.of("401", "invalid_client", ""),
                "grant_type=client_credentials&a=1",
                        List.of("401", "invalid_client", basic(client.token().id(), client.secret() + "0")),
                "grant_type=client_credentials&a=2", List.of("401", "invalid_client", "no-base64!"));
        refused.forEach((form, expected) -> {
            HttpResponse<String> answer = ask(a, expected.get(2), form);
            assertEquals(Integer.parseInt(expected.get(0)), answer.statusCode(), form + " " + answer.body());
            assertEquals(expected.get(1), read(answer).path("error").asText(), form);
            assertTrue(answer.headers().firstValue("content-type").orElse("").startsWith("application/json"));
            if (answer.statusCode() == 401) {
                assertTrue(answer.headers()
                        .firstValue("www-authenticate")
                        .orElse("")
                        .startsWith("Basic"));
            }
        });
    }
}
