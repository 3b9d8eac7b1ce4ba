package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.takeup.workspace.picture.Pictures;

/** An admin gives the workspace a logo, sees it on top of every page, and takes it away again. */
class LogoIT {
    private static final String HOME = "/w/northbank";

    private static void send(Window window, String name, byte[] picture) {
        window.open(HOME + "/settings");
        window.page().locator("#logo-file").setInputFiles(new FilePayload(name, "image/png", picture));
        window.page().locator("form[action$='/settings/logo'] button").click();
    }

    private static void takeAway(Window window) {
        window.open(HOME + "/settings");
        window.button("Take the logo away").click();
    }

    @Test
    void aLogoIsShownOnEveryPageWithoutAJumpAndTakenAwayAgain() {
        try (Window window = Reader.LEAD.window()) {
            try {
                send(window, "wide.png", Pictures.png(640, 96));
                Locator logo = window.page().locator("header.bar img.logo");
                assertEquals("Northbank Council", logo.getAttribute("alt"));
                assertEquals(640, logo.evaluate("image => image.naturalWidth"), "it is drawn");
                assertTrue(logo.boundingBox().height <= 40.5, "no higher than the name was");
                assertEquals(List.of(), Looks.at(window, "logo-wide"));
                window.open(HOME + "/plans");
                assertEquals(1, window.page().locator("header.bar img.logo").count());

                send(window, "square.jpg", Pictures.jpeg(400, 400));
                assertEquals(List.of(), Looks.at(window, "logo-square"));
                send(window, "tall.png", Pictures.png(64, 1_800));
                assertEquals(List.of(), Looks.at(window, "logo-tall"));
            } finally {
                takeAway(window);
            }
            assertEquals(0, window.page().locator("header.bar img").count());
            send(window, "huge.png", Pictures.bomb());
            assertTrue(window.text().contains("50000 x 50000 pixels"), window::text);
            assertEquals(List.of(), Looks.at(window, "logo-refused"));
        }
    }
}
