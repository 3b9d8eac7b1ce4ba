package org.takeup.demo.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.SelectOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody who answers everything on a phone, with a thumb: what is not on the screen is swiped to, by two thirds of a screen
 * each time, and what they do is counted.
 */
final class Newcomer {
    private static final double SWIPE = 2 / 3.0;
    private static final int MOST_SWIPES = 100;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");
    /** What the platform shows besides the questions; the survey's own name and the page's title are the instrument's. */
    private static final String BESIDES = """
            () => { const main = document.querySelector('main').cloneNode(true);
              main.querySelectorAll('fieldset, h1, .lead, p.muted, [hidden], script').forEach(each => each.remove());
              main.querySelectorAll('details:not([open]) > :not(summary)').forEach(each => each.remove());
              return main.textContent; }
            """;

    private static final String BYTES = """
            () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
              .reduce((sum, each) => sum + each.transferSize, 0)
            """;

    private final Page page;
    private final List<Integer> bytes = new ArrayList<>();
    private final List<Integer> wordsBesides = new ArrayList<>();
    private int taps;
    private int swipes;

    Newcomer(Window phone) {
        this.page = phone.page();
        // Each page is weighed as if it were the first one: a browser whose requests are looked at keeps no copies.
        page.route("**/*", Route::resume);
    }

    int taps() {
        return taps;
    }

    int swipes() {
        return swipes;
    }

    /** Of each page, with everything that it fetches, from the first one to the thanks. */
    List<Integer> bytes() {
        return List.copyOf(bytes);
    }

    /** How many words the platform says on each page besides the questions. */
    List<Integer> wordsBesides() {
        return List.copyOf(wordsBesides);
    }

    /** Follows the link, answers every question of every page. Stands before the thanks in the end. */
    void answersAll(String link) {
        page.navigate(link);
        arrived();
        tap(page.locator("main a.button, main form button[type=submit]").first());
        page.waitForURL("**/1");
        for (int number = 1; !page.url().endsWith("/done"); number++) {
            arrived();
            page.locator("fieldset.question").all().forEach(this::answer);
            String here = page.url();
            tap(page.locator("main form button[type=submit]:visible").first());
            page.waitForURL(url -> !url.equals(here));
            if (number > 20) {
                throw new AssertionError("The survey does not end: " + page.url());
            }
        }
        arrived();
    }

    private void arrived() {
        page.waitForLoadState();
        bytes.add(((Number) page.evaluate(BYTES)).intValue());
        wordsBesides.add(
                (int) WORD.matcher((String) page.evaluate(BESIDES)).results().count());
    }

    private void answer(Locator question) {
        Locator radios = question.locator("label:has(input[type=radio])");
        Locator boxes = question.locator("label:has(input[type=checkbox])");
        Locator lists = question.locator("select");
        Locator words = question.locator("textarea, input[type=text]");
        if (radios.count() > 0) {
            tap(radios.nth(Math.min(3, radios.count() - 1)));
        }
        for (int i = 0; i < Math.min(3, boxes.count()); i++) {
            tap(boxes.nth(i));
        }
        for (int i = 0; i < lists.count(); i++) {
            tap(lists.nth(i));
            // The list is open; the choice in it is the second tap.
            taps++;
            lists.nth(i).selectOption(new SelectOption().setIndex(i + 1));
        }
        if (words.count() > 0) {
            tap(words.first());
            words.first().fill("More time in the week, and a quiet room to learn in, would help me most here.");
        }
    }

    private void tap(Locator target) {
        int height = page.viewportSize().height;
        for (int i = 0; i < MOST_SWIPES; i++) {
            BoundingBox box = target.boundingBox();
            if (box.y >= 0 && box.y + box.height <= height) {
                break;
            }
            Object before = page.evaluate("scrollY");
            page.evaluate("by => scrollBy(0, by)", (box.y < 0 ? -1 : 1) * height * SWIPE);
            swipes += before.equals(page.evaluate("scrollY")) ? 0 : 1;
        }
        target.click();
        taps++;
    }
}
