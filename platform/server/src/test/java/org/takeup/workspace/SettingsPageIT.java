package org.takeup.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.audit.Search;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.Workspace;

/** The settings page, and what it may change beside the organisation's file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsPageIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private TenantDefinition definition(EnumSet<PageSetting> pageDecides) {
        String slug = "s" + UUID.randomUUID().toString().substring(0, 8);
        TenantDefinition usual = TestPlatform.definition(slug, Tenant.Placement.POOLED);
        return new TenantDefinition(
                slug, usual.name(), usual.status(), usual.placement(), usual.settings(), pageDecides);
    }

    private Workspace apply(TenantDefinition definition) {
        platform.platform().tenants().apply(definition);
        return workspace(definition.slug());
    }

    private Workspace workspace(String slug) {
        return platform.platform().tenants().bySlug(slug).orElseThrow();
    }

    private static String path(Workspace workspace) {
        return "/w/" + workspace.tenant().slug() + "/settings";
    }

    private HttpResponse<String> save(Workspace workspace, Map<String, String> fields) {
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        var all = new HashMap<>(fields);
        all.putIfAbsent("version", String.valueOf(workspace.tenant().revision()));
        return admin.submit(path(workspace), path(workspace), all);
    }

    @Test
    void whatThePageDecidesIsChangedShownAsDriftAndInTheTrail() {
        Workspace workspace = apply(definition(EnumSet.allOf(PageSetting.class)));
        var answer = save(
                workspace,
                Map.of("name", "New <b>name</b>", "timeZone", "Asia/Tokyo", "quietFrom", "22:00", "quietTo", "06:30"));
        assertEquals(303, answer.statusCode(), answer.body());
        Workspace now = workspace(workspace.tenant().slug());
        assertEquals("New <b>name</b>", now.tenant().name());
        assertEquals("Asia/Tokyo", now.settings().zone().getId());
        assertEquals("22:00", now.settings().mail().quietFrom().toString());
        String page = platform.signedIn(now, Role.ADMIN).get(path(now)).body();
        assertTrue(page.contains("The file says " + workspace.tenant().name()), page);
        assertFalse(page.contains("<b>name"), "escaped");
        var entry = platform.platform()
                .trail()
                .find(now, Search.all(), Optional.empty(), 10)
                .entries()
                .getFirst();
        assertEquals("settings.changed", entry.action());
        assertEquals(3, entry.changes().size());
        String console = platform.operator().get("/operator/tenants").body();
        assertTrue(console.contains("Where file and settings page differ"), console);

        assertEquals(303, save(now, Map.of("name", workspace.tenant().name())).statusCode());
        assertTrue(workspace(now.tenant().slug()).tenant().drift().stream()
                .noneMatch(drift -> drift.setting() == PageSetting.NAME));
    }

    @Test
    void whatTheFileDecidesIsRefusedInWordsAndHasNoField() {
        Workspace workspace = apply(definition(EnumSet.of(PageSetting.ACCENT)));
        String page =
                platform.signedIn(workspace, Role.ADMIN).get(path(workspace)).body();
        assertFalse(page.contains("name=\"name\""), page);
        assertTrue(page.contains("by the file"), page);
        var refused = save(workspace, Map.of("name", "Mine now", "accent", "#111111"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("set by your organisation"), refused.body());
        assertEquals(
                workspace.tenant().revision(),
                workspace(workspace.tenant().slug()).tenant().revision(),
                "all or nothing");
    }

    @Test
    void aFileThatTakesASettingBackWinsAndThePagesValueIsKeptAsDrift() {
        TenantDefinition open = definition(EnumSet.of(PageSetting.NAME));
        Workspace workspace = apply(open);
        save(workspace, Map.of("name", "By page"));
        Workspace closed = apply(new TenantDefinition(
                open.slug(),
                open.name(),
                open.status(),
                open.placement(),
                open.settings(),
                EnumSet.noneOf(PageSetting.class)));
        assertEquals(open.name(), closed.tenant().name());
        String page = platform.signedIn(closed, Role.ADMIN).get(path(closed)).body();
        assertTrue(page.contains("does not count: the file decides"), page);

        assertEquals("By page", apply(open).tenant().name(), "given back, it counts again");
    }

    @Test
    void aSecondAdminsFormFromBeforeIsRefused() {
        Workspace workspace = apply(definition(EnumSet.allOf(PageSetting.class)));
        assertEquals(303, save(workspace, Map.of("language", "de")).statusCode());
        assertEquals(409, save(workspace, Map.of("language", "fr")).statusCode());
        assertEquals(
                "de", workspace(workspace.tenant().slug()).settings().language().toLanguageTag());
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() {
        Workspace workspace = apply(definition(EnumSet.allOf(PageSetting.class)));
        for (var wrong : Map.of(
                        "name", "x".repeat(101),
                        "timeZone", "Europe/Lodnon",
                        "language", "klingon",
                        "smallestGroup", "4",
                        "accent", "red;} body{display:none",
                        "quietFrom", "25:00")
                .entrySet()) {
            var fields = new HashMap<>(Map.of(wrong.getKey(), wrong.getValue(), "quietTo", "06:00"));
            assertEquals(422, save(workspace, fields).statusCode(), wrong.getKey());
        }
        for (String number : new String[] {"51", "-5", "five", "99999999999", "5.5"}) {
            assertEquals(422, save(workspace, Map.of("smallestGroup", number)).statusCode(), number);
        }
        for (String time : new String[] {"-", "20:00-06:00", "x"}) {
            assertEquals(
                    422,
                    save(workspace, Map.of("quietFrom", time, "quietTo", "06:00"))
                            .statusCode(),
                    time);
        }
        assertEquals(422, save(workspace, Map.of("version", "x", "name", "A")).statusCode());
        assertEquals(
                workspace.tenant().revision(),
                workspace(workspace.tenant().slug()).tenant().revision());
    }

    @Test
    void onlyAdminsOfThisWorkspaceGetIn() {
        Workspace workspace = apply(definition(EnumSet.allOf(PageSetting.class)));
        Workspace other = apply(definition(EnumSet.allOf(PageSetting.class)));
        assertEquals(
                403,
                platform.signedIn(workspace, Role.PLANNER).get(path(workspace)).statusCode());
        assertEquals(
                303, platform.signedIn(other, Role.ADMIN).get(path(workspace)).statusCode());
    }
}
