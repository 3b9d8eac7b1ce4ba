package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.identity.company.Connection;
import org.takeup.identity.company.Connection.Stage;
import org.takeup.identity.company.Connections;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.identity.keycloak.CompanySignIn.Names;
import org.takeup.identity.keycloak.CompanySignIn.Oidc;
import org.takeup.people.People;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;

/** Which ways of signing in count, before and after a company's own is in force (threats S7, S11). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaysInIT {
    private static final Pattern TRIAL = Pattern.compile("/sign-in-setup/try\\?ticket=[A-Za-z0-9_-]+");

    private final StubProvider provider = StubProvider.start();
    private TestPlatform platform;
    private Workspace acme;
    private String slug;
    private String base;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(provider::addTo, Clock.systemUTC());
    }

    @BeforeEach
    void freshWorkspace() {
        at(Placement.POOLED);
    }

    private void at(Placement placement) {
        acme = platform.tenant("w" + UUID.randomUUID().toString().substring(0, 8), placement);
        slug = acme.tenant().slug();
        base = "/w/" + slug;
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        provider.close();
    }

    private void connected(Stage stage, Optional<LocalDate> ends) {
        var oidc = new Oidc(
                "https://login.acme.example",
                "https://login.acme.example/auth",
                "https://login.acme.example/token",
                "https://login.acme.example/keys",
                Optional.empty(),
                Optional.empty(),
                "takeup",
                "canary-secret",
                false);
        new Connections()
                .put(
                        acme,
                        new Connection(
                                stage,
                                Optional.of(oidc),
                                Optional.empty(),
                                oidc.issuer(),
                                Names.OIDC,
                                Instant.EPOCH,
                                List.of(),
                                ends,
                                Optional.empty()));
    }

    private Map<String, Object> localAccount(String subject) {
        var account = new HashMap<>(StubProvider.person(subject, slug, Members.LOCAL_ADMIN));
        account.remove("identity_provider");
        return account;
    }

    private void makeAdmin(String subject, boolean breakGlass) {
        new LocalAdmins()
                .put(acme, new LocalAdmin(subject, slug + "_x", breakGlass, Instant.now(), "", Optional.empty()));
    }

    private HttpResponse<String> signIn(Browser browser, Map<String, Object> person) {
        return browser.signIn(provider, base, person);
    }

    @Attack(
            value = "signing in through a company's sign-in that does not count yet",
            kind = Kind.OTHER,
            threats = {"S6", "S7"},
            at = "/sign-in, /signed-in")
    @BothPlacements
    void aDraftSendsNobodyToTheCompanyAndLetsNobodyInThroughIt(Placement placement) {
        at(placement);
        connected(Stage.DRAFT, Optional.empty());
        var browser = new Browser(platform);

        assertFalse(browser.leaveFor(base + "/sign-in").contains("kc_idp_hint"));
        HttpResponse<String> refused = signIn(browser, StubProvider.person("ann", slug, "learning-leads"));
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("does not count yet"), refused.body());
        assertEquals(0, new People().count(acme));
    }

    @Test
    void inForceTheCompanyIsTheWayForEverybodyButEmergencyAccounts() {
        connected(Stage.IN_FORCE, Optional.empty());
        makeAdmin("first", false);
        makeAdmin("glass", true);

        assertTrue(new Browser(platform).leaveFor(base + "/sign-in").contains("kc_idp_hint=" + slug));
        assertEquals(
                303,
                signIn(new Browser(platform), StubProvider.person("ann", slug)).statusCode());
        for (String subject : List.of("somebody", "first")) {
            HttpResponse<String> refused = signIn(new Browser(platform), localAccount(subject));
            assertEquals(403, refused.statusCode(), subject);
            assertTrue(refused.body().contains("Sign in with your work account"), refused.body());
        }
        long before = new People().count(acme);
        var browser = new Browser(platform);
        assertEquals(303, signIn(browser, localAccount("glass")).statusCode());
        assertEquals(200, browser.get(base + "/sign-in-setup").statusCode());
        assertEquals(before, new People().count(acme), "it is nobody who is invited or counted");
        assertFalse(new Browser(platform).leaveFor(base + "/sign-in?way=local").contains("kc_idp_hint"));

        new LocalAdmins().remove(acme, "glass");
        assertEquals(303, browser.get(base + "/sign-in-setup").statusCode(), "its sessions end with it");
    }

    @Attack(
            value = "a member who comes through another provider than the company's",
            kind = Kind.ORGANISATION_CLAIM,
            threats = "S6",
            at = "/signed-in")
    @BothPlacements
    void anotherWayInIsRefusedEvenForAMember(Placement placement) {
        at(placement);
        connected(Stage.IN_FORCE, Optional.empty());
        var person = new HashMap<>(StubProvider.person("ann", slug, "learning-leads"));
        person.put("identity_provider", "another");

        assertEquals(403, signIn(new Browser(platform), person).statusCode());
    }

    @Attack(
            value = "a company's group with the reserved name of admins, and an unknown one",
            kind = Kind.OTHER,
            threats = "S11",
            at = "/sign-in-setup, /plans")
    @BothPlacements
    void aCompanysGroupOfTheReservedNameMakesNoAdminAndAnUnknownGroupNoRole(Placement placement) {
        at(placement);
        new WorkspaceSettings(platform.platform().tenants())
                .amend(
                        acme,
                        PageSetting.ROLES,
                        settings -> settings.withGroups(
                                Map.of(Role.PLANNER, java.util.Set.of(Members.LOCAL_ADMIN, "planners"))),
                        "admin");
        for (String group : List.of(Members.LOCAL_ADMIN, "no-such-group")) {
            var browser = new Browser(platform);
            signIn(browser, StubProvider.person("eve", slug, group));
            assertEquals(403, browser.get(base + "/sign-in-setup").statusCode(), group);
            assertEquals(403, browser.get(base + "/plans").statusCode(), group);
        }
    }

    @Attack(
            value = "a try of a sign-in finished as a real one, and the reverse",
            kind = Kind.OTHER,
            threats = "S7",
            at = "/signed-in, /sign-in-setup/tried")
    @BothPlacements
    void aTryDoesNotEndAsASessionNorASignInAsATry(Placement placement) {
        at(placement);
        connected(Stage.DRAFT, Optional.empty());
        String page = platform.signedIn(acme, Role.ADMIN, "admin")
                .get(base + "/sign-in-setup")
                .body();
        assertFalse(page.contains("canary-secret"), "the secret is on no page");
        var link = TRIAL.matcher(page);
        assertTrue(link.find(), page);
        var browser = new Browser(platform);
        String authorize = browser.leaveFor(base + link.group());
        assertTrue(authorize.contains("prompt=login"), authorize);
        String answer = provider.authorize(authorize, StubProvider.person("ann", slug, "learning-leads"));

        assertEquals(400, browser.get(base + "/signed-in" + answer).statusCode());
        assertEquals(303, browser.get(base + "/").statusCode());

        new Connections().remove(acme);
        String plain = provider.authorize(
                browser.leaveFor(base + "/sign-in"), StubProvider.person("ann", slug, "learning-leads"));
        assertEquals(400, browser.get(base + "/sign-in-setup/tried" + plain).statusCode());
    }

    @Attack(
            value = "a link for trying A's sign-in at B",
            kind = Kind.ID_IN_QUERY,
            threats = "S7",
            at = "/sign-in-setup/try")
    @BothPlacements
    void aLinkForTryingIsForOneWorkspaceAndOneStateOfItsSignIn(Placement placement) {
        at(placement);
        connected(Stage.DRAFT, Optional.empty());
        String page = platform.signedIn(acme, Role.ADMIN, "admin")
                .get(base + "/sign-in-setup")
                .body();
        var link = TRIAL.matcher(page);
        assertTrue(link.find(), page);
        String path = link.group();
        assertEquals(303, new Browser(platform).get(base + path).statusCode());
        assertEquals(410, new Browser(platform).get(base + path + "x").statusCode());
        assertEquals(410, new Browser(platform).get(base + "/sign-in-setup/try").statusCode());

        Workspace first = acme;
        at(placement);
        connected(Stage.DRAFT, Optional.empty());
        assertEquals(
                410,
                new Browser(platform).get(base + path).statusCode(),
                "a link of " + first.tenant().slug());
    }

    @Test
    void rolesThatWouldLeaveNoAdminAreRefused() {
        var admin = platform.signedIn(acme, Role.ADMIN, "admin");
        String csrf =
                org.takeup.app.Visitor.token(admin.get(base + "/sign-in-setup").body());

        HttpResponse<String> refused = admin.post(base + "/sign-in-setup/roles", "csrf=" + csrf + "&PLANNER=some");
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("at least one group for admins"), refused.body());
        assertEquals(200, admin.get(base + "/sign-in-setup").statusCode());
    }

    @Test
    void anEndWithinThirtyDaysIsSaidOnThePages() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        var admin = platform.signedIn(acme, Role.ADMIN, "admin");
        connected(Stage.IN_FORCE, Optional.of(today.plusDays(40)));
        assertFalse(admin.get(base + "/security").body().contains("good until"));
        assertFalse(admin.get(base + "/sign-in-setup").body().contains("runs out soon"));

        connected(Stage.IN_FORCE, Optional.of(today.plusDays(29)));
        assertTrue(admin.get(base + "/security").body().contains("good until"));
        assertTrue(admin.get(base + "/sign-in-setup").body().contains("runs out soon"));
    }
}
