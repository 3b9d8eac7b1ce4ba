package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** The reference has every operation, reads without script, and what it lets one try is what the API takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceIT {
    private TestPlatform platform;
    private Visitor admin;
    private String base;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        var workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        admin = platform.signedIn(workspace, Role.ADMIN);
        base = "/w/" + workspace.tenant().slug();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private static String allAreas(Visitor visitor, String base) {
        String index = visitor.get(base + "/reference").body();
        var areas = Pattern.compile("href=\"(" + base + "/reference/[a-z-]+)\"")
                .matcher(index)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertTrue(areas.size() > 3, index);
        var all = new StringBuilder();
        areas.forEach(area -> {
            var page = visitor.get(area);
            assertEquals(200, page.statusCode(), area);
            all.append(page.body());
        });
        return all.toString();
    }

    @Test
    void everyOperationIsThereOnceWithWhatItNeeds() {
        String workspace = allAreas(admin, base);
        String operator = allAreas(platform.operator(), "/operator");
        var missing = new ArrayList<String>();
        for (Route route : platform.platform().routes()) {
            if (OpenApi.isOperation(route)) {
                String pages = route.realm() == Route.Realm.OPERATOR ? operator : workspace;
                int times = pages.split("<h2 id=\"" + route.id() + "\">", -1).length - 1;
                boolean said = pages.contains("<code>" + route.method() + " " + route.path() + "</code>");
                if (times != 1 || !said) {
                    missing.add(route.id() + " " + times);
                }
                boolean sessions = route.access() instanceof Access.Signed || route.access() instanceof Access.Operator;
                boolean sendable = route.body() instanceof Body.None || route.body() instanceof Body.Json;
                boolean trial = pages.contains("data-path=\"" + route.path() + "\"");
                if (sessions && sendable && !trial) {
                    missing.add(route.id() + " cannot be tried");
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(workspace.contains("<code>surveys:write</code>"));
    }

    @Test
    void itCarriesNoScriptButOursAndNoTokenIntoAnAddress() {
        String page = admin.get(base + "/reference/surveys").body();
        assertEquals(1, page.split("<script", -1).length - 1);
        assertTrue(page.contains("src=\"/static/reference.js?v="), page);
        assertFalse(page.contains("onclick="), page);
        // A form that a browser sends by itself goes by GET; the token must not be among its fields.
        String forms = page.substring(page.indexOf("<main"));
        assertFalse(forms.contains("name=\"csrf\""), forms);
        assertTrue(forms.contains("data-csrf=\"" + Visitor.token(page) + "\""), forms);
    }

    @Test
    void withoutScriptAPlainReadingOperationCanStillBeAsked() {
        String page = admin.get(base + "/reference/surveys").body();
        assertTrue(page.contains("action=\"" + base + "/api/v1/waves\""), page);
        assertEquals(200, admin.get(base + "/api/v1/waves").statusCode());
    }

    @Test
    void anAreaThatThereIsNotIsNotFound() {
        assertEquals(404, admin.get(base + "/reference/nothing").statusCode());
        assertEquals(303, platform.stranger().get(base + "/reference").statusCode());
    }

    @Test
    void theTypeOfAProblemLeadsToItsExplanation() {
        var refused = platform.stranger().get(base + "/api/v1/waves");
        assertEquals(401, refused.statusCode());
        String type = refused.body().replaceFirst("(?s).*\"type\":\"([^\"]+)\".*", "$1");
        assertTrue(type.startsWith(platform.url() + "/problems/"), type);
        var page =
                platform.stranger().get(type.substring(platform.url().toString().length()));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("You are not signed in here."), page.body());
        assertEquals(404, platform.stranger().get("/problems/no-such-type").statusCode());
        String all = platform.stranger().get("/problems").body();
        ProblemPages.kinds().keySet().forEach(each -> assertTrue(all.contains("/problems/" + each), each));
    }
}
