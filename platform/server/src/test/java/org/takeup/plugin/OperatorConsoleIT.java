package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;

/** The operator's console, through the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorConsoleIT {
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private TestPlatform platform;
    private Visitor operator;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        operator = platform.operator();
    }

    @AfterAll
    void stop() {
        removeMade();
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private HttpResponse<String> upload(String path, byte[] zip) {
        String csrf = Visitor.token(operator.get("/operator/plugins").body());
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + csrf + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.zip\"\r\n"
                        + "Content-Type: application/zip\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(zip);
        body.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
        return platform.send(operator.request(path)
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .header("Origin", platform.url().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private String fresh() {
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        made.add(id);
        return id;
    }

    /** The store may be shared with other tests. */
    private void removeMade() {
        Packages packages = platform.platform().pluginRuntime().packages();
        packages.list().stream()
                .map(Listed::version)
                .filter(version -> made.contains(version.plugin()))
                .forEach(packages::remove);
    }

    @Test
    void anUploadedPackageIsListedUsedAndRemoved() {
        String id = fresh();
        var added = upload(
                "/operator/api/v1/plugins", PluginSource.good(id, "1.0.0").zip());
        assertEquals(201, added.statusCode(), added.body());
        assertTrue(added.body().contains("\"loaded\":true"), added.body());
        assertTrue(operator.get("/operator/plugins").body().contains("Remove " + id + " 1.0.0"));
        var removed = operator.submit("/operator/plugins", "/operator/plugins/" + id + "/1.0.0/removal", Map.of());
        assertEquals(303, removed.statusCode(), removed.body());
        assertTrue(!operator.get("/operator/api/v1/plugins").body().contains(id));
        assertEquals(
                303,
                upload("/operator/plugins", PluginSource.good(id, "1.0.0").zip())
                        .statusCode());
    }

    @Test
    void aBadPackageIsRefusedInWordsAndNothingIsListed() {
        var notAZip = upload("/operator/api/v1/plugins", "nonsense".getBytes(StandardCharsets.UTF_8));
        assertEquals(422, notAZip.statusCode());
        assertTrue(notAZip.body().contains("it is not a zip"), notAZip.body());
        String id = fresh();
        var page = upload("/operator/plugins", PluginSource.good(id, "1.0.0").zipWithoutManifest());
        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("no plugin.properties"), page.body());
        var newer = upload(
                "/operator/api/v1/plugins",
                PluginSource.good(id, "1.0.0").set("plugin.requires", ">=2.0.0").zip());
        assertEquals(422, newer.statusCode());
        assertTrue(newer.body().contains(">=2.0.0"), newer.body());
        var other = upload(
                "/operator/api/v1/plugins",
                PluginSource.good(id, "1.0.0").set("plugin.extensions", "lms").zip());
        assertTrue(other.body().contains("says that it extends lms and extends plan"), other.body());
        var throwing = upload(
                "/operator/api/v1/plugins",
                PluginSource.builder(
                                id,
                                "1.0.0",
                                "static { if (true) throw new IllegalStateException(); }",
                                "return List.of();")
                        .zip());
        assertEquals(422, throwing.statusCode());
        assertTrue(
                throwing.body().contains("threw java.lang.IllegalStateException while it was loaded"), throwing.body());
        assertTrue(!operator.get("/operator/api/v1/plugins").body().contains(id));
    }

    @Test
    void aTenantIsSuspendedAndResumed() {
        var workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        String slug = workspace.tenant().slug();
        var admin = platform.signedIn(workspace, Role.ADMIN);
        assertEquals(200, admin.get("/w/" + slug + "/plugins").statusCode());
        operator.submit("/operator/tenants", "/operator/tenants/" + slug + "/status", Map.of("status", "SUSPENDED"));
        assertEquals(403, admin.get("/w/" + slug + "/plugins").statusCode());
        String csrf = Visitor.token(operator.get("/operator/tenants").body());
        var resumed =
                operator.json("PUT", "/operator/api/v1/tenants/" + slug + "/status", "{\"status\":\"ACTIVE\"}", csrf);
        assertEquals(204, resumed.statusCode(), resumed.body());
        assertEquals(200, admin.get("/w/" + slug + "/plugins").statusCode());
    }

    @Test
    void aStatusThatIsMissingOrNoneIsRefusedInWords() {
        var workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        String path = "/operator/api/v1/tenants/" + workspace.tenant().slug() + "/status";
        String csrf = Visitor.token(operator.get("/operator/tenants").body());
        for (String body : List.of("{}", "{\"status\":null}", "{\"status\":\"GONE\"}")) {
            var refused = operator.json("PUT", path, body, csrf);
            assertEquals(422, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("\"name\":\"status\""), refused.body());
        }
    }

    @Test
    void aTenantFileWithAMistakeIsShownWithItsLineAndCounted() throws Exception {
        Path file =
                Files.createDirectories(platform.folder().resolve("tenants")).resolve("tab.yaml");
        Files.writeString(file, "apiVersion: takeup/v1\n\tslug: tab\n");
        try {
            awaitOnTenantsPage("tab.yaml, line 2:</strong> A tab stands");
            String listed = operator.get("/operator/api/v1/tenants").body();
            assertTrue(listed.contains("\"problems\":[{\"file\":\"tab.yaml\",\"line\":2,"), listed);
            var metrics =
                    platform.send(HttpRequest.newBuilder(platform.management().resolve("/metrics"))
                            .build());
            assertTrue(metrics.body().contains("takeup_tenant_file_problems 1.0"), metrics.body());
        } finally {
            Files.delete(file);
        }
    }

    private void awaitOnTenantsPage(String text) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!operator.get("/operator/tenants").body().contains(text)) {
            assertTrue(System.nanoTime() < end, () -> "not on the page: " + text);
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Test
    void theNodeReportsItselfWithItsPlugins() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!operator.get("/operator/nodes").body().contains("survey-maturity")) {
            assertTrue(System.nanoTime() < end, "the node did not report itself");
            LockSupport.parkNanos(50_000_000);
        }
        assertTrue(operator.get("/operator/api/v1/nodes").body().contains("\"silent\":false"));
    }

    @Test
    void theConsoleLeadsToItsPagesAndLetsNobodyElseIn() {
        assertEquals(303, operator.get("/operator/").statusCode());
        assertEquals(303, operator.get("/operator").statusCode());
        var workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        var admin = platform.signedIn(workspace, Role.ADMIN);
        for (String path : List.of("/operator/api/v1/plugins", "/operator/api/v1/tenants", "/operator/api/v1/nodes")) {
            assertEquals(401, admin.get(path).statusCode());
            assertEquals(401, platform.stranger().get(path).statusCode());
        }
    }
}
