package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.RawHttp;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.people.Identity;
import org.takeup.people.People;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Access tokens of the API: whose they are, and which are none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BearerIT {
    private final StubProvider provider = StubProvider.start();
    private final StubProvider other = StubProvider.start();
    private final People people = new People();
    private TestPlatform platform;
    private Workspace a;
    private Workspace b;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(provider::addTo, Clock.systemUTC());
        at(Placement.POOLED);
    }

    /** From here on the workspaces are new ones of this placement. */
    private void at(Placement placement) {
        a = platform.tenant("a" + UUID.randomUUID().toString().substring(0, 8), placement);
        b = platform.tenant("b" + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        provider.close();
        other.close();
    }

    private Map<String, Object> access(Workspace workspace) {
        return provider.accessClaims(
                StubProvider.person("bot", workspace.tenant().slug(), "learning-leads"));
    }

    private HttpResponse<String> call(Workspace workspace, String authorization) {
        return platform.send(HttpRequest.newBuilder(
                        platform.url().resolve("/w/" + workspace.tenant().slug() + "/api/v1/workspace"))
                .header("Authorization", authorization)
                .build());
    }

    @Test
    void aTokenWithMappedGroupsHasTheirRoles() {
        HttpResponse<String> answer = call(a, "Bearer " + provider.rsa().sign(access(a)));
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"ADMIN\""), answer.body());
        assertEquals(200, call(a, "bearer " + provider.ec().sign(access(a))).statusCode());
    }

    @Test
    void aProgramsTokenPutsNobodyIntoTheDirectory() {
        var program =
                StubProvider.person("program-" + UUID.randomUUID(), a.tenant().slug(), "learning-leads");
        program.remove("identity_provider");
        long before = people.count(a);
        assertEquals(
                200,
                call(a, "Bearer " + provider.rsa().sign(provider.accessClaims(program)))
                        .statusCode());
        assertEquals(before, people.count(a));
    }

    @Test
    void aPersonsTokenPutsNobodyIntoTheDirectoryEitherAndStandsForThatPerson() {
        var person = StubProvider.person("pat-" + UUID.randomUUID(), a.tenant().slug());
        var identity = new Identity(
                provider.issuer(), (String) person.get("sub"), "Pat", (String) person.get("email"), true, Set.of());
        String bearer = "Bearer " + provider.rsa().sign(provider.accessClaims(person));
        long before = people.count(a);
        assertEquals(200, call(a, bearer).statusCode());
        assertEquals(before, people.count(a));
        String id = people.idOf(a, identity);
        new Browser(platform).signIn(provider, "/w/" + a.tenant().slug(), person);
        assertEquals(before + 1, people.count(a));
        assertEquals(id, people.idOf(a, identity));
        assertEquals(
                "Name of " + person.get("sub"), people.find(a, id).orElseThrow().name());
    }

    @Attack(
            value = "the token of one workspace in every combination of path and host of two",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = {"T7", "S2"},
            at = "/w/{a|b}/api/v1/workspace and the hosts of both")
    @BothPlacements
    void atAnyHostAndPathOnlyTheTokenOfThatWorkspaceWorks(Placement placement) {
        at(placement);
        for (Workspace token : List.of(a, b)) {
            String bearer = "Bearer " + provider.rsa().sign(access(token));
            for (Workspace path : List.of(a, b)) {
                assertEquals(token == path ? 200 : 403, call(path, bearer).statusCode());
                for (Workspace host : List.of(a, b)) {
                    // On a workspace's own host there are no other workspaces, whatever the path says.
                    assertEquals(404, onOwnHost(host, "/w/" + path.tenant().slug() + "/api/v1/workspace", bearer));
                }
            }
            for (Workspace host : List.of(a, b)) {
                assertEquals(token == host ? 200 : 403, onOwnHost(host, "/api/v1/workspace", bearer));
            }
        }
    }

    private int onOwnHost(Workspace host, String path, String bearer) {
        return RawHttp.get(
                        platform.url(),
                        path,
                        "Host: " + host.tenant().slug() + ".localhost:"
                                + platform.url().getPort(),
                        "Authorization: " + bearer)
                .status();
    }

    @Attack(
            value = "an access token whose organization claim was left out",
            kind = Kind.ORGANISATION_CLAIM,
            threats = "S2",
            at = "/api/v1/workspace")
    @BothPlacements
    void aTokenWithoutTheOrganisationIsRefused(Placement placement) {
        at(placement);
        Map<String, Object> claims = access(a);
        claims.remove("organization");
        assertEquals(403, call(a, "Bearer " + provider.rsa().sign(claims)).statusCode());
    }

    @Attack(
            value = "an organization claim that resembles A's: case, blanks, look-alikes, nested, joined",
            kind = Kind.ORGANISATION_CLAIM,
            threats = {"S2", "T7"},
            at = "/api/v1/workspace, /signed-in")
    @BothPlacements
    void aClaimThatOnlyResemblesTheOrganisationIsNone(Placement placement) {
        at(placement);
        String alias = a.tenant().slug();
        String others = b.tenant().slug();
        for (Object shape : List.of(
                alias.toUpperCase(Locale.ROOT),
                alias + " ",
                " " + alias,
                alias + "\u0000",
                alias + ".",
                alias + "/" + others,
                alias.replace('a', '\u0430'),
                alias.substring(1),
                "*",
                "",
                1,
                true,
                List.of(List.of(alias)),
                List.of(Map.of("alias", alias)),
                List.of(alias + "," + others),
                "[\"" + alias + "\"]",
                Map.of("alias", alias),
                Map.of(others, Map.of("alias", alias, "id", a.tenant().id())),
                Map.of(alias.toUpperCase(Locale.ROOT), Map.of()),
                List.of(others))) {
            Map<String, Object> claims = access(a);
            claims.put("organization", shape);
            claims.put("organizations", List.of(alias));
            claims.put("tenant", alias);
            assertEquals(403, call(a, "Bearer " + provider.rsa().sign(claims)).statusCode(), shape.toString());
            var person = StubProvider.person("mallory", alias);
            person.put("organization", shape);
            HttpResponse<String> back = new Browser(platform).signIn(provider, "/w/" + alias, person);
            assertEquals(403, back.statusCode(), shape.toString());
        }
    }

    @Attack(
            value = "an access token in place of a session",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = "T7",
            at = "/people")
    @BothPlacements
    void aTokenIsNothingOnPages(Placement placement) {
        at(placement);
        HttpResponse<String> answer = platform.send(
                HttpRequest.newBuilder(platform.url().resolve("/w/" + a.tenant().slug() + "/people"))
                        .header("Authorization", "Bearer " + provider.rsa().sign(access(a)))
                        .build());
        assertEquals(303, answer.statusCode());
    }

    @Attack(
            value = "a bad token beside a good session",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = "S3",
            at = "/api/v1/workspace")
    @BothPlacements
    void aBadTokenIsNotMadeGoodByASession(Placement placement) {
        at(placement);
        var browser = new Browser(platform);
        String base = "/w/" + a.tenant().slug();
        browser.signIn(provider, base, StubProvider.person("gil", a.tenant().slug()));
        String cookie = browser.cookies().entrySet().iterator().next().toString();
        HttpResponse<String> answer =
                platform.send(HttpRequest.newBuilder(platform.url().resolve(base + "/api/v1/workspace"))
                        .header("Cookie", cookie)
                        .header("Authorization", "Bearer nonsense")
                        .build());
        assertEquals(401, answer.statusCode());
    }

    @Test
    void aTokenEndsWithTheProvidersSession() {
        var claims = access(a);
        claims.put("sid", "sid-" + UUID.randomUUID());
        String bearer = "Bearer " + provider.rsa().sign(claims);
        assertEquals(200, call(a, bearer).statusCode());
        var logout = new HashMap<String, Object>(provider.claims(Map.of()));
        logout.put("sid", claims.get("sid"));
        logout.put("aud", "takeup-web");
        logout.put("jti", UUID.randomUUID().toString());
        logout.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        assertEquals(
                200,
                platform.send(HttpRequest.newBuilder(platform.url().resolve("/backchannel-logout"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "logout_token=" + provider.rsa().sign(logout)))
                                .build())
                        .statusCode());
        assertEquals(401, call(a, bearer).statusCode());
    }

    /** Each takes the claims and the header of an honest token and makes something of it that must not work. */
    private Map<String, String> forgeries() {
        SigningKey key = provider.rsa();
        var forged = new LinkedHashMap<String, String>();
        String honest = key.sign(access(a));
        String content = honest.substring(0, honest.lastIndexOf('.'));
        byte[] publicKey = key.publicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(publicKey)
                + "\n-----END PUBLIC KEY-----\n";

        forged.put("alg none, no signature", SigningKey.content(header("none", key.id()), access(a)) + ".");
        forged.put("alg none, two parts", SigningKey.content(header("none", key.id()), access(a)));
        forged.put("alg NoNe, old signature", SigningKey.content(header("NoNe", key.id()), access(a)) + ".AAAA");
        forged.put("HS256 with the public key", SigningKey.hmac(publicKey, header("HS256", key.id()), access(a)));
        forged.put(
                "HS256 with the public key as PEM",
                SigningKey.hmac(pem.getBytes(StandardCharsets.US_ASCII), header("HS256", key.id()), access(a)));
        forged.put("HS256 without a secret", SigningKey.hmac(new byte[1], header("HS256", key.id()), access(a)));
        forged.put("another provider's key", other.rsa().sign(access(a)));
        forged.put("our key's name, another's key", other.rsa().sign(header("RS256", key.id()), access(a)));
        forged.put(
                "RS256 said of the EC key",
                provider.ec().sign(header("RS256", provider.ec().id()), access(a)));
        forged.put("kid is a path", other.rsa().sign(header("RS256", "../../../../dev/null"), access(a)));
        forged.put("kid is a query", other.rsa().sign(header("RS256", "' OR '1'='1"), access(a)));
        forged.put("no kid", other.rsa().sign(new HashMap<>(Map.of("alg", "RS256")), access(a)));
        var own = header("RS256", other.rsa().id());
        own.put("jwk", other.rsa().jwk());
        forged.put("brings its key", other.rsa().sign(own, access(a)));
        var linked = header("RS256", other.rsa().id());
        linked.put("jku", other.issuer() + "/keys");
        forged.put("brings its key's address", other.rsa().sign(linked, access(a)));
        var critical = key.header();
        critical.put("crit", List.of("b64"));
        critical.put("b64", false);
        forged.put("unknown extension", key.sign(critical, access(a)));
        forged.put("changed claims", changedClaims(honest));
        forged.put("cut signature", honest.substring(0, honest.length() - 8));
        forged.put("no signature", content + ".");
        forged.put("expired", signed(claims -> claims.put("exp", Instant.now().getEpochSecond() - 3_600)));
        forged.put("without an end", signed(claims -> claims.remove("exp")));
        forged.put("end is a word", signed(claims -> claims.put("exp", "tomorrow")));
        forged.put(
                "not valid yet",
                signed(claims -> claims.put("nbf", Instant.now().getEpochSecond() + 3_600)));
        forged.put(
                "from the future",
                signed(claims -> claims.put("iat", Instant.now().getEpochSecond() + 3_600)));
        forged.put("another audience", signed(claims -> claims.put("aud", List.of("account"))));
        forged.put("no audience", signed(claims -> claims.remove("aud")));
        forged.put("another issuer", signed(claims -> claims.put("iss", other.issuer())));
        forged.put("issuer with a slash", signed(claims -> claims.put("iss", provider.issuer() + "/")));
        forged.put("no issuer", signed(claims -> claims.remove("iss")));
        forged.put("nobody's", signed(claims -> claims.remove("sub")));
        forged.put("an ID token", signed(claims -> claims.put("typ", "ID")));
        forged.put("a refresh token", signed(claims -> claims.put("typ", "Refresh")));
        forged.put("an ID token that hides its type", signed(claims -> {
            claims.remove("typ");
            claims.put("nonce", "n");
        }));
        forged.put("five parts", honest + ".AAAA.AAAA");
        forged.put("no JSON", "AAAA.AAAA.AAAA");
        forged.put("very long", honest + "A".repeat(3_000));
        return forged;
    }

    private String signed(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = access(a);
        change.accept(claims);
        return provider.rsa().sign(claims);
    }

    private static Map<String, Object> header(String algorithm, String kid) {
        return new LinkedHashMap<>(Map.of("alg", algorithm, "kid", kid, "typ", "JWT"));
    }

    private String changedClaims(String honest) {
        String[] parts = honest.split("\\.");
        String more = SigningKey.content(Map.of(), access(a)).split("\\.")[1];
        return parts[0] + "." + more + "." + parts[2];
    }

    @Attack(
            value = "forged access tokens: alg none, HMAC by the public key, kid, jku, jwk, crit, times",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = {"S2", "S3"},
            at = "/api/v1/workspace")
    @BothPlacements
    void noForgedAccessTokenIsAccepted(Placement placement) {
        at(placement);
        Map<String, String> forgeries = forgeries();
        assertTrue(forgeries.size() >= 20);
        forgeries.forEach((what, token) -> {
            HttpResponse<String> answer = call(a, "Bearer " + token);
            assertEquals(401, answer.statusCode(), what);
            assertEquals(
                    "Bearer realm=\"takeup\", error=\"invalid_token\"",
                    answer.headers().firstValue("www-authenticate").orElse(""),
                    what);
        });
    }

    @Attack(
            value = "ID tokens with another nonce, audience, party, issuer or none",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = {"S2", "S4"},
            at = "/signed-in")
    @BothPlacements
    void noForgedIdTokenSignsAnybodyIn(Placement placement) {
        at(placement);
        var crooked = new LinkedHashMap<String, Consumer<Map<String, Object>>>();
        crooked.put("another nonce", claims -> claims.put("nonce", "another"));
        crooked.put("no nonce", claims -> claims.remove("nonce"));
        crooked.put("another audience", claims -> claims.put("aud", "takeup-api"));
        crooked.put("another authorized party", claims -> claims.put("azp", "takeup-api"));
        crooked.put("two audiences, no party", claims -> {
            claims.put("aud", List.of("takeup-web", "another"));
            claims.remove("azp");
        });
        crooked.put("an access token", claims -> claims.put("typ", "Bearer"));
        crooked.put("another issuer", claims -> claims.put("iss", other.issuer()));
        crooked.put("expired", claims -> claims.put("exp", Instant.now().getEpochSecond() - 3_600));
        crooked.put("nobody", claims -> claims.remove("sub"));
        crooked.forEach((what, change) -> {
            var browser = new Browser(platform);
            String base = "/w/" + a.tenant().slug();
            String back = provider.authorize(
                    browser.leaveFor(base + "/sign-in"),
                    StubProvider.person("hal", a.tenant().slug()),
                    change);
            HttpResponse<String> answer = browser.get(base + "/signed-in" + back);
            assertEquals(400, answer.statusCode(), what);
            assertTrue(answer.body().contains("could not be confirmed"), what);
            assertEquals(303, browser.get(base + "/").statusCode(), what);
        });
    }
}
