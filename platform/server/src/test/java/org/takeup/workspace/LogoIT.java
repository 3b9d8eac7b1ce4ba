package org.takeup.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;
import org.takeup.workspace.picture.Pictures;

/** The logo of a workspace: who may change it, what is refused, and how it is given to everybody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogoIT {
    private static final String BODY = "multipart/form-data; boundary=edge";

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private Workspace tenant() {
        return platform.tenant("g" + UUID.randomUUID().toString().substring(0, 8));
    }

    private static String base(Workspace workspace) {
        return "/w/" + workspace.tenant().slug();
    }

    private static byte[] multipart(String name, byte[] file) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/html\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private HttpResponse<String> put(Workspace workspace, Role role, String name, byte[] file) {
        Visitor visitor = platform.signedIn(workspace, role);
        String csrf =
                Visitor.token(visitor.get(base(workspace) + "/me/sessions").body());
        return visitor.send(visitor.request(base(workspace) + "/api/v1/settings/logo")
                .header("Content-Type", BODY)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(multipart(name, file)))
                .build());
    }

    private HttpResponse<byte[]> picture(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(platform.url().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void itIsOnEveryPageForEverybodyUntilItIsTakenAway() throws Exception {
        Workspace workspace = tenant();
        // The name lies about what it is, and so does the sender's media type: neither counts.
        var set = put(workspace, Role.ADMIN, "../../evil.html.jpg", Pictures.png(320, 64));
        assertEquals(200, set.statusCode(), set.body());
        var logo = new JsonObject(set.body());
        assertEquals("image/png", logo.getString("mediaType"));
        String page = platform.stranger().get(base(workspace) + "/signed-out").body();
        assertTrue(
                page.contains("<img class=\"logo\" src=\"" + logo.getString("href") + "\" width=\"320\" height=\"64\""),
                page);
        assertTrue(page.contains("alt=\"" + workspace.tenant().name() + "\""), page);

        HttpResponse<byte[]> picture = picture(logo.getString("href"));
        assertEquals(200, picture.statusCode());
        var headers = picture.headers();
        assertEquals("image/png", headers.firstValue("content-type").orElseThrow());
        assertEquals("nosniff", headers.firstValue("x-content-type-options").orElseThrow());
        assertEquals(
                "public, max-age=31536000, immutable",
                headers.firstValue("cache-control").orElseThrow());
        assertEquals(
                "default-src 'none'; sandbox",
                headers.firstValue("content-security-policy").orElseThrow());
        assertEquals(
                "inline; filename=\"logo.png\"",
                headers.firstValue("content-disposition").orElseThrow());

        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        var removed = admin.submit(base(workspace) + "/settings", base(workspace) + "/settings/logo/removal", Map.of());
        assertEquals(303, removed.statusCode());
        assertEquals(404, picture(logo.getString("href")).statusCode());
        assertFalse(admin.get(base(workspace) + "/settings").body().contains("<img"));
        String trail = admin.get(base(workspace) + "/audit").body();
        assertTrue(
                trail.contains("Changed the workspace&#39;s logo") || trail.contains("Changed the workspace's logo"),
                trail);
    }

    @Test
    void anotherWorkspacesLogoIsNotHere() throws Exception {
        Workspace owner = tenant();
        Workspace other = tenant();
        String hash = new JsonObject(
                        put(owner, Role.ADMIN, "a.png", Pictures.png(64, 64)).body())
                .getString("hash");
        assertEquals(200, picture(base(owner) + "/logo/" + hash).statusCode());
        assertEquals(404, picture(base(other) + "/logo/" + hash).statusCode());
        assertEquals(
                403, put(owner, Role.PLANNER, "a.png", Pictures.png(64, 64)).statusCode());
    }

    @Test
    void whatIsNoPictureOrTooLargeIsRefusedInWordsAndTheOldOneStays() throws Exception {
        Workspace workspace = tenant();
        String href = new JsonObject(put(workspace, Role.ADMIN, "a.png", Pictures.png(64, 64))
                        .body())
                .getString("href");
        for (byte[] wrong : new byte[][] {
            Pictures.bomb(),
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8),
            "<html>".getBytes(StandardCharsets.UTF_8),
            {}
        }) {
            var refused = put(workspace, Role.ADMIN, "logo.png", wrong);
            assertEquals(422, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("\"file\""), refused.body());
        }
        assertEquals(
                413,
                put(workspace, Role.ADMIN, "logo.png", new byte[300 * 1024]).statusCode());
        assertEquals(200, picture(href).statusCode());
    }

    @Test
    void aWorkspaceThatMayStoreNoMoreKeepsItsOldLogo() {
        Workspace workspace = tenant();
        var logos = new Logos((full, bytes) -> {
            throw org.takeup.http.Problem.invalid("quota", "Full with " + bytes + " bytes.");
        });
        org.junit.jupiter.api.Assertions.assertThrows(
                org.takeup.http.Problem.class, () -> Pictures.logo(logos, workspace));
        assertTrue(logos.of(workspace).isEmpty());
    }

    /** As a bent archive may bring it: pages are shown all the same, without a logo. */
    @Test
    void whatIsNoLogoInTheStoreBreaksNoPage() {
        Workspace workspace = tenant();
        workspace
                .collection(Logos.COLLECTIONS.getFirst())
                .put(
                        "logo",
                        new Document("hash", "\"><script>")
                                .append("type", "HTML")
                                .append("width", "wide"));
        var page = platform.stranger().get(base(workspace) + "/signed-out");
        assertEquals(200, page.statusCode());
        assertFalse(page.body().contains("<img"), page.body());
        assertEquals(Set.of(), Set.copyOf(platform.watch().offences()));
    }

    @Test
    void bytesAreGivenAsTheyWereCleaned() throws Exception {
        Workspace workspace = tenant();
        byte[] jpeg = Pictures.jpeg(100, 40);
        String href = new JsonObject(put(workspace, Role.ADMIN, "a.webp", jpeg).body()).getString("href");
        assertArrayEquals(
                org.takeup.workspace.picture.Picture.read(jpeg).bytes(),
                picture(href).body());
    }
}
