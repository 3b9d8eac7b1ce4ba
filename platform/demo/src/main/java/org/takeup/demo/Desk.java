package org.takeup.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody at work in a workspace through the REST API, as a page's script would be: with a session's cookie and the token
 * that goes with it. The sample data comes in this way, so it passes all the checks that people's own data passes.
 */
final class Desk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI workspace;
    private final String cookie;
    private final String token;

    private Desk(HttpClient http, URI workspace, String cookie, String token) {
        this.http = http;
        this.workspace = workspace;
        this.cookie = cookie;
        this.token = token;
    }

    /**
     * Takes a seat.
     *
     * @param workspace its address, ending in a slash
     * @param cookie name and value of a session
     */
    static Desk at(HttpClient http, URI workspace, String cookie) {
        String home = new Desk(http, workspace, cookie, "").send("", HttpRequest.newBuilder());
        Matcher matcher = TOKEN.matcher(home);
        if (!matcher.find()) {
            throw new IllegalStateException("The session is not accepted at " + workspace);
        }
        return new Desk(http, workspace, cookie, matcher.group(1));
    }

    /** @throws IllegalStateException if the platform does not answer 2xx, with what it says */
    JsonNode get(String path) {
        return read(send("api/v1/" + path, HttpRequest.newBuilder()));
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    JsonNode put(String path, Map<String, ?> body) {
        return send("PUT", path, body);
    }

    /** Does something to a version of a thing that was read before. */
    JsonNode post(String path, JsonNode seen) {
        return post(path, seen.path("version").asLong());
    }

    /** The same. @param version that was seen */
    JsonNode post(String path, long version) {
        return read(send(
                "api/v1/" + path,
                HttpRequest.newBuilder()
                        .header("If-Match", "\"" + version + "\"")
                        .POST(HttpRequest.BodyPublishers.noBody())));
    }

    /** Asks for something that needs no further words. */
    JsonNode post(String path) {
        return read(send("api/v1/" + path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody())));
    }

    /** Sends a file as a form does. */
    JsonNode upload(String path, Map<String, String> fields, Path file) {
        String boundary = UUID.randomUUID().toString();
        return read(send(
                "api/v1/" + path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(boundary, fields, file)))));
    }

    private static byte[] multipart(String boundary, Map<String, String> fields, Path file) {
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(utf8("--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")));
        body.writeBytes(utf8("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + file.getFileName() + "\"\r\nContent-Type: application/zip\r\n\r\n"));
        try {
            body.writeBytes(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        body.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
        return body.toByteArray();
    }

    private JsonNode send(String method, String path, Map<String, ?> body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder()
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
            return read(send("api/v1/" + path, request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String send(String path, HttpRequest.Builder request) {
        URI address = workspace.resolve(path);
        request.uri(address)
                .timeout(PATIENCE)
                .header("Cookie", cookie)
                .header("Origin", workspace.getScheme() + "://" + workspace.getAuthority());
        if (!token.isEmpty()) {
            request.header("X-Takeup-CSRF", token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(address + " answers " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(address + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + address, e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The platform answers no JSON: " + body, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
