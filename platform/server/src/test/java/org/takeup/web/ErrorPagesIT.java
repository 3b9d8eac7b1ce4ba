package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.RawHttp;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Pages that refuse: readers see where they are, and one way on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorPagesIT {
    private static final Pattern WAY_ON = Pattern.compile("<a class=\"button\" href=\"([^\"]*)\"");
    private TestPlatform platform;
    private Workspace workspace;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        workspace = platform.tenant("acme");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private static void leads(String to, int status, HttpResponse<String> page) {
        assertEquals(status, page.statusCode(), page.body());
        assertEquals(to, wayOn(page.body()), page.body());
    }

    /** Where the only next step leads, or nothing. */
    private static String wayOn(String page) {
        var found = WAY_ON.matcher(page).results().map(link -> link.group(1)).toList();
        assertTrue(found.size() < 2, page);
        return String.join("", found);
    }

    @Test
    void whoseRoleIsTooSmallStaysInTheirWorkspaceAndGetsHome() {
        HttpResponse<String> page = platform.signedIn(workspace, Role.LEARNER).get("/w/acme/surveys");
        leads("/w/acme/", 403, page);
        assertTrue(page.body().contains("Tenant acme"), page.body());
        assertTrue(page.body().contains("Pat person-learner"), page.body());
    }

    @Test
    void whatDoesNotExistInAWorkspaceLeadsHome() {
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        leads("/w/acme/", 404, planner.get("/w/acme/surveys/no-such-wave"));
    }

    @Test
    void whoseSessionIsOverOnAFormSignsInAgainThere() {
        HttpResponse<String> page = platform.stranger().post("/w/acme/surveys", "title=x");
        leads("/w/acme/sign-in", 401, page);
        assertTrue(page.body().contains("Tenant acme"), page.body());
        leads("/operator/sign-in", 401, platform.stranger().post("/operator/tenants/acme/status", "status=ACTIVE"));
    }

    @Test
    void whoMistypesAWorkspaceGetsToTheFrontDoor() {
        leads("/", 404, platform.stranger().get("/w/nobody/surveys"));
        leads("/", 404, platform.stranger().get("/nowhere"));
    }

    @Test
    void whereThereIsNoWayOnNoneIsShown() {
        var suspended = platform.tenant("asleep");
        platform.platform().tenants().setStatus("asleep", Tenant.Status.SUSPENDED);
        String port = ":" + platform.url().getPort();
        var own = RawHttp.get(platform.url(), "/surveys", "Host: asleep.localhost" + port);
        assertEquals(403, own.status(), own.text());
        assertEquals("", wayOn(own.text()));
        assertTrue(own.text().contains(suspended.tenant().name()), own.text());
        var nobody = RawHttp.get(platform.url(), "/surveys", "Host: nobody.localhost" + port);
        assertEquals(421, nobody.status(), nobody.text());
        assertEquals("", wayOn(nobody.text()));
    }

    @Test
    void everyColourOfAThemeHasAFallbackThatTheThemeOverrides() {
        String css = platform.stranger().get("/static/takeup.css").body();
        String theme = Theme.css(Theme.Colour.parse("1d5c63"));
        var fallback = Pattern.compile(":where\\(:root\\)\\s*\\{([^}]*)}").matcher(css);
        assertTrue(fallback.find(), "takeup.css has a block that weighs nothing");
        String values = fallback.group(1).replaceAll("\\s", "");
        for (String each :
                theme.substring(":root{".length(), theme.length() - 1).split(";")) {
            assertTrue(values.contains(each + ";"), each + " is not in " + values);
        }
        assertFalse(css.matches("(?s).*[^(]:root[^)\\[{]*\\{[^}]*--accent:.*"), "the theme comes first and must win");
    }
}
