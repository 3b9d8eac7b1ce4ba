package org.takeup.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody at the real HTTP server: a browser's headers, no script. Follows no redirects. Whatever the API answers must
 * be as its contract says.
 */
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");

    private final HttpClient client;
    private final URI url;
    private final String cookie;

    Visitor(HttpClient client, URI url, String cookie) {
        this.client = client;
        this.url = url;
        this.cookie = cookie;
    }

    /** The Cookie header of this visitor. */
    public String cookie() {
        return cookie;
    }

    public HttpResponse<String> get(String path) {
        return send(client, request(path).GET().build());
    }

    /** Opens the page at {@code formPath}, takes its token and sends the form to {@code path}. */
    public HttpResponse<String> submit(String formPath, String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return post(path, "csrf=" + token(get(formPath).body()) + "&" + body);
    }

    /** Sends an urlencoded body as it is. */
    public HttpResponse<String> post(String path, String body) {
        return send(
                client,
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", url.toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** Calls the API with a JSON body. */
    public HttpResponse<String> json(String method, String path, String body, String csrf) {
        return send(
                client,
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Origin", url.toString())
                        .header("X-Takeup-CSRF", csrf)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** Sends a request that {@link #request} began. */
    public HttpResponse<String> send(HttpRequest request) {
        return send(client, request);
    }

    /** Where the platform is. */
    public URI url() {
        return url;
    }

    /** A request of this visitor, to be finished by the test. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(url.resolve(path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    /** The token that the forms of a page carry. */
    public static String token(String page) {
        Matcher matcher = TOKEN.matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("The page has no form with a token:\n" + page);
        }
        return matcher.group(1);
    }

    static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            Contract.check(client, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
