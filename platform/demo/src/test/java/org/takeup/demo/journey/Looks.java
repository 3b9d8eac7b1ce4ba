package org.takeup.demo.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at a page as a phone and as a desk show it: keeps a picture of each and says what is wrong with it. */
final class Looks {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final int[] WIDTHS = {390, 1280};
    private static final int NARROWEST = 320;
    private static final int MOST_ATTEMPTS = 4;
    private static final String AXE = axe();
    /** Answers null where axe is not yet. */
    private static final String RUN_AXE = """
            () => window.axe && axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations.flatMap(violation => violation.nodes.map(node =>
              violation.id + ': ' + node.html.slice(0, 200) + ' | ' + (node.any[0] ?? node.all[0] ?? node.none[0])?.message)))
            """;

    private Looks() {}

    /**
     * Takes the pictures {@code target/screenshots/<name>-<width>.png}.
     *
     * @return what is wrong: a finding of axe (WCAG 2.2 AA and what axe calls best practice), or a page that is wider than a small phone
     */
    static List<String> at(Window window, String name) {
        for (int attempt = 1; ; attempt++) {
            try {
                window.page().waitForLoadState();
                return look(window, name);
            } catch (PlaywrightException e) {
                // A running import goes on by itself when it ends: then the page that it went to is looked at.
                if (attempt == MOST_ATTEMPTS || !String.valueOf(e.getMessage()).contains("navigation")) {
                    throw e;
                }
            }
        }
    }

    private static List<String> look(Window window, String name) {
        if (window.runsScript()) {
            return look(window.page(), window.page(), name);
        }
        // axe is a script: what a window without script shows is looked at in another one.
        try (Window other = Window.wide()) {
            other.go(window.page().url());
            return look(window.page(), other.page(), name);
        }
    }

    /** @param examined shows the same as the page, and runs script */
    private static List<String> look(Page page, Page examined, String name) {
        ViewportSize before = page.viewportSize();
        List<String> wrong = new ArrayList<>();
        page.setViewportSize(NARROWEST, 700);
        int needed = (int) page.evaluate("document.documentElement.scrollWidth");
        if (needed > NARROWEST) {
            wrong.add(name + " needs " + needed + " px: " + page.evaluate(TOO_WIDE));
        }
        for (int width : WIDTHS) {
            page.setViewportSize(width, width < 600 ? 844 : 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + "-" + width + ".png"))
                    .setFullPage(true));
            if (!examined.equals(page)) {
                examined.setViewportSize(width, 900);
            }
            findings(examined).forEach(found -> wrong.add(name + " at " + width + " px: " + found));
        }
        page.setViewportSize(before.width, before.height);
        return wrong;
    }

    /** The script is half a megabyte: it goes to a document once, not once for each width. */
    private static List<?> findings(Page page) {
        Object found = page.evaluate(RUN_AXE);
        if (found == null) {
            page.evaluate(AXE);
            found = page.evaluate(RUN_AXE);
        }
        return (List<?>) found;
    }

    private static final String TOO_WIDE = """
            () => [...document.querySelectorAll('main *, header *, footer *')]
              .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, nav'))
              .slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')
            """;

    private static String axe() {
        try (InputStream script = Looks.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new AssertionError("axe.min.js is not on the class path.");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
