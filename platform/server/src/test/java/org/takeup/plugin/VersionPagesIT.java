package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.plugin.Packages.Version;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Versions in the pages and in the API, for the operator and for the admin of a workspace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionPagesIT {
    private TestPlatform platform;
    private Visitor operator;
    private Workspace workspace;
    private Visitor admin;
    private String base;
    private String id;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        operator = platform.operator();
    }

    @BeforeEach
    void twoVersionsOfAPlugin() {
        id = "p" + UUID.randomUUID().toString().substring(0, 8);
        for (String version : List.of("1.0.0", "1.1.0")) {
            packages().upload(PluginSource.good(id, version).zip());
        }
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        admin = platform.signedIn(workspace, Role.ADMIN);
        base = "/w/" + workspace.tenant().slug();
        platform.platform().pluginRuntime().plugins().enable(workspace, id);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private Packages packages() {
        return platform.platform().pluginRuntime().packages();
    }

    private String operatorsPage() {
        return operator.get("/operator/plugins/" + id).body();
    }

    private String adminsPage() {
        return admin.get(base + "/plugins/" + id).body();
    }

    private int submit(String what, Map<String, String> fields) {
        String page = "/operator/plugins/" + id;
        return operator.submit(page, page + what, fields).statusCode();
    }

    @Test
    void theOperatorTriesOutReleasesAndRollsBack() {
        String slug = workspace.tenant().slug();
        assertTrue(operatorsPage().contains("<em>stable</em> gets 1.0.0"), operatorsPage());
        assertTrue(operatorsPage().contains("/w/" + slug), operatorsPage());

        assertEquals(303, submit("/trial", Map.of("version", "1.1.0", "percent", "0", "tenants", slug)));
        assertTrue(operatorsPage().contains("1.1.0 is being tried out"), operatorsPage());
        assertTrue(adminsPage().contains("version 1.1.0"), adminsPage());

        assertEquals(303, submit("/roll-back", Map.of()));
        assertTrue(adminsPage().contains("version 1.0.0"), adminsPage());

        assertEquals(303, submit("/1.1.0/promotion", Map.of()));
        assertTrue(operatorsPage().contains("Roll back to 1.0.0"), operatorsPage());
        assertTrue(adminsPage().contains("version 1.1.0"), adminsPage());
    }

    @Test
    void theApiDoesTheSameAndSaysWhatDoesNotFit() {
        String api = "/operator/api/v1/plugins/" + id;
        String csrf = Visitor.token(operatorsPage());
        var got = operator.get(api);
        assertEquals(200, got.statusCode(), got.body());
        assertTrue(got.body().contains("\"stable\":\"1.0.0\",\"next\":\"1.1.0\""), got.body());
        var tried = operator.json("PUT", api + "/channels/trial", "{\"version\":\"1.1.0\",\"percent\":100}", csrf);
        assertTrue(tried.body().contains("\"percent\":100"), tried.body());
        var nobody = operator.json(
                "PUT", api + "/channels/trial", "{\"version\":\"1.1.0\",\"tenants\":[\"nobody-here\"]}", csrf);
        assertEquals(422, nobody.statusCode());
        assertTrue(nobody.body().contains("nobody-here"), nobody.body());
        var released = operator.json("PUT", api + "/channels/stable", "{\"version\":\"1.1.0\"}", csrf);
        assertTrue(released.body().contains("\"previous\":\"1.0.0\""), released.body());
        assertEquals(
                404,
                operator.json("PUT", api + "/channels/stable", "{\"version\":\"7.0.0\"}", csrf)
                        .statusCode());
        assertEquals(
                422, operator.json("PUT", api + "/channels/stable", "{}", csrf).statusCode());
    }

    @Test
    void anAdminFollowsAndPinsAndTheOperatorCannotTakeThePinnedVersionAway() {
        String page = base + "/plugins/" + id;
        assertEquals(
                303,
                admin.submit(page, page + "/follow", Map.of("follows", "next")).statusCode());
        assertTrue(adminsPage().contains("version 1.1.0"), adminsPage());
        assertEquals(
                303,
                admin.submit(page, page + "/follow", Map.of("follows", "1.0.0")).statusCode());
        assertTrue(adminsPage().contains("version 1.0.0"), adminsPage());
        var gone = admin.submit(page, page + "/follow", Map.of("follows", "7.0.0"));
        assertEquals(422, gone.statusCode());
        assertTrue(gone.body().contains("There is no version 7.0.0"), gone.body());

        submit("/1.1.0/promotion", Map.of());
        var refused = operator.submit("/operator/plugins", "/operator/plugins/" + id + "/1.0.0/removal", Map.of());
        assertEquals(409, refused.statusCode());
        assertTrue(adminsPage().contains("version 1.0.0"), adminsPage());

        String csrf = Visitor.token(adminsPage());
        var set = admin.json("PUT", base + "/api/v1/plugins/" + id, "{\"follows\":\"stable\"}", csrf);
        assertTrue(set.body().contains("\"version\":\"1.1.0\""), set.body());
        assertEquals(
                422,
                admin.json("PUT", base + "/api/v1/plugins/" + id, "{}", csrf).statusCode());
        packages().remove(new Version(id, "1.0.0"));
    }

    @Test
    void theAdminSeesWhatThePluginAsksAndWhatWentWrong() {
        String survey = admin.get(base + "/plugins/survey-maturity").body();
        assertTrue(survey.contains("The first of 36 questions"), survey);
        var failing = PluginSource.builder(id, "1.2.0", "", "throw new IllegalStateException(\"a secret\");");
        packages().upload(failing.zip());
        submit("/1.2.0/promotion", Map.of());
        // The page itself asks for a sample, which fails.
        String page = adminsPage();
        assertTrue(page.contains("<td>1.2.0</td><td>It failed.</td>"), page);
        assertFalse(page.contains("a secret"), page);
        var other = platform.tenant("o" + UUID.randomUUID().toString().substring(0, 8));
        PluginLog log = platform.platform().pluginRuntime().log();
        assertEquals(1, log.latest(workspace, id).size());
        assertEquals(List.of(), log.latest(other, id));
    }
}
