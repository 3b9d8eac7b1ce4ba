package org.takeup.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
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

/** The settings of a workspace for programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsApiIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private Workspace workspace(EnumSet<PageSetting> pageDecides) {
        String slug = "a" + UUID.randomUUID().toString().substring(0, 8);
        TenantDefinition usual = TestPlatform.definition(slug, Tenant.Placement.POOLED);
        platform.platform()
                .tenants()
                .apply(new TenantDefinition(
                        slug, usual.name(), usual.status(), usual.placement(), usual.settings(), pageDecides));
        return again(slug);
    }

    private Workspace again(String slug) {
        return platform.platform().tenants().bySlug(slug).orElseThrow();
    }

    private static String path(Workspace workspace) {
        return "/w/" + workspace.tenant().slug() + "/api/v1/settings";
    }

    private HttpResponse<String> patch(Workspace workspace, Optional<String> version, String body) {
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String csrf = Visitor.token(
                admin.get("/w/" + workspace.tenant().slug() + "/settings").body());
        HttpRequest.Builder request = admin.request(path(workspace))
                .header("Content-Type", "application/json")
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body));
        version.ifPresent(tag -> request.header("If-Match", tag));
        return admin.send(request.build());
    }

    private static String tag(Workspace workspace) {
        return "\"" + workspace.tenant().revision() + "\"";
    }

    @Test
    void whatIsChangedCountsIsTaggedAnewAndIsInTheTrail() {
        Workspace workspace = workspace(EnumSet.allOf(PageSetting.class));
        var read = platform.signedIn(workspace, Role.ADMIN).get(path(workspace));
        String seen = read.headers().firstValue("etag").orElseThrow();
        var answer = patch(workspace, Optional.of(seen), "{\"name\":\"By program\",\"smallestGroup\":7}");
        assertEquals(200, answer.statusCode(), answer.body());
        var name = new JsonObject(answer.body()).getJsonObject("settings").getJsonObject("name");
        assertEquals("By program", name.getString("value"));
        assertEquals("page", name.getJsonObject("drift").getString("counts"));
        assertEquals(
                tag(again(workspace.tenant().slug())),
                answer.headers().firstValue("etag").orElseThrow());
        var entry = platform.platform()
                .trail()
                .find(workspace, Search.all(), Optional.empty(), 1)
                .entries()
                .getFirst();
        assertEquals("settings.changed", entry.action());
        assertEquals(2, entry.changes().size());

        assertEquals(
                412,
                patch(workspace, Optional.of(seen), "{\"language\":\"fr\"}").statusCode(),
                "of an old version");
    }

    @Test
    void whatTheFileDecidesAndWhatDoesNotFitIsNamedAndChangesNothing() {
        Workspace workspace = workspace(EnumSet.of(PageSetting.SMALLEST_GROUP, PageSetting.ACCENT));
        for (String body : new String[] {
            "{\"accent\":\"#111111\",\"name\":\"Mine now\"}",
            "{\"accent\":\"red\"}",
            "{\"smallestGroup\":2}",
            "{\"smallestGroup\":\"6\"}",
            "{\"domains\":\"stolen.example\"}",
            "{\"signIn.domains\":\"stolen.example\"}",
            "{\"roles\":{\"admin\":[\"everybody\"]}}",
            "{\"accent\":\"" + "#".repeat(300) + "\"}"
        }) {
            var refused = patch(workspace, Optional.of(tag(workspace)), body);
            assertEquals(422, refused.statusCode(), body);
            assertTrue(refused.body().contains("\"errors\""), refused.body());
        }
        assertEquals(
                428,
                patch(workspace, Optional.empty(), "{\"accent\":\"#111111\"}").statusCode());
        assertEquals(
                400,
                patch(workspace, Optional.of("W/7"), "{\"accent\":\"#111111\"}").statusCode());
        assertEquals(tag(workspace), tag(again(workspace.tenant().slug())), "all or nothing");
    }

    @Test
    void onlyAdminsReadAndChange() {
        Workspace workspace = workspace(EnumSet.allOf(PageSetting.class));
        assertEquals(
                403,
                platform.signedIn(workspace, Role.PLANNER).get(path(workspace)).statusCode());
        assertEquals(
                401,
                platform.signedIn(workspace(EnumSet.noneOf(PageSetting.class)), Role.ADMIN)
                        .get(path(workspace))
                        .statusCode(),
                "an admin of another workspace is nobody here");
    }
}
