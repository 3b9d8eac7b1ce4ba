package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The provider says, from server to server, that a session has ended; and others pretend to be the provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackChannelIT {
    private final StubProvider provider = StubProvider.start();
    private final StubProvider other = StubProvider.start();
    private TestPlatform platform;
    private Workspace acme;
    private String base;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(provider::addTo, Clock.systemUTC());
        acme = platform.tenant(slug());
        base = "/w/" + acme.tenant().slug();
    }

    @AfterAll
    void stop() {
        platform.close();
        provider.close();
        other.close();
    }

    private static String slug() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Map<String, Object> ann() {
        return StubProvider.person("ann", acme.tenant().slug(), "learning-leads");
    }

    @Test
    void theProviderSignsOutByItsSessionOnce() {
        var person = new HashMap<>(ann());
        person.put("sid", "sid-" + UUID.randomUUID());
        var browser = new Browser(platform);
        browser.signIn(provider, base, person);
        var later = new Browser(platform);
        later.signIn(provider, base, ann());
        String token = logoutToken(Map.of("sid", person.get("sid")));
        assertEquals(200, backChannel(token).statusCode());
        assertEquals(303, browser.get(base + "/").statusCode());
        assertEquals(200, later.get(base + "/").statusCode());
        assertEquals(400, backChannel(token).statusCode());
    }

    @Test
    void theProviderSignsAPersonOutEverywhere() {
        var person =
                StubProvider.person("eve-" + UUID.randomUUID(), acme.tenant().slug());
        var browser = new Browser(platform);
        browser.signIn(provider, base, person);
        assertEquals(
                200, backChannel(logoutToken(Map.of("sub", person.get("sub")))).statusCode());
        assertEquals(303, browser.get(base + "/").statusCode());
        browser.cookies().clear();
        browser.signIn(provider, base, person);
        assertEquals(200, browser.get(base + "/").statusCode());
    }

    @Attack(
            value = "logout tokens of another issuer, audience or kind, old, or of nobody",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = "S10",
            at = "/backchannel-logout",
            onePlacement = "signed tokens of the one provider; no data of a tenant is read")
    @Test
    void crookedLogoutTokensAreRefused() {
        var events = Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
        var crooked = new HashMap<String, Map<String, Object>>();
        crooked.put("no event", Map.of("sid", "x", "events", Map.of()));
        crooked.put("nonce", Map.of("sid", "x", "events", events, "nonce", "n"));
        crooked.put("audience", Map.of("sid", "x", "events", events, "aud", "another"));
        crooked.put("issuer", Map.of("sid", "x", "events", events, "iss", other.issuer()));
        crooked.put("old", Map.of("sid", "x", "events", events, "iat", 1_000_000));
        crooked.put("nobody", Map.of("events", events));
        crooked.forEach((what, claims) -> {
            var token = new HashMap<String, Object>(provider.claims(Map.of("sub", "y")));
            token.remove("sub");
            token.remove("sid");
            token.put("aud", "takeup-web");
            token.put("jti", UUID.randomUUID().toString());
            token.putAll(claims);
            assertEquals(400, backChannel(provider.rsa().sign(token)).statusCode(), what);
        });
        assertEquals(400, backChannel("nonsense").statusCode());
        assertEquals(400, backChannel("").statusCode());
    }

    @Attack(
            value = "forged logout tokens that would end a victim's session",
            kind = Kind.TOKEN_ELSEWHERE,
            threats = {"S3", "S10"},
            at = "/backchannel-logout")
    @BothPlacements
    void noForgedLogoutTokenEndsASession(Placement placement) {
        acme = platform.tenant(slug(), placement);
        base = "/w/" + acme.tenant().slug();
        var person = new HashMap<>(ann());
        person.put("sid", "sid-" + UUID.randomUUID());
        var browser = new Browser(platform);
        browser.signIn(provider, base, person);
        forgeries(Map.of("sid", person.get("sid"))).forEach((what, token) -> {
            assertEquals(400, backChannel(token).statusCode(), what);
            assertEquals(200, browser.get(base + "/").statusCode(), what);
        });
        // What was forged does end it when the provider says it.
        assertEquals(
                200, backChannel(logoutToken(Map.of("sid", person.get("sid")))).statusCode());
        assertEquals(303, browser.get(base + "/").statusCode());
    }

    /** Tokens that would end this session if nobody looked closely. */
    private Map<String, String> forgeries(Map<String, Object> who) {
        Map<String, Object> claims = logoutClaims(who);
        Map<String, Object> header = logoutHeader();
        var none = new HashMap<>(header);
        none.put("alg", "none");
        var hmac = new HashMap<>(header);
        hmac.put("alg", "HS256");
        Map<String, Object> access = provider.accessClaims(ann());
        access.putAll(who);
        Map<String, Object> id = provider.claims(ann());
        id.putAll(Map.of("typ", "ID", "aud", "takeup-web", "azp", "takeup-web"));
        id.putAll(who);
        Map<String, Object> sneaky = new HashMap<>(id);
        sneaky.putAll(Map.of("events", claims.get("events"), "jti", claims.get("jti"), "nonce", "n"));
        String honest = provider.rsa().sign(header, claims);
        return Map.of(
                "another's key",
                other.rsa().sign(claims),
                "the provider's key by name, another's by signature",
                other.rsa().sign(header, claims),
                "no signature",
                SigningKey.content(none, claims) + ".",
                "no signature, but something in its place",
                SigningKey.content(none, claims) + ".AAAA",
                "the public key as a secret",
                SigningKey.hmac(provider.rsa().publicKey().getEncoded(), hmac, claims),
                "another token's signature",
                SigningKey.content(header, claims) + provider.rsa().sign(id).replaceFirst("^.*\\.", "."),
                "a cut signature",
                honest.substring(0, honest.length() - 8),
                "an access token",
                provider.rsa().sign(access),
                "an ID token",
                provider.rsa().sign(id),
                "an ID token with an event",
                provider.rsa().sign(sneaky));
    }

    private String logoutToken(Map<String, Object> who) {
        return provider.rsa().sign(logoutHeader(), logoutClaims(who));
    }

    private Map<String, Object> logoutHeader() {
        Map<String, Object> header = provider.rsa().header();
        header.put("typ", "logout+jwt");
        return header;
    }

    private Map<String, Object> logoutClaims(Map<String, Object> who) {
        Map<String, Object> claims = provider.claims(Map.of());
        claims.remove("sid");
        claims.put("aud", "takeup-web");
        claims.put("typ", "Logout");
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        claims.putAll(who);
        return claims;
    }

    private HttpResponse<String> backChannel(String token) {
        return platform.send(HttpRequest.newBuilder(platform.url().resolve("/backchannel-logout"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token))
                .build());
    }
}
