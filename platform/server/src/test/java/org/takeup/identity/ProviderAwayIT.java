package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Workspace;

/** What goes on, and what waits, while the identity provider does not answer or answers nonsense. */
class ProviderAwayIT {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String KEYS = "/keys";

    private final StillClock clock = new StillClock();
    private StubProvider provider;
    private TestPlatform platform;
    private Workspace acme;
    private String base;

    @BeforeEach
    void start() {
        provider = StubProvider.start(0, clock);
        platform = TestPlatform.start(provider::addTo, clock);
        acme = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        base = "/w/" + acme.tenant().slug();
    }

    @AfterEach
    void stop() {
        platform.close();
        provider.close();
    }

    private Map<String, Object> fay() {
        return StubProvider.person("fay", acme.tenant().slug());
    }

    private HttpResponse<String> call(SigningKey key) {
        return platform.send(HttpRequest.newBuilder(platform.url().resolve(base + "/api/v1/workspace"))
                .header("Authorization", "Bearer " + key.sign(provider.accessClaims(fay())))
                .build());
    }

    /** The platform leaves a provider alone for a second that has just failed. */
    private void takeBreath() {
        clock.pass(Duration.ofSeconds(2));
    }

    @Test
    void signInSaysSoAndSessionsGoOn() {
        int port = provider.port();
        provider.close();
        var browser = new Browser(platform);
        away(browser.get(base + "/sign-in"));
        takeBreath();
        try (var back = StubProvider.start(port, clock)) {
            assertEquals(303, browser.signIn(back, base, fay()).statusCode());
        }
        assertEquals(200, browser.get(base + "/").statusCode());

        var stranger = new Browser(platform);
        String authorize = stranger.leaveFor(base + "/sign-in");
        String state = StubProvider.form(authorize.substring(authorize.indexOf('?') + 1))
                .get("state");
        String issuer = Browser.encode(provider.issuer());
        away(stranger.get(base + "/signed-in?code=x&state=" + state + "&iss=" + issuer));
        takeBreath();
        away(stranger.get(base + "/sign-in"));
    }

    @Test
    void accessTokensGoOnWithTheKeysAtHandForAsLongAsSessionsDo() {
        assertEquals(200, call(provider.rsa()).statusCode());
        int port = provider.port();
        provider.close();

        clock.pass(Duration.ofHours(2));
        assertEquals(200, call(provider.rsa()).statusCode());
        assertEquals(503, call(SigningKey.rsa("a newer key")).statusCode());
        clock.pass(Sessions.LIFE);
        assertEquals(503, call(provider.rsa()).statusCode());

        takeBreath();
        try (var back = StubProvider.start(port, clock)) {
            assertEquals(200, call(back.rsa()).statusCode());
            assertEquals(401, call(provider.rsa()).statusCode());
        }
    }

    @Test
    void aPageInPlaceOfADocumentIsNoProvider() {
        for (String nonsense : List.of("<!doctype html><title>Down for maintenance</title>", "[]", "\"\"", "{}", "")) {
            provider.replace(DISCOVERY, nonsense);
            away(new Browser(platform).get(base + "/sign-in"));
            assertEquals(503, call(provider.rsa()).statusCode(), nonsense);
            takeBreath();
        }
    }

    @Test
    void aPageInPlaceOfTheKeysIsNoProviderAndTakesNoKeysAway() {
        String nonsense = "<!doctype html><title>Down for maintenance</title>";
        provider.replace(KEYS, nonsense);
        assertEquals(503, call(provider.rsa()).statusCode());
        takeBreath();
        provider.restore(KEYS);
        assertEquals(200, call(provider.rsa()).statusCode());
        for (String body : List.of(nonsense, "{}", "{\"keys\": \"none\"}", "{\"keys\": []}")) {
            provider.replace(KEYS, body);
            clock.pass(Duration.ofHours(1).plusMinutes(1));
            assertEquals(200, call(provider.rsa()).statusCode(), body);
        }
    }

    @Test
    void aKeyThatMakesNoSenseDoesNotSpoilTheOthers() {
        Map<String, Object> broken = SigningKey.rsa("broken").jwk();
        broken.remove("n");
        Map<String, Object> garbled = SigningKey.ec("garbled").jwk();
        garbled.put("x", "%%%");
        provider.replace(
                KEYS,
                StubProvider.json(
                        Map.of("keys", List.of(broken, garbled, provider.rsa().jwk()))));
        assertEquals(200, call(provider.rsa()).statusCode());
        assertEquals(401, call(SigningKey.rsa("broken")).statusCode());
        assertEquals(401, call(SigningKey.ec("garbled")).statusCode());
    }

    @Test
    void strangersWithUnknownKeysDoNotMakeThePlatformAskForKeysEachTime() {
        assertEquals(200, call(provider.rsa()).statusCode());
        int before = provider.keyReads();
        for (int i = 0; i < 50; i++) {
            assertEquals(401, call(SigningKey.ec("stranger-" + i)).statusCode());
        }
        assertEquals(before, provider.keyReads());
        clock.pass(Duration.ofSeconds(10));
        for (int i = 0; i < 50; i++) {
            assertEquals(401, call(SigningKey.ec("stranger-" + i)).statusCode());
        }
        assertEquals(before + 1, provider.keyReads());
    }

    private static void away(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("not possible right now"), answer.body());
    }
}
