package org.takeup.demo.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.takeup.app.FreePort;
import org.takeup.demo.Realms;
import org.takeup.demo.SharedDemo;
import org.takeup.identity.keycloak.CompanySignIn;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.identity.keycloak.KeycloakAway;
import org.takeup.identity.keycloak.KeycloakRefused;
import org.takeup.identity.keycloak.KeycloakRefused.Reason;
import org.takeup.identity.keycloak.LocalAccounts.Demand;

/** The platform's administration of its realm, at a real Keycloak. */
class KeycloakAdminIT {
    private static final Vertx VERTX = Vertx.vertx();
    private static final KeycloakAdmin ADMIN = admin(SharedDemo.keycloak().url(), SharedDemo.clientSecret());

    private static KeycloakAdmin admin(URI url, String secret) {
        var settings =
                new KeycloakAdmin.Settings(url, Realms.PLATFORM, Realms.ADMIN_CLIENT_ID, secret, Realms.CLIENT_ID);
        return new KeycloakAdmin(VERTX, settings, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void theRealmOfTheDemoIsFitAndOneThatIsMadeUnsafeIsNot() {
        assertEquals(List.of(), ADMIN.realm().look());
        realm("{\"registrationAllowed\":true,\"passwordPolicy\":\"\"}");
        try {
            String said = String.join(" ", ADMIN.realm().look());
            assertTrue(said.contains("registrationAllowed"), said);
            assertTrue(said.contains("passwordPolicy"), said);
            assertThrows(org.takeup.http.Problem.class, () -> ADMIN.realm().require());
        } finally {
            realm("{\"registrationAllowed\":false,\"passwordPolicy\":\"length(8)\"}");
        }
        ADMIN.realm().require();
    }

    private static void realm(String change) {
        org.takeup.demo.KeycloakAdmin.call("PUT", "/admin/realms/takeup", change);
    }

    @Test
    void anOrganisationThatIsMadeTwiceIsOneAndFollowsItsDomains() {
        var organizations = ADMIN.organizations();

        var made = organizations.put("adm-library", "The Library", List.of());
        assertEquals(made, organizations.put("adm-library", "The Library", List.of()));
        var proven = organizations.put("adm-library", "The Library", List.of("adm-library.example"));
        assertEquals(made.id(), proven.id());
        assertEquals(Optional.of(proven), organizations.find("adm-library"));
        assertTrue(organizations.list().contains(proven));

        assertTrue(organizations.delete("adm-library"));
        assertFalse(organizations.delete("adm-library"));
        assertEquals(Optional.empty(), organizations.find("adm-library"));
    }

    @Test
    void anOrganisationThatWasMadeByHandIsFoundByItsAlias() {
        assertEquals(
                List.of("northbank.example"),
                ADMIN.organizations().find("northbank").orElseThrow().domains());
    }

    @Test
    void nodesThatMakeTheSameOrganisationAtOnceMakeOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> ids = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ids.add(threads.submit(() -> ADMIN.organizations()
                        .put("adm-race", "Race", List.of("adm-race.example"))
                        .id()));
            }
            String first = ids.getFirst().get();
            for (Future<String> id : ids) {
                assertEquals(first, id.get());
            }
        }
    }

    @Test
    void aDomainOfAnotherOrganisationIsRefused() {
        var refused = assertThrows(
                KeycloakRefused.class,
                () -> ADMIN.organizations().put("adm-thief", "Thief", List.of("northbank.example")));

        assertTrue(List.of(Reason.TAKEN, Reason.INVALID).contains(refused.reason()), refused::getMessage);
        assertEquals(Optional.empty(), ADMIN.organizations().find("adm-thief"));
    }

    @Test
    void aCompanysSignInIsMadeChangedAndDeletedAndIsNobodyElses() {
        var signIns = ADMIN.companySignIns();
        var owner = ADMIN.organizations().put("adm-mill", "Mill", List.of("adm-mill.example"));
        var other = ADMIN.organizations().put("adm-farm", "Farm", List.of("adm-farm.example"));
        var wanted = oidc("adm-mill", "first");

        signIns.put(owner, wanted);
        signIns.put(owner, wanted);
        signIns.put(owner, oidc("adm-mill", "second"));
        assertEquals(List.of("adm-mill"), signIns.of(owner));

        var refused = assertThrows(KeycloakRefused.class, () -> signIns.put(other, oidc("adm-mill", "x")));
        assertEquals(Reason.TAKEN, refused.reason());
        assertEquals(List.of(), signIns.of(other));

        assertTrue(signIns.delete("adm-mill"));
        assertFalse(signIns.delete("adm-mill"));
        assertEquals(List.of(), signIns.of(owner));
    }

    @Test
    void anAdminWithoutACompanyGetsAPasswordForOnceAndIsAMember() {
        var organization = ADMIN.organizations().put("adm-museum", "Museum", List.of("adm-museum.example"));
        var accounts = ADMIN.localAccounts();
        var demands = List.of(Demand.UPDATE_PASSWORD, Demand.CONFIGURE_TOTP);

        var made = accounts.put(organization, "first", "mia@adm-museum.example", "Mia", "Ray", demands);
        assertEquals(
                made.id(),
                accounts.put(organization, "first", "mia@adm-museum.example", "Mia", "Ray", demands)
                        .id());
        assertFalse(accounts.byId(made.id()).orElseThrow().ready());
        assertNotEquals(accounts.oneTimePassword(made), accounts.oneTimePassword(made));

        var stranger = ADMIN.organizations().put("adm-stranger", "Stranger", List.of("adm-stranger.example"));
        var same = accounts.put(stranger, "first", "mia@adm-museum.example", "Eve", "Ray", demands);
        assertNotEquals(made.id(), same.id(), "an address is no account");
        assertTrue(accounts.delete(same.id()));
        assertTrue(accounts.delete(made.id()));
        assertFalse(accounts.delete(made.id()));
    }

    @Test
    void addressesThatAreAdmittedAtOnceAreAllThereAndDemoOnesStay() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String workspace = SharedDemo.url() + "/w/adm-" + i;
                done.add(threads.submit(() -> ADMIN.addresses().admit(workspace)));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        String client = web();
        for (int i = 0; i < 6; i++) {
            assertTrue(client.contains(SharedDemo.url() + "/w/adm-" + i + "/signed-in\""), client);
            ADMIN.addresses().dismiss(SharedDemo.url() + "/w/adm-" + i);
        }
        String after = web();
        assertFalse(after.contains("/w/adm-"), after);
        assertTrue(after.contains("/w/northbank/signed-in"), after);
    }

    @Test
    void aWrongSecretAndAServerThatIsAwayAreToldApartAndNoSecretIsSaid() {
        var wrong = admin(SharedDemo.keycloak().url(), "wrong-secret-4711");
        var refused =
                assertThrows(KeycloakRefused.class, () -> wrong.organizations().list());
        assertEquals(Reason.RIGHTS, refused.reason());
        assertFalse(refused.getMessage().contains("4711"));

        var away = admin(URI.create("http://localhost:" + FreePort.next()), "wrong-secret-4711");
        assertThrows(KeycloakAway.class, () -> away.organizations().list());
    }

    private static String web() {
        return org.takeup.demo.KeycloakAdmin.call("GET", "/admin/realms/takeup/clients?clientId=takeup-web", "")
                .toString();
    }

    private static CompanySignIn oidc(String alias, String secret) {
        String issuer = SharedDemo.keycloak().issuer("northbank-company").toString();
        String base = issuer + "/protocol/openid-connect/";
        return new CompanySignIn(
                alias,
                "Mill",
                new CompanySignIn.Oidc(
                        issuer,
                        base + "auth",
                        base + "token",
                        base + "certs",
                        Optional.of(base + "userinfo"),
                        Optional.empty(),
                        "takeup",
                        secret,
                        false),
                CompanySignIn.Names.OIDC);
    }
}
