package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.takeup.demo.CompanyRealm;
import org.takeup.demo.Realms;
import org.takeup.demo.SharedDemo;
import org.takeup.tenant.Tenant;

/** A company connects its own sign-in, from the first record in DNS to the day on which it counts. */
class SsoSetupIT {
    private static final Pattern VALUE = Pattern.compile("takeup-domain-verification=[0-9a-f]+");
    private static final String PASSWORD = "a-Password-of-their-own-1";

    @Test
    void aCompanyConnectsOpenIdConnectTriesItAndPutsItInForce() {
        Tenant tenant = FreshTenant.named("sso-mill");
        CompanyRealm company = CompanyRealm.make("sso-mill");
        try (Window admin = Window.wide()) {
            admin.take(SharedDemo.seat(tenant, "Ada"));
            admin.open("/w/sso-mill/sign-in-setup");
            assertEquals(List.of(), Looks.at(admin, "sso-empty"));
            prove(admin, "sso-mill.example");

            describe(admin, company.issuer() + "/.well-known/openid-configuration", "wrong-secret");
            admin.link("Check your side from here").click();
            assertTrue(admin.text().contains("does not accept the client ID with this secret"), admin::text);
            describe(admin, company.issuer(), "company-secret");
            admin.link("Check your side from here").click();
            assertFalse(admin.text().contains("does not accept"), admin::text);
            assertFalse(admin.text().contains("rejects our address"), admin::text);
            admin.page().locator("#role-ADMIN").fill("admins");
            admin.button("Save the roles").click();

            admin.button("Put it in force").click();
            assertTrue(admin.text().contains("was not tried with success"), admin::text);
            triesIt(admin);
            admin.open("/w/sso-mill/sign-in-setup");
            assertTrue(admin.text().contains("Tried, not in force"), admin::text);
            assertEquals(List.of(), Looks.at(admin, "sso-tried-draft"));

            admin.button("Put it in force").click();
            assertTrue(admin.text().contains("no emergency account that is ready"), admin::text);
            try (Window emergency = Window.wide()) {
                String username = emergencyAccount(admin);
                String secret = comesInFirst(emergency, admin, "sso-mill");
                admin.button("Put it in force").click();
                assertTrue(admin.text().contains("In force"), admin::text);
                assertEquals(List.of(), Looks.at(admin, "sso-in-force"));

                everybodyComesThroughTheCompany("sso-mill");
                comesInAgain(username, secret, "sso-mill");
                admin.button("Remove " + username).click();
                emergency.open("/w/sso-mill/sign-in-setup");
                assertFalse(
                        emergency.page().url().startsWith(SharedDemo.url().toString()),
                        "a removed account is out at once");
            }
            admin.open("/w/sso-mill/audit");
            for (String deed : List.of(
                    "Added, checked or removed a mail domain",
                    "Described the organisation's sign-in",
                    "Tried the organisation's sign-in",
                    "Put the organisation's sign-in in force or out of it",
                    "Signed in with a local or emergency account")) {
                assertTrue(admin.text().contains(deed), () -> deed + " is not in " + admin.text());
            }
            assertEquals(List.of(), admin.complaints());
        }
    }

    @Test
    void aCompanyConnectsSamlOnAPhoneWithoutScript() {
        Tenant tenant = FreshTenant.named("sso-farm");
        CompanyRealm company = CompanyRealm.make("sso-farm");
        try (Window admin = Window.phoneWithoutScript()) {
            admin.take(SharedDemo.seat(tenant, "Ada"));
            admin.open("/w/sso-farm/sign-in-setup");
            prove(admin, "sso-farm.example");

            for (String hostile : List.of(
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + company.metadata(),
                    "<!DOCTYPE a [<!ENTITY x \"x\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>")) {
                saml(admin, hostile);
                assertTrue(admin.text().contains("document type (DOCTYPE)"), admin::text);
            }
            saml(admin, "<m>" + company.metadata() + company.metadata() + "</m>");
            assertTrue(admin.text().contains("describes 2 sign-ins"), admin::text);
            saml(admin, "https://169.254.169.254/metadata");
            assertTrue(admin.text().contains("not on the public internet"), admin::text);

            saml(admin, company.metadata());
            assertTrue(admin.text().contains("The last certificate is good until"), admin::text);
            admin.page().locator("#role-ADMIN").fill("admins");
            admin.button("Save the roles").click();
            triesIt(admin);
            admin.open("/w/sso-farm/sign-in-setup");
            emergencyAccount(admin);
            try (Window emergency = Window.wide()) {
                comesInFirst(emergency, admin, "sso-farm");
            }
            admin.open("/w/sso-farm/sign-in-setup");
            admin.button("Put it in force").click();
            assertTrue(admin.text().contains("In force"), admin::text);
            everybodyComesThroughTheCompany("sso-farm");
        }
    }

    @Test
    void aCompanyThatStatesAnothersAddressIsNotBelieved() {
        Tenant tenant = FreshTenant.named("sso-liar");
        CompanyRealm company = CompanyRealm.make("sso-liar");
        company.readdress("ada", "ann@northbank.example");
        try (Window admin = Window.wide()) {
            admin.take(SharedDemo.seat(tenant, "Eve"));
            admin.open("/w/sso-liar/sign-in-setup");
            prove(admin, "sso-liar.example");
            describe(admin, company.issuer(), "company-secret");
            String link = String.valueOf(admin.link("Try your sign-in").getAttribute("href"));
            try (Window second = Window.wide()) {
                second.go(link);
                atTheCompany(second, "ada");
                assertTrue(second.text().contains("ann@northbank.example"), second::text);
                assertTrue(second.text().contains("of no domain that you have proven"), second::text);
            }
        }
    }

