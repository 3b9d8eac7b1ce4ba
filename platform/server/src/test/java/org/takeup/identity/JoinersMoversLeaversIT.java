package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.people.scim.ScimClient;
import org.takeup.tenant.Workspace;

/** What a company's directory says counts at the door: who left is out, and who moved has the new role and not the old. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinersMoversLeaversIT {
    private final StubProvider provider = StubProvider.start();
    private TestPlatform platform;
    private Workspace workspace;
    private ScimClient directory;
    private String base;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(provider::addTo, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        provider.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    @BeforeEach
    void freshWorkspace() {
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        base = "/w/" + workspace.tenant().slug();
        directory = ScimClient.of(platform, workspace, "directory:write");
    }

    private String joiner(String name) {
        String email = name + "@" + workspace.tenant().slug() + ".example";
        return directory
                .ok(201, "POST", "/Users", "{\"userName\":\"" + email + "\",\"active\":true}")
                .path("id")
                .asText();
    }

    private String group(String name, String... users) {
        var members = String.join(
                ",",
                List.of(users).stream().map(id -> "{\"value\":\"" + id + "\"}").toList());
        return directory
                .ok(201, "POST", "/Groups", "{\"displayName\":\"" + name + "\",\"members\":[" + members + "]}")
                .path("id")
                .asText();
    }

    private void patch(String path, String operation) {
        HttpResponse<String> answer = directory.call("PATCH", path, "{\"Operations\":[" + operation + "]}");
        assertEquals(2, answer.statusCode() / 100, answer.body());
    }

    private HttpResponse<String> signIn(Browser browser, String person) {
        return browser.signIn(
                provider, base, StubProvider.person(person, workspace.tenant().slug()));
    }

    private Browser signedIn(String person) {
        var browser = new Browser(platform);
        assertEquals(303, signIn(browser, person).statusCode());
        assertEquals(200, browser.get(base + "/").statusCode());
        return browser;
    }

    private void assertOut(Browser browser) {
        assertEquals(303, browser.get(base + "/").statusCode());
        assertEquals(401, browser.get(base + "/api/v1/workspace").statusCode());
    }

    @Test
    void whoLeavesIsOutAtOnceAndDoesNotComeBackIn() {
        String ann = joiner("ann");
        Browser browser = signedIn("ann");
        Browser ben = signedIn("ben");
        patch("/Users/" + ann, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
        assertOut(browser);
        HttpResponse<String> again = signIn(browser, "ann");
        assertEquals(403, again.statusCode());
        assertTrue(again.body().contains("You are not active any more."), again.body());
        assertOut(browser);
        assertEquals(200, ben.get(base + "/").statusCode());

        patch("/Users/" + ann, "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}");
        signedIn("ann");
    }

    @Test
    void whoIsDeletedIsOutToo() {
        String ann = joiner("ann");
        Browser browser = signedIn("ann");
        directory.ok(204, "DELETE", "/Users/" + ann, "");
        assertOut(browser);
    }

    @Test
    void aGroupOfTheDirectoryGivesTheRoleAndLeavingItTakesIt() {
        String ann = joiner("ann");
        String ben = joiner("ben");
        String leads = group("learning-leads", ann, ben);
        Browser browser = signedIn("ann");
        Browser other = signedIn("ben");
        assertEquals(200, browser.get(base + "/sessions").statusCode());

        patch("/Groups/" + leads, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + ann + "\\\"]\"}");
        assertOut(browser);
        assertEquals(200, other.get(base + "/sessions").statusCode());
        assertEquals(403, signedIn("ann").get(base + "/sessions").statusCode());
    }

    @Test
    void aRoleGoesWithItsGroupOrTheGroupsName() {
        String ann = joiner("ann");
        String leads = group("learning-leads", ann);
        Browser browser = signedIn("ann");
        patch("/Groups/" + leads, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"choir\"}");
        assertOut(browser);
        assertEquals(403, signedIn("ann").get(base + "/sessions").statusCode());

        String again = group("learning-leads", ann);
        Browser admin = signedIn("ann");
        assertEquals(200, admin.get(base + "/sessions").statusCode());
        directory.ok(204, "DELETE", "/Groups/" + again, "");
        assertOut(admin);
    }

    @Test
    void aGroupThatGivesNoRoleEndsNoSession() {
        String ann = joiner("ann");
        String choir = group("choir", ann);
        Browser browser = signedIn("ann");
        directory.ok(204, "DELETE", "/Groups/" + choir, "");
        assertEquals(200, browser.get(base + "/").statusCode());
        assertEquals(403, browser.get(base + "/sessions").statusCode());
    }
}
