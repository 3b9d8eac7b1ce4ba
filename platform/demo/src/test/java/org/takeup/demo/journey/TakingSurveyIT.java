package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** What happens to people while they answer: another language, another tab, a lost connection, a dark room, a small screen. */
class TakingSurveyIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();
    private static final int MOST_BYTES = 60_000;

    private final List<String> wrong = new ArrayList<>();
    private String link = "";

    @BeforeEach
    void invite() {
        link = invited();
    }

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    private static Locator first(Page page) {
        return page.locator("fieldset.question input[type=radio]").first();
    }

    private static void save(Page page) {
        page.locator("main form button[type=submit]").click();
    }

    /** Answers whatever the page asks by its first answer. */
    private static void answer(Page page) {
        Locator questions = page.locator("fieldset.question");
        for (int i = 0; i < questions.count(); i++) {
            questions.nth(i).locator("input[type=radio]").first().check();
        }
    }

    @Test
    void theLanguageIsSwitchedInTheMiddleWithoutScriptAndNothingIsLost() {
        try (Window phone = Window.phoneWithoutScript()) {
            phone.go(link + "/1");
            first(phone.page()).check();
            phone.page().locator(".tongues button[value=de]").click();
            assertTrue(phone.text().contains("Speichern und weiter"), phone::text);
            assertTrue(first(phone.page()).isChecked(), "what was not saved is still there");
            answer(phone.page());
            save(phone.page());
            assertTrue(phone.page().url().endsWith("/2"), phone.page().url());
            assertTrue(phone.text().contains("Speichern und weiter"), phone::text);
            // Later, on the first page of another visit: what was saved, in the language that was chosen.
            phone.go(link + "/1");
            assertTrue(first(phone.page()).isChecked());
            assertTrue(phone.text().contains("Speichern und weiter"), phone::text);
            wrong.addAll(phone.complaints());
        }
    }

    @Test
    void twoTabsTheBackButtonAndADoublePressChangeNothing() {
        try (Window one = Window.wide();
                Window other = Window.wide()) {
            one.go(link + "/1");
            other.go(link + "/1");
            answer(one.page());
            one.page().locator("main form button[type=submit]").dblclick();
            one.page().waitForURL("**/2");
            answer(other.page());
            save(other.page());
            other.page().waitForURL("**/2");
            one.page().goBack();
            assertTrue(one.page().url().endsWith("/1"), one.page().url());
            one.again();
            assertTrue(first(one.page()).isChecked());
            // Back, and once more: the same page comes next, and the first one is still answered.
            save(one.page());
            one.page().waitForURL("**/2");
            wrong.addAll(one.complaints());
            wrong.addAll(other.complaints());
        }
    }

    /** The server takes the page, and its answer never arrives. */
    @Test
    void aConnectionThatIsCutAfterwardsLosesNothing() {
        try (Window phone = Window.wide()) {
            phone.go(link + "/1");
            phone.page().route("**/1", route -> {
                if (route.request().method().equals("POST")) {
                    route.fetch(new Route.FetchOptions().setMaxRedirects(0));
                    route.abort();
                } else {
                    route.resume();
                }
            });
            answer(phone.page());
            save(phone.page());
            phone.page().locator("[data-lost]").waitFor();
            phone.page().unroute("**/1");
            phone.go(link);
            assertTrue(phone.page().url().endsWith("/2"), phone.page().url());
            phone.go(link + "/1");
            assertTrue(first(phone.page()).isChecked());
        }
    }

    /** No connection, then a platform that has no room: what was entered stays on the page until it is taken. */
    @Test
    void whatDoesNotArriveIsStillThereAndSentByTheNextPress() {
        try (Window phone = Window.phone()) {
            phone.go(link + "/1");
            answer(phone.page());
            int given = phone.page().locator("input:checked").count();
            Locator lost = phone.page().locator("[data-lost]");
            assertFalse(lost.isVisible());
            phone.page().context().setOffline(true);
            save(phone.page());
            lost.waitFor();
            assertTrue(phone.text().contains("Nothing is lost"), phone::text);
            assertEquals(given, phone.page().locator("input:checked").count());
            phone.page().context().setOffline(false);

            phone.page().route("**/1", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            save(phone.page());
            Poll.until("it is said again", lost::isVisible);
            assertEquals(given, phone.page().locator("input:checked").count());
            phone.page().unroute("**/1");

            save(phone.page());
            phone.page().waitForURL("**/2");
            phone.go(link + "/1");
            assertEquals(given, phone.page().locator("input:checked").count());
        }
    }

    /** Told when there is room, the page sends itself again, with what has been changed meanwhile. */
    @Test
    void whereThereIsACrowdThePageIsSentAgainByItself() {
        try (Window phone = Window.phone()) {
            phone.go(link + "/1");
            answer(phone.page());
            var room = new AtomicBoolean();
            phone.page().route("**/1", route -> {
                if (room.get()) {
                    route.resume();
                } else {
                    route.fulfill(new Route.FulfillOptions().setStatus(503).setHeaders(Map.of("retry-after", "1")));
                }
            });
            save(phone.page());
            phone.page().locator("[data-busy]").waitFor();
            assertFalse(phone.page().locator("[data-lost]").isVisible());
            assertTrue(phone.text().contains("sent again by itself"), phone::text);
            Locator other = phone.page()
                    .locator("fieldset.question")
                    .first()
                    .locator("input[type=radio]")
                    .last();
            other.check(new Locator.CheckOptions().setForce(true));

            room.set(true);
            phone.page().waitForURL("**/2");
            phone.go(link + "/1");
            assertTrue(other.isChecked());
        }
    }

    @Test
    void aPageIsLight() {
        try (Window desk = Window.wide()) {
            for (String page : List.of("", "/1", "/2")) {
                desk.page().context().clearCookies();
                desk.go(link + page);
                int bytes = ((Number) desk.page().evaluate("""
                        () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                          .reduce((sum, each) => sum + each.transferSize, 0)
                        """)).intValue();
                assertTrue(bytes > 0 && bytes < MOST_BYTES, page + " takes " + bytes + " bytes");
            }
        }
    }

    @Test
    void inTheDarkAndTwiceAsLargeItCanBeRead() {
        try (Window desk = Window.wide()) {
            desk.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            desk.go(link);
            assertFalse(
                    desk.page()
                            .evaluate("getComputedStyle(document.body).backgroundColor")
                            .equals("rgb(244, 246, 245)"),
                    "the page is dark");
            wrong.addAll(Looks.at(desk, "taking-dark-welcome"));
            desk.go(link + "/1");
            wrong.addAll(Looks.at(desk, "taking-dark"));
            first(desk.page()).check();
            save(desk.page());
            desk.page().waitForURL("**/2");
            wrong.addAll(Looks.at(desk, "taking-dark-next"));
            desk.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            desk.go(link + "/1");
            // As a browser zooms to 200 %: half as many pixels, twice as large.
            desk.page().setViewportSize(640, 450);
            assertEquals(640, desk.page().evaluate("document.documentElement.scrollWidth"));
            // As a browser enlarges the text alone.
            desk.page().evaluate("document.documentElement.style.fontSize = '200%'");
            assertEquals(640, desk.page().evaluate("document.documentElement.scrollWidth"));
            wrong.addAll(desk.complaints());
        }
    }

    @Test
    void onPaperThereAreQuestionsAndNoButtons() {
        try (Window desk = Window.wide()) {
            desk.go(link + "/1");
            desk.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertFalse(desk.page().locator("main form button[type=submit]").isVisible());
            assertFalse(desk.page().locator(".tongues").first().isVisible());
            assertTrue(desk.page().locator("fieldset.question").first().isVisible());
        }
    }

    @Test
    void itCanBeAnsweredByKeyboardAlone() {
        try (Window desk = Window.wide()) {
            desk.go(link + "/1");
            int questions = desk.page().locator("fieldset.question").count();
            first(desk.page()).focus();
            for (int i = 0; i < questions; i++) {
                desk.page().keyboard().press("Space");
                desk.page().keyboard().press("Tab");
            }
            desk.page().locator("main form button[type=submit]").focus();
            desk.page().keyboard().press("Enter");
            desk.page().waitForURL("**/2");
        }
    }

    /** Opens a confidential survey for Ann's unit. @return her link */
    private static String invited() {
        String wave;
        try (Window lead = Reader.LEAD.window()) {
            WorkspaceApi api = WorkspaceApi.of(lead, HOME);
            String closes = Instant.now().plus(Duration.ofDays(3)).toString();
            wave = api.post(
                            "/waves",
                            Map.of(
                                    "plugin",
                                    "survey-maturity",
                                    "title",
                                    "While answering",
                                    "segment",
                                    "unit:" + Company.NORTHBANK.person("ann").unit(),
                                    "privacy",
                                    "confidential",
                                    "closes",
                                    closes))
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
