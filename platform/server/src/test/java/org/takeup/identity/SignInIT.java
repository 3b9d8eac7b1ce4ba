package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.people.People;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Signing in and out, against providers on real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {
    private final StubProvider provider = StubProvider.start();
    private final StubProvider other = StubProvider.start();
    private TestPlatform platform;
    private Workspace acme;
    private String base;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(provider::addTo, Clock.systemUTC());
        at(Tenant.Placement.POOLED);
    }

    @AfterEach
    void everyCommandNamedATenant() {
        assertEquals(List.of(), platform.watch().offences());
    }

    @AfterAll
    void stop() {
        platform.close();
        provider.close();
        other.close();
    }

    /** From here on the workspace is one of this placement. */
    private void at(Tenant.Placement placement) {
        acme = platform.tenant(slug(), placement);
        base = "/w/" + acme.tenant().slug();
    }

    private static String slug() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Map<String, Object> ann() {
        return StubProvider.person("ann", acme.tenant().slug(), "learning-leads");
    }

    @Test
    void aPersonSignsInAndComesOutWhereTheyWantedToGo() {
        var browser = new Browser(platform);
        HttpResponse<String> refused = browser.get(base + "/people?segment=everybody");
        assertEquals(303, refused.statusCode());
        String authorize = browser.leaveFor(Browser.location(refused));
        Map<String, String> asked = StubProvider.form(authorize.substring(authorize.indexOf('?') + 1));
        assertEquals("openid email profile organization:" + acme.tenant().slug(), asked.get("scope"));
        assertEquals(acme.tenant().slug(), asked.get("kc_idp_hint"));
        assertEquals("code", asked.get("response_type"));
        assertEquals(platform.url() + base + "/signed-in", asked.get("redirect_uri"));

        HttpResponse<String> back = browser.get(base + "/signed-in" + provider.authorize(authorize, ann()));

        assertEquals(303, back.statusCode(), back.body());
        assertEquals(base + "/people?segment=everybody", Browser.location(back));
        assertEquals(
                List.of("__Host-takeup." + acme.tenant().slug()),
                List.copyOf(browser.cookies().keySet()));
        HttpResponse<String> home = browser.get(base + "/");
        assertEquals(200, home.statusCode());
        assertTrue(home.body().contains("Name of ann"), home.body());
    }

    @Attack(
            value = "a cookie that scripts or neighbouring hosts could read",
            kind = Kind.COOKIE_TOSSING,
            threats = "T5",
            at = "/signed-in")
    @BothPlacements
    void theCookieIsForThisHostOnlyAndOutOfReachOfScripts(Tenant.Placement placement) {
        at(placement);
        var browser = new Browser(platform);
        HttpResponse<String> back = browser.signIn(provider, base, ann());
        for (String cookie : back.headers().allValues("set-cookie")) {
            assertTrue(cookie.startsWith("__Host-"), cookie);
            assertTrue(
                    cookie.contains("Secure") && cookie.contains("HTTPOnly") && cookie.contains("SameSite=Lax"),
                    cookie);
            assertTrue(cookie.contains("Path=/") && !cookie.contains("Domain"), cookie);
        }
    }

    @Test
    void theSamePersonIsTheSameRecordWhateverTheirAddressIs() {
        var first = new HashMap<>(ann());
        var second = new HashMap<>(ann());
        second.put("email", "ann.new@elsewhere.example");
        new Browser(platform).signIn(provider, base, first);
        long before = new People().count(acme);
        new Browser(platform).signIn(provider, base, second);
        assertEquals(before, new People().count(acme));
    }

    @Test
    void aTokenWithHundredsOfGroupsStillGivesASmallCookie() {
        var person = new HashMap<>(ann());
        var groups = new ArrayList<>(IntStream.range(0, 400)
                .mapToObj(i -> "a-rather-long-group-name-" + i)
                .toList());
        groups.add("learning-team");
        person.put("groups", groups);
        person.put("name", "x".repeat(2_000));
        var browser = new Browser(platform);
        assertEquals(303, browser.signIn(provider, base, person).statusCode());
        int length =
                browser.cookies().get("__Host-takeup." + acme.tenant().slug()).length();
        assertTrue(length < 4_000, () -> "The cookie has " + length + " characters");
        assertEquals(200, browser.get(base + "/people").statusCode());
    }

    @Test
    void somebodyWithoutTheClaimIsToldSo() {
        var account = new HashMap<>(ann());
        account.remove("organization");
        account.remove("identity_provider");
        refused(new Browser(platform).signIn(provider, base, account), 403, "belongs to no organisation");
    }

    @Test
    void aColleagueWhomTheOrganisationDoesNotListIsToldSo() {
        var colleague = new HashMap<>(ann());
        colleague.remove("organization");
        refused(new Browser(platform).signIn(provider, base, colleague), 403, "belongs to no organisation");
    }

    @Attack(
            value = "a swapped organization claim: a member of B signs in at A",
            kind = Kind.ORGANISATION_CLAIM,
            threats = {"S2", "S6"},
            at = "/signed-in")
    @BothPlacements
    void aMemberOfAnotherOrganisationIsToldSo(Tenant.Placement placement) {
        at(placement);
        var person = StubProvider.person("bob", "another");
        refused(new Browser(platform).signIn(provider, base, person), 403, "belongs to another organisation");
    }

    @Test
    void theOrganisationsAlsoComeAsAnObject() {
        var person = new HashMap<>(ann());
        person.put("organization", Map.of(acme.tenant().slug(), Map.of("id", "1")));
        assertEquals(303, new Browser(platform).signIn(provider, base, person).statusCode());
    }

    @Test
    void anUnknownTenantHasNoSignIn() {
        refused(new Browser(platform).get("/w/nobody-here/sign-in"), 404, "no workspace at this address");
    }

    @Test
    void aSuspendedTenantSaysSoAtSignInAndToSessions() {
        Workspace closed = platform.tenant(slug());
        String closedBase = "/w/" + closed.tenant().slug();
        var browser = new Browser(platform);
        browser.signIn(
                provider, closedBase, StubProvider.person("cy", closed.tenant().slug()));
        platform.platform().tenants().setStatus(closed.tenant().slug(), Tenant.Status.SUSPENDED);
        refused(browser.get(closedBase + "/"), 403, "is suspended");
        refused(new Browser(platform).get(closedBase + "/sign-in"), 403, "is suspended");
    }

    @Test
    void aSignInThatWasCancelledSaysThatNothingHappened() {
        var browser = new Browser(platform);
        String state = state(browser.leaveFor(base + "/sign-in"));
        refused(
                browser.get(base + "/signed-in?error=access_denied&state=" + state + "&iss="
                        + Browser.encode(provider.issuer())),
                400,
                "was cancelled");
    }

    @Test
    void aMistakeAtTheProviderIsNotCalledACancellation() {
        var browser = new Browser(platform);
        String state = state(browser.leaveFor(base + "/sign-in"));
        refused(
                browser.get(base + "/signed-in?error=server_error&state=" + state + "&iss="
                        + Browser.encode(provider.issuer())),
                502,
                "reported a mistake");
    }

    @Test
    void aBrowserThatLostItsCookieStartsAgain() {
        var browser = new Browser(platform);
        String back = provider.authorize(browser.leaveFor(base + "/sign-in"), ann());
        browser.cookies().clear();
        refused(browser.get(base + "/signed-in" + back), 400, "did not start this sign-in");
    }

    @Test
    void ofTwoTabsThatSignInTheLaterOneDoesAndTheOtherOneIsLetIn() {
        var browser = new Browser(platform);
        String first = browser.leaveFor(base + "/sign-in?to=%2Fpeople");
        String second = browser.leaveFor(base + "/sign-in?to=%2Fsurveys");
        String newer = provider.authorize(second, ann());
        assertEquals(base + "/surveys", Browser.location(browser.get(base + "/signed-in" + newer)));

        String older = provider.authorize(first, ann());
        assertEquals(base + "/", Browser.location(browser.get(base + "/signed-in" + older)));
        // And once more, by the back button.
        assertEquals(base + "/", Browser.location(browser.get(base + "/signed-in" + newer)));
        assertEquals(200, browser.get(base + "/").statusCode());
    }

    @Test
    void ofTwoTabsTheEarlierOneIsToldSoWhileNobodyIsSignedIn() {
        var browser = new Browser(platform);
        String first = browser.leaveFor(base + "/sign-in");
        browser.leaveFor(base + "/sign-in");
        refused(browser.get(base + "/signed-in" + provider.authorize(first, ann())), 400, "no longer valid");
        assertEquals(303, browser.get(base + "/").statusCode());
    }

    @Attack(
            value = "a state that was used once, replayed by a thief with the cookie",
            kind = Kind.OTHER,
            threats = "S4",
            at = "/signed-in")
    @BothPlacements
    void aStateWorksOnce(Tenant.Placement placement) {
        at(placement);
        var browser = new Browser(platform);
        String authorize = browser.leaveFor(base + "/sign-in");
        var kept = new HashMap<>(browser.cookies());
        assertEquals(
                303,
                browser.get(base + "/signed-in" + provider.authorize(authorize, ann()))
                        .statusCode());
        var thief = new Browser(platform);
        thief.cookies().putAll(kept);
        refused(thief.get(base + "/signed-in" + provider.authorize(authorize, ann())), 400, "no longer valid");
    }

    @Attack(value = "a code that was used once", kind = Kind.OTHER, threats = "S4", at = "/signed-in")
    @BothPlacements
    void aCodeWorksOnce(Tenant.Placement placement) {
        at(placement);
        var browser = new Browser(platform);
        String back = provider.authorize(browser.leaveFor(base + "/sign-in"), ann());
        String code = StubProvider.form(back.substring(1)).get("code");
        assertEquals(303, browser.get(base + "/signed-in" + back).statusCode());
        var thief = new Browser(platform);
        String state = state(thief.leaveFor(base + "/sign-in"));
        refused(thief.get(answer(state, code, provider)), 400, "could not be confirmed");
    }

    @Attack(
            value = "a code that was stolen before its owner used it",
            kind = Kind.OTHER,
            threats = "S4",
            at = "/signed-in")
    @BothPlacements
    void aCodeThatWasStolenBeforeItWasUsedFailsAtPkce(Tenant.Placement placement) {
        at(placement);
        String stolen = provider.authorize(new Browser(platform).leaveFor(base + "/sign-in"), ann());
        var thief = new Browser(platform);
        String state = state(thief.leaveFor(base + "/sign-in"));
        String code = StubProvider.form(stolen.substring(1)).get("code");
        refused(thief.get(answer(state, code, provider)), 400, "could not be confirmed");
    }

    @Attack(
            value = "login by force: the answer of a stranger's sign-in in the victim's browser",
            kind = Kind.COOKIE_FIXATION,
            threats = "S4",
            at = "/signed-in")
    @BothPlacements
    void theStateOfAnotherBrowserIsRefused(Tenant.Placement placement) {
        at(placement);
        var browser = new Browser(platform);
        browser.leaveFor(base + "/sign-in");
        String back = provider.authorize(new Browser(platform).leaveFor(base + "/sign-in"), ann());
        refused(browser.get(base + "/signed-in" + back), 400, "no longer valid");
    }

    @Attack(value = "issuers and codes of two providers swapped", kind = Kind.OTHER, threats = "S1", at = "/signed-in")
    @BothPlacements
    void anAnswerOfAnotherProviderIsRefused(Tenant.Placement placement) {
        at(placement);
        var swappedIssuer = new Browser(platform);
        String state = state(swappedIssuer.leaveFor(base + "/sign-in"));
        refused(swappedIssuer.get(answer(state, "code", other)), 400, "could not be confirmed");

        var missingIssuer = new Browser(platform);
        String honest = provider.authorize(missingIssuer.leaveFor(base + "/sign-in"), ann());
        refused(
                missingIssuer.get(base + "/signed-in" + honest.substring(0, honest.indexOf("&iss="))),
                400,
                "could not be confirmed");

        var swappedCode = new Browser(platform);
        String authorize = swappedCode.leaveFor(base + "/sign-in");
        String elsewhere = other.authorize(authorize.replace(provider.issuer(), other.issuer()), ann());
        String code = StubProvider.form(elsewhere.substring(1)).get("code");
        refused(swappedCode.get(answer(state(authorize), code, provider)), 400, "could not be confirmed");
    }

    @Attack(
            value = "members of five organisations at five workspaces",
            kind = Kind.ORGANISATION_CLAIM,
            threats = "S2",
            at = "/sign-in, /signed-in")
    @BothPlacements
    void ofFiveWorkspacesAndFiveOrganisationsOnlyTheDiagonalSignsIn(Tenant.Placement placement) {
        at(placement);
        List<Workspace> workspaces = IntStream.range(0, 5)
                .mapToObj(i -> platform.tenant(slug(), placement))
                .toList();
        for (Workspace workspace : workspaces) {
            for (Workspace member : workspaces) {
                var person = StubProvider.person("dee", member.tenant().slug());
                var browser = new Browser(platform);
                String at = "/w/" + workspace.tenant().slug();
                boolean same = workspace == member;
                assertEquals(
                        same ? 303 : 403, browser.signIn(provider, at, person).statusCode());
                assertEquals(same ? 200 : 303, browser.get(at + "/").statusCode());
            }
        }
    }

    @Attack(
            value = "an admin of a workspace at the operator's console, and the operator in a workspace",
            kind = Kind.SESSION_ELSEWHERE,
            threats = {"T7", "S11"},
            at = "/operator/signed-in, /signed-in")
    @BothPlacements
    void theOperatorNeedsTheRoleAndNoOrganisation(Tenant.Placement placement) {
        at(placement);
        Map<String, Object> operator =
                new HashMap<>(Map.of("sub", "olivia", "name", "Olivia", "roles", List.of("operator")));
        var browser = new Browser(platform);
        HttpResponse<String> back = browser.signIn(provider, "/operator", operator);
        assertEquals(303, back.statusCode(), back.body());
        assertEquals(List.of("__Host-takeup"), List.copyOf(browser.cookies().keySet()));
        refused(new Browser(platform).signIn(provider, "/operator", ann()), 403, "does not run this platform");
        refused(new Browser(platform).signIn(provider, base, operator), 403, "belongs to no organisation");
    }

    @Test
    void signingOutEndsTheSessionHereAndAtTheProvider() {
        var browser = new Browser(platform);
        browser.signIn(provider, base, ann());
        var copy = new Browser(platform);
        copy.cookies().putAll(browser.cookies());

        HttpResponse<String> out = browser.post(base + "/sign-out", Map.of("csrf", browser.token(base + "/")));

        assertEquals(200, out.statusCode(), out.body());
        String next = out.headers().firstValue("refresh").orElseThrow().substring("0; url=".length());
        assertTrue(next.startsWith(provider.issuer() + "/logout?"), next);
        Map<String, String> asked = StubProvider.form(next.substring(next.indexOf('?') + 1));
        assertEquals("takeup-web", asked.get("client_id"));
        assertEquals(platform.url() + base + "/signed-out", asked.get("post_logout_redirect_uri"));
        assertFalse(asked.get("id_token_hint").isEmpty());
        assertTrue(browser.cookies().isEmpty());
        assertEquals(303, copy.get(base + "/").statusCode());
        assertEquals(200, browser.get(base + "/signed-out").statusCode());
    }

    private String answer(String state, String code, StubProvider from) {
        return base + "/signed-in?state=" + state + "&code=" + code + "&iss=" + Browser.encode(from.issuer());
    }

    private static String state(String authorizeUrl) {
        return StubProvider.form(authorizeUrl.substring(authorizeUrl.indexOf('?') + 1))
                .get("state");
    }

    private static void refused(HttpResponse<String> answer, int status, String words) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(words), answer.body());
    }
}
