package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What an admin sees of plugins and does with them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginPagesIT {
    private TestPlatform platform;
    private Workspace workspace;
    private Visitor admin;
    private String base;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        admin = platform.signedIn(workspace, Role.ADMIN);
        base = "/w/" + workspace.tenant().slug();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    @Test
    void thePageSaysWhatEachPluginDoesAndDisablesAndEnablesIt() {
        String page = admin.get(base + "/plugins").body();
        assertTrue(page.contains("How mature an organisation is"), page);
        assertTrue(page.contains("Disable survey-maturity"), page);

        var sent = admin.submit(base + "/plugins", base + "/plugins/survey-maturity", Map.of("enabled", "false"));
        assertEquals(303, sent.statusCode(), sent.body());
        assertTrue(admin.get(base + "/plugins").body().contains("Enable survey-maturity"));
        Plugins plugins = platform.platform().pluginRuntime().plugins();
        assertTrue(plugins.offered(workspace, SurveyInstrument.class).isEmpty());

        admin.submit(base + "/plugins", base + "/plugins/survey-maturity", Map.of("enabled", "true"));
        assertFalse(plugins.offered(workspace, SurveyInstrument.class).isEmpty());
    }

    @Test
    void theApiListsAndSetsThem() {
        String list = admin.get(base + "/api/v1/plugins").body();
        assertTrue(list.contains("\"lms-oneroster\""), list);
        String csrf = Visitor.token(admin.get(base + "/plugins").body());
        var set = admin.json("PUT", base + "/api/v1/plugins/lms-oneroster", "{\"enabled\":false}", csrf);
        assertEquals(200, set.statusCode(), set.body());
        assertTrue(set.body().contains("\"enabled\":false"), set.body());
        assertEquals(
                404,
                admin.json("PUT", base + "/api/v1/plugins/nothing", "{\"enabled\":true}", csrf)
                        .statusCode());
    }

    @Test
    void aPlannerIsNotShownThePage() {
        var planner = platform.signedIn(workspace, Role.PLANNER);
        assertEquals(403, planner.get(base + "/plugins").statusCode());
        assertEquals(403, planner.get(base + "/api/v1/plugins").statusCode());
    }
}
