package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.demo.Company;
import org.takeup.demo.KeycloakAdmin;
import org.takeup.demo.KeycloakPause;
import org.takeup.demo.Realms;
import org.takeup.demo.SharedDemo;

class SignInIT {
    @ParameterizedTest
    @EnumSource(Company.class)
    void aPersonSignsInThroughTheCompanyAndOutOfBoth(Company company) {
        try (Window window = Window.wide()) {
            window.signIn(company, "ann");

            assertTrue(window.text().contains("Ann"), window::text);
            assertEquals(List.of(), Looks.at(window, "home-learner-" + company.alias()));

            window.signOut();
            assertEquals(List.of(), Looks.at(window, "signed-out-" + company.alias()));
            window.open("/w/" + company.alias() + "/");
            // The company asks for the password again: its own session ended as well.
            window.page().locator("#password").waitFor();
            assertEquals(List.of(), window.complaints());
        }
    }

    @Test
    void theOperatorSignsInAtTheConsoleAndNobodyElseDoes() {
        try (Window window = Window.wide()) {
            window.open("/operator/");
            window.giveNameAndPassword("olivia");
            assertFalse(window.heading("Your account").isVisible());
            assertTrue(window.page().url().startsWith(SharedDemo.url() + "/operator"));
            assertEquals(List.of(), window.complaints());
        }
        try (Window window = Window.wide()) {
            window.open("/operator/");
            window.giveNameAndPassword("nobody");
            refused(window, "Your account does not run this platform.", "refused-not-operator");
        }
    }

    @Test
    void somebodyWithoutAnOrganisationIsToldSo() {
        try (Window window = Window.wide()) {
            window.signInBy(Optional.empty(), Company.NORTHBANK);
            window.giveNameAndPassword("nobody");
            refused(window, "Your account belongs to no organisation here.", "refused-no-organisation");
        }
    }

    @Test
    void somebodyOfAnotherCompanyIsToldSo() {
        try (Window window = Window.wide()) {
            window.signIn(Company.HARBOUR_LINE, "ann");
            window.signInBy(Optional.of(Company.HARBOUR_LINE), Company.NORTHBANK);
            refused(window, "Your account belongs to another organisation.", "refused-other-organisation");

            window.open("/w/harbour-line/");
            assertTrue(window.text().contains("Ann"), "the session at home goes on: " + window.text());
        }
    }

    @Test
    void anUnknownWorkspaceAndASuspendedOneHavePagesOfTheirOwn() throws IOException {
        try (Window window = Window.wide()) {
            assertEquals(404, window.open("/w/no-such-company/"));
            refused(window, "workspace", "refused-unknown-workspace");

            Files.writeString(SharedDemo.tenants().resolve("closed-library.yaml"), SUSPENDED);
            Poll.until("the new tenant is there", () -> window.open("/w/closed-library/") == 403);
            refused(window, "suspended", "refused-suspended");
        }
    }

    @Test
    void whileKeycloakIsAwayWhoIsSignedInGoesOnAndOthersAreToldToWait() {
        try (Window inside = Window.wide();
                Window outside = Window.wide()) {
            inside.signIn(Company.NORTHBANK, "cleo");
            try (KeycloakPause ignored = KeycloakPause.begin()) {
                assertEquals(200, inside.open("/w/northbank/"));
                assertTrue(inside.text().contains("Cleo"), inside::text);

                Poll.until("the platform has noticed", () -> status("/w/northbank/sign-in") == 503);
                assertEquals(503, outside.open("/w/northbank/"));
                refused(outside, "Signing in is not possible right now.", "refused-sign-in-away");
            }
            Poll.until("signing in works again", () -> status("/w/northbank/sign-in") == 303);
            outside.signIn(Company.NORTHBANK, "dmitri");
            assertTrue(outside.text().contains("Dmitri"), outside::text);
        }
    }

    @Test
    void aSessionThatTheCompanyEndsIsRefusedWithinSeconds() {
        isRefusedOnceEnded(Company.NORTHBANK, "greta", Company.NORTHBANK.realm());
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void aSessionThatKeycloakEndsIsRefusedWithinSeconds(Company company) {
        isRefusedOnceEnded(company, company.people().getLast().username(), Realms.PLATFORM);
    }

    private static void isRefusedOnceEnded(Company company, String username, String realm) {
        try (Window window = Window.wide()) {
            window.signIn(company, username);
            String home = "/w/" + company.alias() + "/";
            assertEquals(200, window.open(home));
            assertTrue(window.page().url().endsWith(home), window.page()::url);

            KeycloakAdmin.endSessions(realm, company.person(username).email());

            Poll.until("the session is refused", () -> {
                window.open(home);
                return !window.page().url().startsWith(SharedDemo.url().toString());
            });
        }
    }

    private static int status(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(SharedDemo.url().resolve(path)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void refused(Window window, String title, String picture) {
        window.heading(title).waitFor();
        assertEquals(List.of(), Looks.at(window, picture));
        assertEquals(List.of(), window.complaints());
    }

    private static final String SUSPENDED = """
            apiVersion: takeup/v1
            slug: closed-library
            name: Closed Library
            status: suspended
            timeZone: Europe/London
            language: en
            signIn:
              organization: closed-library
              identityProvider: closed-library
              domains:
                - closed-library.example
            roles:
              admin:
                - learning-leads
            """;
}
