package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;
import org.takeup.demo.SharedDemo;
import org.takeup.tenant.Tenant;

/** How pages look when something is missing, refused or wrong. */
class StatesIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();

    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void aWorkspaceThatIsNewSaysOnEveryPageWhatToDoFirst() {
        Tenant tenant = FreshTenant.named("brand-new");
        try (Window window = Window.wide()) {
            window.take(SharedDemo.seat(tenant, "Nora Newcomb"));
            for (String path : List.of(
                    "/",
                    "/board",
                    "/surveys",
                    "/surveys/new",
                    "/stakeholders",
                    "/plans",
                    "/plans/new",
                    "/hand-over",
                    "/people",
                    "/learning",
                    "/outbox",
                    "/plugins")) {
                assertEquals(200, window.open("/w/brand-new" + path), path);
                look(window, "empty" + path.replace('/', '-'));
            }
            window.open("/w/brand-new/stakeholders");
            window.button("Start with the usual four").click();
            look(window, "usual-four");
        }
    }

    @Test
    void whatIsNotThereOrNotForTheReaderSaysSoAndLeadsOn() {
        try (Window window = Reader.LEARNER.window()) {
            assertEquals(403, window.open(HOME + "/surveys"));
            look(window, "refused-role");
            assertEquals(404, window.open(HOME + "/nowhere"));
            look(window, "nowhere");
        }
        try (Window window = Reader.LEAD.window()) {
            assertEquals(404, window.open(HOME + "/surveys/" + "0".repeat(32)));
            look(window, "no-such-survey");
        }
    }

    @Test
    void aFormThatDoesNotFitSaysWhatToChange() {
        try (Window window = Reader.LEAD.window()) {
            window.open(HOME + "/surveys/new");
            unchecked(window, "form[action$='/surveys']");
            window.button("Open the survey").click();
            look(window, "survey-without-title");
            assertTrue(window.text().contains("Please fill this in"), window::text);

            window.open(HOME + "/stakeholders");
            window.page().locator("#new-power").evaluate("field => { field.type = 'text'; field.value = '9'; }");
            unchecked(window, "form[action$='/stakeholders']");
            window.page()
                    .locator("form[action$='/stakeholders'] button[type=submit]")
                    .click();
            look(window, "stakeholder-wrong");
        }
    }

    @Test
    void anAnswerThatIsMissingOrLateIsToldApart() {
        try (Window phone = Window.phoneWithoutScript()) {
            String invitation = Sights.invitation();
            phone.go(invitation + "/1");
            look(phone, "answers-to-give");
        }
    }

    @Test
    void aFileThatIsNoExportIsRefusedInWords() {
        try (Window window = Reader.LEAD.window()) {
            window.open(HOME + "/learning");
            window.page()
                    .locator("#file")
                    .setInputFiles(new FilePayload(
                            "holiday.zip", "application/zip", "no zip at all".getBytes(StandardCharsets.UTF_8)));
            window.button("Import").click();
            window.page().waitForLoadState();
            look(window, "import-no-zip");
            assertTrue(window.text().contains("zip"), window::text);
        }
    }

    @Test
    void theMailCatcherCanBeReadByAnybody() {
        try (Window window = Reader.STRANGER.window()) {
            window.go(SharedDemo.mailPages().toString());
            look(window, "mails");
            window.page().locator("main a[href*='mails/']").first().click();
            look(window, "mail");
        }
    }

    /** What the browser would refuse itself must be refused by the platform too. */
    private static void unchecked(Window window, String form) {
        window.page().locator(form).evaluate("form => { form.noValidate = true; }");
    }

    private void look(Window window, String name) {
        wrong.addAll(Looks.at(window, "state-" + name));
    }
}
