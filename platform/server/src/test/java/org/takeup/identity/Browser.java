package org.takeup.identity;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Workspace;

/** A browser with a cookie jar for one host. Follows no redirects. */
final class Browser {
    private final TestPlatform platform;
    private final URI origin;
    private final Map<String, String> cookies = new TreeMap<>();

    private Browser(TestPlatform platform, URI origin) {
        this.platform = platform;
        this.origin = origin;
    }

    /** At the platform's own host. */
    Browser(TestPlatform platform) {
        this(platform, platform.url());
    }

    /** At the host that belongs to this workspace alone. */
    static Browser onOwnHost(TestPlatform platform, Workspace workspace) {
        String host = workspace.settings().hosts().getFirst();
        return new Browser(
                platform, URI.create("http://" + host + ":" + platform.url().getPort()));
    }

    /** Scheme, host and port. */
    URI origin() {
        return origin;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(origin.resolve(path)).GET());
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(path, fields, origin);
    }

    /** A form that was on a page of this origin. */
    HttpResponse<String> post(String path, Map<String, String> fields, URI from) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(origin.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", from.toString())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Goes to the provider from this path of a realm. @return where the browser was sent */
    String leaveFor(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 303) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return location(answer);
    }

    /** The whole sign-in of a person. @param base of the realm, for example {@code /w/acme} */
    HttpResponse<String> signIn(StubProvider provider, String base, Map<String, Object> person) {
        return get(base + "/signed-in" + provider.authorize(leaveFor(base + "/sign-in"), person));
    }

    String token(String page) {
        return Visitor.token(get(page).body());
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElseThrow(() -> new AssertionError(answer.body()));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = platform.send(request.build());
        answer.headers().allValues("set-cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String header) {
        String[] pair = header.split(";", 2)[0].split("=", 2);
        if (header.toLowerCase(java.util.Locale.ROOT).contains("max-age=0;") || pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