    @Test
    void aDomainThatAnotherWorkspaceHasProvenLooksLikeOneWithoutARecord() {
        Tenant owner = FreshTenant.named("sso-owner");
        Tenant thief = FreshTenant.named("sso-thief");
        try (Window first = Window.wide();
                Window second = Window.wide()) {
            first.take(SharedDemo.seat(owner, "Ada"));
            first.open("/w/sso-owner/sign-in-setup");
            prove(first, "shared-name.example");

            second.take(SharedDemo.seat(thief, "Eve"));
            second.open("/w/sso-thief/sign-in-setup");
            add(second, "shared-name.example");
            second.button("Check shared-name.example").click();
            String withoutRecord = second.text();
            assertTrue(withoutRecord.contains("There is no such record for shared-name.example yet"), withoutRecord);
            SharedDemo.dns().put("_takeup-challenge.shared-name.example", value(second));
            second.button("Check shared-name.example").click();
            assertEquals(withoutRecord, second.text(), "the words are the same with a good record");

            // A domain of somebody else's file is no different.
            add(second, "northbank.example");
            SharedDemo.dns()
                    .put(
                            "_takeup-challenge.northbank.example",
                            last(second.page().content()));
            second.button("Check northbank.example").click();
            assertTrue(second.text().contains("There is no such record for northbank.example yet"), second::text);

            // The owner's record is gone by now: the owner is told, and keeps the domain.
            first.button("Check shared-name.example").click();
            assertTrue(first.text().contains("Record is gone"), first::text);
        }
    }

    private static void prove(Window admin, String domain) {
        add(admin, domain);
        admin.button("Check " + domain).click();
        assertTrue(admin.text().contains("There is no such record for " + domain + " yet"), admin::text);
        SharedDemo.dns().put("_takeup-challenge." + domain, "something else", value(admin));
        admin.button("Check " + domain).click();
        assertTrue(admin.text().contains("Proven"), admin::text);
    }

    private static void add(Window admin, String domain) {
        admin.page().locator("#domain").fill(domain);
        admin.button("Add the domain").click();
    }

    private static String value(Window window) {
        var found = VALUE.matcher(window.page().content());
        assertTrue(found.find(), window::text);
        return found.group();
    }

    private static String last(String content) {
        return VALUE.matcher(content).results().toList().getLast().group();
    }

    private static void describe(Window admin, String discovery, String secret) {
        admin.page().locator("#discovery").fill(discovery);
        admin.page().locator("#clientId").fill("takeup");
        admin.page().locator("#secret").fill(secret);
        admin.button("Describe by OpenID Connect").click();
        assertTrue(admin.text().contains("Draft"), admin::text);
    }

    private static void saml(Window admin, String metadata) {
        admin.page().locator("#metadata").fill(metadata);
        admin.button("Describe by SAML").click();
    }

    /** In a window of its own, which has no session before and none afterwards. */
    private static void triesIt(Window admin) {
        String link = String.valueOf(admin.link("Try your sign-in").getAttribute("href"));
        try (Window second = Window.wide()) {
            second.go(link);
            atTheCompany(second, "ada");
            second.heading("What came from your sign-in").waitFor();
            for (String part : List.of("Ada Miller", "admins", "Admin", "Yes: it finds the person's record")) {
                assertTrue(second.text().contains(part), second::text);
            }
            assertEquals(List.of(), Looks.at(second, "sso-what-came"));
            second.go(link.replaceFirst("/sign-in-setup.*", "/"));
            assertFalse(second.page().url().startsWith(SharedDemo.url().toString()), "a try lets nobody in");
        }
    }

    private static void atTheCompany(Window window, String username) {
        window.page().locator("#username").fill(username);
        window.page().locator("#password").fill(Realms.DEMO_PASSWORD);
        window.page().locator("#kc-login").click();
        window.page().waitForURL(SharedDemo.url() + "/**");
    }

    private static String emergencyAccount(Window admin) {
        admin.button("Make an emergency account").click();
        return admin.page().locator("[role=status] code").first().innerText();
    }

    /** With the password that the admin's page shows. @return the secret of the second factor */
    private static String comesInFirst(Window window, Window admin, String slug) {
        var shown = admin.page().locator("[role=status] code");
        window.open("/w/" + slug + "/sign-in?way=local");
        var pages = new KeycloakPages(window);
        pages.nameAndPassword(shown.first().innerText(), shown.nth(1).innerText());
        String secret = pages.setUp(PASSWORD);
        window.open("/w/" + slug + "/sign-in-setup");
        assertTrue(window.heading("Your organisation's sign-in").isVisible(), "an emergency account is an admin");
        return secret;
    }

    private static void comesInAgain(String username, String secret, String slug) {
        try (Window window = Window.wide()) {
            window.open("/w/" + slug + "/sign-in?way=local");
            var pages = new KeycloakPages(window);
            pages.nameAndPassword(username, PASSWORD);
            pages.secondFactor(secret);
            assertEquals(200, window.open("/w/" + slug + "/sign-in-setup"));
        }
    }

    private static void everybodyComesThroughTheCompany(String slug) {
        try (Window ben = Window.wide();
                Window ada = Window.wide()) {
            ada.open("/w/" + slug + "/");
            atTheCompany(ada, "ada");
            assertEquals(200, ada.open("/w/" + slug + "/sign-in-setup"), "the group makes an admin");
            ben.open("/w/" + slug + "/");
            atTheCompany(ben, "ben");
            assertEquals(403, ben.open("/w/" + slug + "/sign-in-setup"), "no group, no role");
        }
    }
}
