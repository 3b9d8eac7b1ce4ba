package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Workspace;

/** The whole round of a person on a host name that belongs to their workspace: its paths have nothing before them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnHostIT {
    private final StubProvider provider = StubProvider.start();
    private TestPlatform platform;
    private Workspace acme;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(provider::addTo, Clock.systemUTC());
        acme = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
    }

    @AfterAll
    void stop() {
        platform.close();
        provider.close();
    }

    private Map<String, Object> planner() {
        return StubProvider.person("pia", acme.tenant().slug(), "learning-team");
    }

    @Test
    void signInComesBackToTheHostItWasBegunAt() {
        var browser = Browser.onOwnHost(platform, acme);
        HttpResponse<String> refused = browser.get("/people");
        assertEquals("/sign-in?to=%2Fpeople", Browser.location(refused));
        String authorize = browser.leaveFor("/sign-in?to=%2Fpeople");
        Map<String, String> asked = StubProvider.form(authorize.substring(authorize.indexOf('?') + 1));
        assertEquals(browser.origin() + "/signed-in", asked.get("redirect_uri"));

        HttpResponse<String> back = browser.get("/signed-in" + provider.authorize(authorize, planner()));

        assertEquals(303, back.statusCode(), back.body());
        assertEquals("/people", Browser.location(back));
        assertEquals(200, browser.get("/people").statusCode());
    }

    @Test
    void theSessionIsForThatHostOnly() {
        var browser = Browser.onOwnHost(platform, acme);
        HttpResponse<String> back = browser.signIn(provider, "", planner());
        assertEquals(
                List.of("__Host-takeup." + acme.tenant().slug()),
                List.copyOf(browser.cookies().keySet()));
        for (String cookie : back.headers().allValues("set-cookie")) {
            assertTrue(cookie.contains("Path=/") && !cookie.contains("Domain"), cookie);
        }
    }

    @Test
    void aFormNeedsItsTokenAndMustComeFromThatHost() {
        var browser = Browser.onOwnHost(platform, acme);
        browser.signIn(provider, "", planner());
        String token = browser.token("/stakeholders");

        assertEquals(403, browser.post("/stakeholders/usual", Map.of()).statusCode());
        assertEquals(
                403,
                browser.post("/stakeholders/usual", Map.of("csrf", token), platform.url())
                        .statusCode());
        assertFalse(browser.get("/stakeholders").body().contains("Senior management"));

        HttpResponse<String> sent = browser.post("/stakeholders/usual", Map.of("csrf", token));
        assertEquals(303, sent.statusCode(), sent.body());
        assertEquals("/stakeholders", Browser.location(sent));
        assertTrue(browser.get("/stakeholders").body().contains("Senior management"));
    }

    @Test
    void signOutComesBackToThatHostAndTheSessionIsOver() {
        var browser = Browser.onOwnHost(platform, acme);
        browser.signIn(provider, "", planner());
        var cookies = Map.copyOf(browser.cookies());

        HttpResponse<String> out = browser.post("/sign-out", Map.of("csrf", browser.token("/")));

        assertEquals(200, out.statusCode(), out.body());
        String next = out.headers().firstValue("refresh").orElseThrow().substring("0; url=".length());
        Map<String, String> asked = StubProvider.form(next.substring(next.indexOf('?') + 1));
        assertEquals(browser.origin() + "/signed-out", asked.get("post_logout_redirect_uri"));
        assertTrue(browser.cookies().isEmpty());
        browser.cookies().putAll(cookies);
        assertEquals("/sign-in?to=%2F", Browser.location(browser.get("/")));
    }
}
