package org.takeup.demo.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.takeup.http.Reply;
import org.takeup.identity.Sessions;

/** The operator at a node, through the console's API. */
final class OperatorNode {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final URI url;
    private final String cookie;
    private final String csrf;

    /** @param cookie {@code name=value} of an operator's session */
    OperatorNode(URI url, String cookie) {
        this.url = url;
        this.cookie = cookie;
        String page = send(request("/operator/onboardings").GET().build()).body();
        var found = TOKEN.matcher(page);
        if (!found.find()) {
            throw new AssertionError("The console shows no form: " + page);
        }
        this.csrf = found.group(1);
    }

    /** The cookie of an operator's session that begins now. */
    static String session(Sessions sessions) {
        var person = new Sessions.Person("idp-op", "sub-op", "operator", "Olga", "olga@takeup.example", Set.of());
        Reply.Cookie cookie = sessions.start(new Sessions.Realm.OfOperator(), person);
        return cookie.name() + "=" + cookie.value();
    }

    /** Invites an organisation with this address. @return its id */
    String invite(String slug) {
        return read(
                        post(
                                "/operator/api/v1/onboardings",
                                Map.of(
                                        "organisation",
                                        "Organisation " + slug,
                                        "slug",
                                        slug,
                                        "admin",
                                        Map.of(
                                                "givenName",
                                                "Ann",
                                                "familyName",
                                                "Ash",
                                                "email",
                                                "ann@" + slug + ".example"))),
                        202)
                .path("id")
                .asText();
    }

    HttpResponse<String> post(String path, Map<String, ?> body) {
        try {
            return send(request(path)
                    .header("X-Takeup-CSRF", csrf)
                    .header("Origin", url.toString())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void again(String id) {
        HttpRequest request = request("/operator/api/v1/onboardings/" + id + "/again")
                .header("X-Takeup-CSRF", csrf)
                .header("Origin", url.toString())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        read(send(request), 202);
    }

    JsonNode get(String id) {
        return read(send(request("/operator/api/v1/onboardings/" + id).GET().build()), 200);
    }

    JsonNode list() {
        return read(send(request("/operator/api/v1/onboardings").GET().build()), 200);
    }

    /** Waits until an onboarding is there and as it should be; one by a file comes after its workspace. @return it, then */
    JsonNode await(String id, Predicate<JsonNode> holds) {
        Instant end = Instant.now().plus(PATIENCE);
        HttpRequest asked = request("/operator/api/v1/onboardings/" + id).GET().build();
        HttpResponse<String> now = send(asked);
        while (now.statusCode() == 404 || !holds.test(read(now, 200))) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("After " + PATIENCE.toSeconds() + " s it still is " + now.body());
            }
            LockSupport.parkNanos(50_000_000);
            now = send(asked);
        }
        return read(now, 200);
    }

    static Predicate<JsonNode> in(String state) {
        return onboarding -> onboarding.path("state").asText().equals(state);
    }

    private static JsonNode read(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Cookie", cookie);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
