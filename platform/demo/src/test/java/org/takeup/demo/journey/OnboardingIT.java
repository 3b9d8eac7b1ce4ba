package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.takeup.demo.SharedDemo;

/** An organisation comes in by itself: form, mail, workspace, first sign-in at the real Keycloak, first steps. */
class OnboardingIT {
    private static final String PASSWORD = "a-Password-of-their-own-1";

    @Test
    void anOrganisationSignsUpAndItsFirstAdminComesIn() {
        try (Window ann = Window.wide()) {
            ann.open("/");
            ann.link("Make a workspace").click();
            assertEquals(List.of(), Looks.at(ann, "sign-up"));
            SignedUp.fill(ann, "Willow & Sons", "willow", "ann@willow.example");
            String link = SignedUp.mailedTo("ann@willow.example");

            ann.open(link);
            ann.open(link);
            assertTrue(SharedDemo.tenant("willow").isEmpty(), "following a link makes nothing");
            assertEquals(List.of(), Looks.at(ann, "onboarding-asked"));
            ann.button("Make the workspace").click();
            ann.heading("Your workspace is ready").waitFor();
            assertEquals(List.of(), Looks.at(ann, "onboarding-ready"));

            comesIn(ann, "willow_admin");
            ann.open("/w/willow/first-steps");
            assertTrue(ann.heading("First steps").isVisible(), ann::text);
            assertTrue(ann.text().contains("0 of "), ann::text);
            assertEquals(200, ann.open("/w/willow/settings"));
            assertEquals(200, ann.open("/w/willow/sign-in-setup"));
            assertEquals(
                    List.of("survey-maturity"),
                    SharedDemo.tenant("willow").orElseThrow().settings().plugins().stream()
                            .filter("survey-maturity"::equals)
                            .toList());

            ann.open(link);
            assertTrue(ann.text().contains("You have come in already"), ann::text);
            assertFalse(ann.button("Show me the password for once").isVisible());
            assertTrue(SignedUp.mailedTo("ann@willow.example").equals(link), "the second mail leads to the same page");
            assertEquals(List.of(), ann.complaints());
        }
    }

    private static void comesIn(Window window, String username) {
        window.button("Show me the password for once").click();
        var shown = window.page().locator("code");
        assertEquals(username, shown.first().innerText());
        String password = shown.nth(1).innerText();
        assertEquals(List.of(), Looks.at(window, "onboarding-password-" + username));
        window.link("Sign in").click();
        var pages = new KeycloakPages(window);
        pages.nameAndPassword(username, password);
        pages.setUp(PASSWORD);
    }

    /** On a phone, without script; and the address was somebody else's before the mail was read. */
    @Test
    void ofTwoWhoWantOneAddressTheSecondIsToldAndChoosesAnother() {
        try (Window first = Window.phoneWithoutScript();
                Window second = Window.wide()) {
            SignedUp.fill(first, "Elm One", "elm", "one@elm.example");
            SignedUp.fill(second, "Elm Two", "elm", "two@elm.example");
            first.open(SignedUp.mailedTo("one@elm.example"));
            second.open(SignedUp.mailedTo("two@elm.example"));
            first.button("Make the workspace").click();
            first.page()
                    .waitForSelector(
                            "text=Your workspace is ready",
                            new com.microsoft.playwright.Page.WaitForSelectorOptions()
                                    .setState(WaitForSelectorState.VISIBLE));
            assertEquals(List.of(), Looks.at(first, "onboarding-ready-phone"));

            second.button("Make the workspace").click();
            assertTrue(second.text().contains("This address is taken. Please choose another one."), second::text);
            Locator slug = second.page().locator("#slug");
            slug.fill("operator");
            second.button("Make the workspace").click();
            assertTrue(second.text().contains("This address is the platform's own"), second::text);
            slug.fill("elm-two");
            second.button("Make the workspace").click();
            second.heading("Your workspace is ready").waitFor();
            assertEquals("Elm One", SharedDemo.tenant("elm").orElseThrow().name());
            assertEquals("Elm Two", SharedDemo.tenant("elm-two").orElseThrow().name());
        }
    }

    @Test
    void theOperatorInvitesAndTheFirstAdminComesInByTheMail() {
        try (Window operator = Reader.OPERATOR.window();
                Window ben = Window.wide()) {
            operator.open("/operator/onboardings");
            operator.page().locator("#organisation").fill("Larch");
            operator.page().locator("#slug").fill("L!");
            operator.page().locator("#givenName").fill("Ben");
            operator.page().locator("#familyName").fill("Larch");
            operator.page().locator("#email").fill("ben@larch.example");
            operator.button("Invite").click();
            assertTrue(operator.text().contains("Please use 3 to 40 small letters"), operator::text);
            assertEquals("ben@larch.example", operator.page().locator("#email").inputValue(), "nothing is lost");
            operator.page().locator("#slug").fill("larch");
            operator.button("Invite").click();
            operator.page().waitForURL("**/operator/onboardings");

            ben.open(SignedUp.mailedTo("ben@larch.example"));
            comesIn(ben, "larch_admin");
            assertEquals(200, ben.open("/w/larch/first-steps"));
            operator.open("/operator/onboardings");
            assertTrue(operator.text().contains("Ready"), operator::text);
            assertEquals(List.of(), Looks.at(operator, "operator-onboardings"));
        }
    }
}
