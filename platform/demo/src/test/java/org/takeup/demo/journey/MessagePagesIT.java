package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** The words of a step in a browser: written with checks that follow, and the mail as phones, tablets and desks show it. */
class MessagePagesIT {
    private static final int[] WIDTHS = {320, 600, 1024};
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();

    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    /** On a plan's step that has not gone out. */
    private static void words(Window lead) {
        lead.open(HOME + "/plans");
        for (String link : List.of(
                "Half an hour a week: who says what to whom", "Edit", "Variants, checks and formats of its words")) {
            lead.link(link).click();
            lead.page().waitForLoadState();
        }
    }

    @Test
    void theChecksFollowTheWriterAndARefusedTextComesBack() {
        try (Window lead = Reader.LEAD.window()) {
            words(lead);
            wrong.addAll(Looks.at(lead, "message"));
            lead.link("Say it in other words to somebody").click();
            lead.page().waitForLoadState();
            lead.page().locator("#language").selectOption("de");
            lead.page().locator("#subject").fill("Alle lernen");
            lead.page().locator("#words").fill("Die Weiterbildungsmaßnahme beginnt. {{oops}}");
            lead.page().locator("[data-terms] li").first().waitFor();
            assertTrue(lead.text().contains("Weiterbildungsmaßnahme: say"), lead::text);
            lead.button("Save").click();
            lead.page().waitForLoadState();
            assertTrue(lead.text().contains("What you wrote is still here"), lead::text);
            wrong.addAll(Looks.at(lead, "message-refused"));

            lead.page().locator("#words").fill("Hallo {{person.firstName}}, der Kurs beginnt am {{day}}.");
            lead.button("Save").click();
            lead.page().waitForLoadState();
            wrong.addAll(Looks.at(lead, "message-german"));
            lead.button("Remove this variant").click();
            lead.page().waitForLoadState();
            wrong.addAll(lead.complaints());
        }
    }

    @Test
    void theMailFitsPhonesTabletsAndDesksByDayAndByNight() {
        try (Window lead = Reader.LEAD.window()) {
            words(lead);
            String preview = lead.page().locator("iframe[src*='/preview/mail']").getAttribute("src");
            lead.open(preview.substring(preview.indexOf("/w/")));
            Page page = lead.page();
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                for (int width : WIDTHS) {
                    page.setViewportSize(width, 900);
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of("target/screenshots/mail-"
                                    + scheme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png"))
                            .setFullPage(true));
                    // The document runs no script, and so is measured from outside.
                    double needed = page.locator(".card").boundingBox().width;
                    if (needed > width) {
                        wrong.add("The mail needs " + needed + " of " + width + " px");
                    }
                }
            }
        }
    }
}
