package org.takeup.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A platform's operator API, with an operator's access token. The token is in no message and goes over https only. */
final class OperatorApi {
    private static final String URL = "TAKEUP_URL";
    private static final String TOKEN = "TAKEUP_TOKEN";
    private static final String BASE = "/operator/api/v1";
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI platform;
    private final String token;

    /** @throws Failed if a variable is missing, or the address would send the token in the clear */
    static OperatorApi from(Map<String, String> environment) throws Failed {
        String url = environment.getOrDefault(URL, "").strip();
        String token = environment.getOrDefault(TOKEN, "").strip();
        if (url.isEmpty() || token.isEmpty()) {
            throw Failed.misused(
                    "Set " + URL + " to the platform's address and " + TOKEN + " to an operator's access token.");
        }
        return new OperatorApi(address(url), token);
    }

    private OperatorApi(URI platform, String token) {
        this.platform = platform;
        this.token = token;
    }

    private static URI address(String text) throws Failed {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Failed.misused(URL + " is no address; write it like https://takeup.example.");
        }
        String host = uri.getHost();
        boolean here = host != null && HERE.contains(host);
        if (host == null || !("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here))) {
            throw Failed.misused(URL + " must begin with https://; http:// goes to localhost only.");
        }
        if (uri.getUserInfo() != null) {
            throw Failed.misused(URL + " must not hold a user or a password.");
        }
        return uri;
    }

    String get(String path) throws Failed {
        return send(request(path).GET().build());
    }

    JsonNode getJson(String path) throws Failed {
        return json(get(path));
    }

    JsonNode post(String path, Object body) throws Failed {
        try {
            return json(send(request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Texts by names are JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(platform.resolve(BASE + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/yaml, application/problem+json");
    }

    private String send(HttpRequest request) throws Failed {
        // Redirects are not followed: they would carry the token elsewhere.
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> answer.body();
                case 401 ->
                    throw Failed.refused(
                            "The platform does not know the token (401). Get a new one and set " + TOKEN + ".");
                case 403 -> throw Failed.refused("The token is no operator's (403). Ask the platform's operator.");
                default ->
                    throw Failed.refused(
                            "The platform refuses it (" + answer.statusCode() + "). " + words(answer.body()));
            };
        } catch (IOException e) {
            throw Failed.misused("The platform at " + platform + " cannot be reached; is " + URL + " right?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failed.misused("Stopped while the platform was being asked; how far it came is unknown.");
        }
    }

    private static JsonNode json(String body) throws Failed {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw Failed.refused("The answer is no JSON; is the address a Takeup platform's?");
        }
    }

    /** Title, detail and fields of a problem; nothing of any other page. */
    private static String words(String body) throws Failed {
        JsonNode problem = json(body);
        var words = new StringBuilder(problem.path("title").asText());
        words.append(' ').append(problem.path("detail").asText());
        for (JsonNode field : problem.path("errors")) {
            words.append("\n  - ").append(field.path("name").asText());
            words.append(": ").append(field.path("message").asText());
        }
        return words.toString().strip();
    }
}
