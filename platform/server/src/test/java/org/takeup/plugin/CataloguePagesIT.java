package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.audit.Search;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What the pages of a plugin say about who is behind it, what it brings, how it fares and what it called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CataloguePagesIT {
    private static final String SBOM = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
             {"type":"library","group":"org.example","name":"<b>lib</b>","version":"2.1",
              "licenses":[{"license":{"id":"MIT"}}]}]}""";

    private TestPlatform platform;
    private Visitor operator;
    private Packages packages;
    private Plugins plugins;
    private Workspace workspace;
    private Visitor admin;
    private String base;
    private String id;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        operator = platform.operator();
        packages = platform.platform().pluginRuntime().packages();
        plugins = platform.platform().pluginRuntime().plugins();
    }

    @BeforeEach
    void freshWorkspaceAndId() {
        id = "c" + UUID.randomUUID().toString().substring(0, 8);
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        admin = platform.signedIn(workspace, Role.ADMIN);
        base = "/w/" + workspace.tenant().slug();
    }

    @AfterAll
    void stop() {
        packages.list().stream()
                .map(Listed::version)
                .filter(version -> version.plugin().matches("c[0-9a-f]{8}"))
                .forEach(packages::remove);
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private String page() {
        return admin.get(base + "/plugins/" + id).body();
    }

    private static void assertSays(String words, String text) {
        assertTrue(text.replaceAll("\\s+", " ").contains(words), text);
    }

    private static PluginSource with(PluginSource source, String name, String text) {
        return source.entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thePageSaysWhoIsBehindItWhatItReachesAndWhatItIsMadeOf() {
        var source = PluginSource.good(id, "1.1.0")
                .set("plugin.hosts", "api.example.com, *.example.org")
                .set("plugin.license", "Apache-2.0");
        with(source, "CHANGES.md", "## 1.1.0 - 2026-11-20\n- <i>Faster</i>\n## 0.9.0\n- Early\n");
        packages.upload(with(source, "sbom.json", SBOM).zip());
        for (String page :
                List.of(page(), operator.get("/operator/plugins/" + id).body())) {
            assertSays("Signed by test-publisher, which", page);
            assertSays("Inside the platform", page);
            assertSays("api.example.com, *.example.org", page);
            assertSays("Apache-2.0", page);
            assertSays(
                    "1.0.0 or newer, and older than 2.0.0. This platform has " + PluginApi.VERSION + ", so it fits.",
                    page);
            assertSays("<li>&lt;i&gt;Faster&lt;/i&gt;</li>", page);
            assertSays("<h3>0.9.0</h3>", page);
            assertSays("org.example:&lt;b&gt;lib&lt;/b&gt;</th><td>2.1</td><td>MIT</td>", page);
        }
        var api = admin.get(base + "/api/v1/plugins/" + id);
        assertEquals(200, api.statusCode());
        assertSays("\"lines\":[\"<i>Faster</i>\"]", api.body());
        assertEquals(200, operator.get("/operator/api/v1/plugins/" + id).statusCode());
    }

    @Test
    void aPackageWithoutNotesAndListSaysSoAndABadListIsRefused() {
        packages.upload(PluginSource.good(id, "1.0.0").zip());
        assertSays("Its package does not say which components it is made of.", page());
        assertSays("Its package does not say what changed.", page());
        assertSays("No other system.", page());
        var bad = with(PluginSource.good(id, "1.1.0"), "sbom.json", "{\"components\":[]}");
        var refused = assertThrows(PackageRejected.class, () -> packages.upload(bad.zip()));
        assertSays("sbom.json is no CycloneDX document", String.valueOf(refused.getMessage()));
        assertEquals(List.of("1.0.0"), packages.versions(id));
    }

    @Test
    void itsHealthIsSaidInWords() {
        packages.upload(PluginSource.builder(id, "1.0.0", "", "throw new IllegalStateException();")
                .zip());
        String first = page();
        assertSays("In your workspace, 1 failure was noted within the last hour", first);
        assertSays("<h2 id=\"health\">Health: failing</h2>", first);
        // Each look at the page is a call for the sample.
        for (int i = 0; i < Breaker.FAILURES; i++) {
            page();
        }
        assertSays("<h2 id=\"health\">Health: stopped for a moment</h2>", page());
        Workspace other = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        String theirs = platform.signedIn(other, Role.ADMIN)
                .get("/w/" + other.tenant().slug() + "/plugins/" + id)
                .body();
        assertSays("<h2 id=\"health\">Health: failing</h2>", theirs);
    }

    @Test
    void onePluginThatWorksSaysSo() {
        packages.upload(PluginSource.good(id, "1.0.0").zip());
        assertSays("<h2 id=\"health\">Health: working</h2>", page());
        assertSays("In your workspace, no call failed within the last hour.", page());
        assertSays("0.0 % of its calls failed", page());
    }

    @Test
    void aPluginWhosePublisherIsRevokedStillHasItsPage() {
        KeyPair keys = PackageSigner.newKeys();
        var publishers = platform.platform().pluginRuntime().publishers();
        String partner = "p" + id;
        publishers.approve(partner, "Partner & Co", false, new PublisherKey(keys.getPublic()).text(), null);
        byte[] zip = new PackageSigner(partner, keys)
                .sign(
                        PluginSource.good(id, "1.0.0")
                                .set("plugin.extensions", "plan")
                                .unsigned(),
                        Instant.now());
        packages.upload(zip);
        plugins.enable(workspace, id);
        String page = page();
        assertSays(
                "Signed by Partner &amp; Co (" + partner + "), whom the operator of this platform has approved", page);
        assertSays("In a process of its own", page);
        publishers.revoke(partner, "Sold");
        packages.publishersChanged();
        page = page();
        assertSays("<h2 id=\"health\">Health: stopped, publisher not approved</h2>", page);
        assertSays("What was made with it stays readable.", page);
        assertSays("Plan builder", page);
        assertFalse(page.contains("Disable " + id), page);
        assertEquals(200, admin.get(base + "/api/v1/plugins/" + id).statusCode());
        assertEquals(404, admin.get(base + "/plugins/nothing-here").statusCode());
    }

    @Test
    void theOperatorSeesTheProcessAndLoadsItAnew() {
        KeyPair keys = PackageSigner.newKeys();
        String partner = "p" + id;
        platform.platform()
                .pluginRuntime()
                .publishers()
                .approve(partner, "Partner", false, new PublisherKey(keys.getPublic()).text(), null);
        packages.upload(new PackageSigner(partner, keys)
                .sign(PluginSource.good(id, "1.0.0").unsigned(), Instant.now()));
        plugins.enable(workspace, id);
        long before = pid();
        String page = "/operator/plugins/" + id;
        assertEquals(
                303, operator.submit(page, page + "/1.0.0/load-anew", Map.of()).statusCode());
        var trail = platform.platform().trail();
        var noted = trail.find(trail.operators(), Search.all(), Optional.empty(), 1)
                .entries()
                .getFirst();
        assertEquals("package.loaded-anew plugin=" + id + " version=1.0.0", noted.action() + " " + noted.target());
        assertTrue(pid() != before);
        assertSays(
                "In a process of its own, with at most 128 MB of heap.",
                operator.get(page).body());
        assertEquals("1.0.0", plugins.require(workspace, PlanBuilder.class, id).version());
        var nodes = operator.get("/operator/api/v1/nodes");
        assertSays("\"heapMegabytes\":128", nodes.body());
    }

    private long pid() {
        return plugins.serving(workspace, id)
                .flatMap(Loaded::isolated)
                .orElseThrow()
                .state()
                .pid();
    }
}
