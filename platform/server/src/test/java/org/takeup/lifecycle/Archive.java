package org.takeup.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** An archive as an admin and an operator handle it, and its parts for whoever wants to bend them. */
record Archive(String id, String key, byte[] bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Asks for an archive, waits for it and downloads it. */
    static Archive of(TestPlatform platform, Workspace workspace) {
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String base = "/w/" + workspace.tenant().slug();
        String csrf = Visitor.token(admin.get(base + "/your-data").body());
        HttpResponse<String> asked = admin.send(admin.request(base + "/api/v1/exports")
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        assertEquals(202, asked.statusCode(), asked.body());
        JsonNode answer = json(asked.body());
        String id = answer.path("export").path("id").asText();
        String path = base + "/api/v1/exports/" + id + "/file";
        Eventually.holds(
                "the archive is ready",
                Duration.ofSeconds(60),
                () -> json(admin.get(base + "/api/v1/exports").body())
                        .path("exports")
                        .findValuesAsText("state")
                        .contains("READY"));
        return new Archive(
                id, answer.path("key").asText(), download(admin, path).body());
    }

    static HttpResponse<byte[]> download(Visitor visitor, String path, String... headers) {
        try {
            var request = visitor.request(path).GET();
            if (headers.length > 0) {
                request.headers(headers);
            }
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Has the operator restore it. */
    HttpResponse<String> restore(TestPlatform platform, String slug, Tenant.Placement placement) {
        return restore(platform, slug, placement, key, bytes);
    }

    static HttpResponse<String> restore(
            TestPlatform platform, String slug, Tenant.Placement placement, String key, byte[] file) {
        return restore(platform, "/operator/api/v1/archives", slug, placement, key, file);
    }

    /** As the operator's page does it. */
    HttpResponse<String> restoreByForm(TestPlatform platform, String slug) {
        return restore(platform, "/operator/archives", slug, Tenant.Placement.POOLED, key, bytes);
    }

    private static HttpResponse<String> restore(
            TestPlatform platform, String path, String slug, Tenant.Placement placement, String key, byte[] file) {
        Visitor operator = platform.operator();
        String csrf = Visitor.token(operator.get("/operator/tenants").body());
        var body = new ByteArrayOutputStream();
        Map.of("key", key, "slug", slug, "domain", slug + ".example", "placement", placement.name(), "csrf", csrf)
                .forEach((name, value) -> body.writeBytes(text(
                        "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")));
        body.writeBytes(text("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"archive.zip\"\r\n"
                + "Content-Type: application/zip\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(text("\r\n--edge--\r\n"));
        return operator.send(operator.request(path)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    /** Its parts by name. */
    Map<String, byte[]> parts() {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    JsonNode manifest() {
        return json(new String(parts().get("manifest.json"), StandardCharsets.UTF_8));
    }

    static byte[] zip(Map<String, byte[]> parts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
