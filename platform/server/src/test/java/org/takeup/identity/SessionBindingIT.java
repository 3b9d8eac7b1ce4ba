package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A session, and a sign-in on its way, belong to one workspace and to one browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionBindingIT {
    private final StubProvider provider = StubProvider.start();
    private TestPlatform platform;
    private Workspace acme;
    private String base;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(provider::addTo, Clock.systemUTC());
        at(Placement.POOLED);
    }

    @AfterAll
    void stop() {
        platform.close();
        provider.close();
    }

    /** From here on the workspace is one of this placement. */
    private void at(Placement placement) {
        acme = platform.tenant(slug(), placement);
        base = "/w/" + acme.tenant().slug();
    }

    private static String slug() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Map<String, Object> ann() {
        return StubProvider.person("ann", acme.tenant().slug(), "learning-leads");
    }

    @Attack(
            value = "A's session cookie under B's and the operator's cookie name",
            kind = {Kind.SESSION_ELSEWHERE, Kind.COOKIE_TOSSING},
            threats = "T5",
            at = "/w/{b}/, /api/v1/workspace, /operator/")
    @BothPlacements
    void aSessionOfOneWorkspaceIsNothingInAnotherWhateverTheCookieIsCalled(Placement placement) {
        at(placement);
        Workspace two = platform.tenant(slug(), placement);
        String twoBase = "/w/" + two.tenant().slug();
        var browser = new Browser(platform);
        browser.signIn(provider, base, ann());
        String session = browser.cookies().get("__Host-takeup." + acme.tenant().slug());
        browser.cookies().put("__Host-takeup." + two.tenant().slug(), session);
        browser.cookies().put("__Host-takeup", session);
        assertEquals(303, browser.get(twoBase + "/").statusCode());
        assertEquals(401, browser.get(twoBase + "/api/v1/workspace").statusCode());
        assertEquals(303, browser.get("/operator/").statusCode());
    }

    @Attack(
            value = "A's session cookie replayed on B's own host",
            kind = Kind.SESSION_ELSEWHERE,
            threats = "T5",
            at = "/, /api/v1/workspace on the host of B")
    @BothPlacements
    void aSessionThatIsReplayedOnTheHostOfAnotherWorkspaceIsRefusedAndNoted(Placement placement) {
        at(placement);
        Workspace two = platform.tenant(slug(), placement);
        var browser = Browser.onOwnHost(platform, acme);
        browser.signIn(provider, "", ann());
        var thief = Browser.onOwnHost(platform, two);
        thief.cookies().putAll(browser.cookies());
        thief.cookies().put(sessionCookie(two), browser.cookies().get(sessionCookie(acme)));
        try (var audit = AuditLog.open()) {
            assertEquals(401, thief.get("/api/v1/workspace").statusCode());
            assertEquals(
                    List.of(Map.of(
                            "event",
                            "session-refused",
                            "realm",
                            two.tenant().id(),
                            "reason",
                            "sealed for another place, with another key, or changed")),
                    audit.events());
        }
        assertEquals(303, thief.get("/").statusCode());
        assertEquals(200, browser.get("/").statusCode());
    }

    @Attack(
            value = "a session that a stranger set before the victim signs in",
            kind = Kind.COOKIE_FIXATION,
            threats = "T5",
            at = "/sign-in, /signed-in")
    @BothPlacements
    void aSessionThatWasThereBeforeSignInIsNotTheOneAfterwards(Placement placement) {
        at(placement);
        var browser = new Browser(platform);
        browser.signIn(provider, base, ann());
        String preset = browser.cookies().get(sessionCookie(acme));
        // A browser that is signed in already is not sent away again, so the way back is begun by one that is not.
        var fresh = new Browser(platform);
        String back = provider.authorize(fresh.leaveFor(base + "/sign-in"), ann());
        fresh.cookies().put(sessionCookie(acme), preset);
        assertEquals(303, fresh.get(base + "/signed-in" + back).statusCode());

        assertNotEquals(
                session(preset).id(),
                session(fresh.cookies().get(sessionCookie(acme))).id());
        String token = fresh.token(base + "/");
        assertNotEquals(browser.token(base + "/"), token);
        assertEquals(200, fresh.post(base + "/sign-out", Map.of("csrf", token)).statusCode());
        assertEquals(200, browser.get(base + "/").statusCode());
    }

    @Attack(
            value = "a sign-in begun at A and finished at B, its cookie renamed",
            kind = Kind.SESSION_ELSEWHERE,
            threats = {"T5", "S1"},
            at = "/signed-in of B, by path and by host")
    @BothPlacements
    void aSignInThatWasBegunInOneWorkspaceIsNotFinishedInAnother(Placement placement) {
        at(placement);
        Workspace two = platform.tenant(slug(), placement);
        var browser = new Browser(platform);
        String back = provider.authorize(browser.leaveFor(base + "/sign-in"), ann());
        String attempt = browser.cookies().get(attemptCookie(acme));
        String elsewhere = "/w/" + two.tenant().slug() + "/signed-in" + back;
        notBegunHere(browser.get(elsewhere));
        browser.cookies().put(attemptCookie(two), attempt);
        notBegunHere(browser.get(elsewhere));
        var host = Browser.onOwnHost(platform, two);
        host.cookies().put(attemptCookie(two), attempt);
        notBegunHere(host.get("/signed-in" + back));

        assertEquals(303, browser.get(base + "/signed-in" + back).statusCode());
    }

    private Session session(String cookie) {
        return platform.platform()
                .sessions()
                .find(Sessions.Realm.of(acme.tenant()), cookie)
                .orElseThrow();
    }

    private static String sessionCookie(Workspace workspace) {
        return Sessions.cookieName(Sessions.Realm.of(workspace.tenant()));
    }

    private static String attemptCookie(Workspace workspace) {
        return Attempts.cookieName(Sessions.Realm.of(workspace.tenant()));
    }

    private static void notBegunHere(HttpResponse<String> answer) {
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("did not start this sign-in"), answer.body());
    }
}
