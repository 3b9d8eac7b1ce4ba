package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** An anonymous survey in a real browser: its script makes the token; without script the page says who does. */
class AnonymousSurveyIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();

    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void theBrowserMakesItsTokenAndComesBackByItsOwnMemory() {
        String link = link("Said by script");
        try (Window desk = Window.wide()) {
            desk.go(link);
            assertTrue(desk.text().contains("nothing that is stored joins them to you"), desk::text);
            unfold(desk);
            assertTrue(desk.text().contains("Your browser makes the token"), desk::text);
            assertFalse(desk.text().contains("runs no script"), desk::text);
            wrong.addAll(Looks.at(desk, "anonymous-welcome"));
            desk.button("Begin").click();
            desk.page().waitForURL("**/1");
            unfold(desk);
            assertTrue(desk.text().contains("Your browser made the token"), desk::text);
            String ballot = desk.page().url().replaceFirst("/1$", "");
            assertFalse(ballot.equals(link), ballot);
            wrong.addAll(Looks.at(desk, "anonymous-first"));

            desk.go(link);
            assertTrue(desk.text().contains("You have begun this survey already"), desk::text);
            wrong.addAll(Looks.at(desk, "anonymous-begun"));
            desk.link("Go on with your answers").click();
            desk.page().waitForURL(ballot + "/1");
            wrong.addAll(desk.complaints());
        }
        try (Window other = Window.wide()) {
            other.go(link);
            assertTrue(other.text().contains("Nobody can look it up"), other::text);
            assertFalse(other.text().contains("Go on with your answers"), other::text);
        }
    }

    @Test
    void withoutScriptTheServerMakesItAndTheSameBrowserIsLedBack() {
        String link = link("Said without script");
        try (Window phone = Window.phoneWithoutScript()) {
            phone.go(link);
            unfold(phone);
            assertTrue(phone.text().contains("Your browser runs no script here"), phone::text);
            wrong.addAll(Looks.at(phone, "anonymous-welcome-plain"));
            phone.button("Begin").click();
            assertTrue(phone.page().url().endsWith("/1"), phone.page().url());
            unfold(phone);
            assertTrue(phone.text().contains("because your browser ran no script"), phone::text);
            String ballot = phone.page().url();
            phone.go(link);
            assertEquals(ballot, phone.page().url());
            wrong.addAll(phone.complaints());
        }
    }

    /** How answers are kept is folded away, on the first page and on the first one with questions. */
    private static void unfold(Window window) {
        window.page().locator("main details summary").click();
    }

    /** Ann's link to a new anonymous survey. */
    private static String link(String title) {
        String wave;
        try (Window lead = Reader.LEAD.window()) {
            WorkspaceApi api = WorkspaceApi.of(lead, HOME);
            String unit = Company.NORTHBANK.person("ann").unit();
            wave = api.post(
                            "/waves",
                            Map.of(
                                    "plugin",
                                    "survey-maturity",
                                    "title",
                                    title,
                                    "segment",
                                    "unit:" + unit,
                                    "closes",
                                    Instant.now().plus(Duration.ofDays(3)).toString()))
                    .path("id")
                    .asText();
            api.post("/waves/" + wave + "/invitations", Map.of("mail", false));
        }
        try (Window learner = Reader.LEARNER.window()) {
            Poll.until("Ann is invited", () -> learner.open(HOME + "/my-surveys/" + wave) == 200);
            return learner.page().url();
        }
    }
}
