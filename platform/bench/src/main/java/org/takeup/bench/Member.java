package org.takeup.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A signed-in person with a browser, one request at a time. */
final class Member {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "takeup-bench";

    private final String origin;
    private final String workspace;
    private final String cookie;
    private final String token;

    /** @param cookie of the session */
    Member(int port, String slug, String cookie) throws IOException, InterruptedException {
        this.origin = "http://localhost:" + port;
        this.workspace = "/w/" + slug;
        this.cookie = cookie;
        this.token = token(page("/"));
    }

    /** The token that a page's forms carry. */
    static String token(String page) throws IOException {
        Matcher matcher = TOKEN.matcher(page);
        if (!matcher.find()) {
            throw new IOException("The page carries no token; is the person signed in?");
        }
        return matcher.group(1);
    }

    String origin() {
        return origin;
    }

    String cookie() {
        return cookie;
    }

    /** The token that the session's forms carry. */
    String token() {
        return token;
    }

    /** The text of a page of the workspace. */
    String page(String path) throws IOException, InterruptedException {
        return send(request(path).GET()).body();
    }

    /** The path that a page leads on to. */
    String ledTo(String path) throws IOException, InterruptedException {
        String location =
                send(request(path).GET()).headers().firstValue("location").orElseThrow();
        return URI.create(location).getRawPath();
    }

    /** Calls the workspace's API. */
    JsonObject api(String method, String path, @Nullable JsonObject body) throws IOException, InterruptedException {
        var publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.encode());
        var request = request("/api/v1" + path)
                .header("X-Takeup-CSRF", token)
                .header("Content-Type", "application/json")
                .method(method, publisher);
        String answer = send(request).body();
        return answer.isEmpty() ? new JsonObject() : new JsonObject(answer);
    }

    /** Sends a page's form with a file. @return the path within the workspace that the browser is led to */
    String submit(String path, Map<String, String> fields, Path file) throws IOException, InterruptedException {
        var head = new StringBuilder(part("csrf") + "\r\n\r\n" + token + "\r\n");
        fields.forEach((name, value) ->
                head.append(part(name)).append("\r\n\r\n").append(value).append("\r\n"));
        head.append(part("file"))
                .append("; filename=\"")
                .append(file.getFileName())
                .append("\"\r\nContent-Type: application/zip\r\n\r\n");
        var request = request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head.toString()),
                        HttpRequest.BodyPublishers.ofFile(file),
                        HttpRequest.BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")));
        String location = send(request).headers().firstValue("location").orElseThrow();
        return location.substring(location.indexOf(workspace) + workspace.length());
    }

    private static String part(String name) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + workspace + path))
                .header("Cookie", cookie)
                .header("Origin", origin);
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                    + response.body());
        }
        return response;
    }
}
