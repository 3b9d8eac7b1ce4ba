package org.takeup.plugin.maven;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Hands a package to a platform's operator API. */
final class Upload {
    private static final String PATH = "/operator/api/v1/plugins";
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final URI platform;
    private final String token;

    /**
     * @param platform its public address
     * @param token an operator's; never logged and in no message
     * @throws IllegalArgumentException if the address would send the token in the clear
     */
    Upload(String platform, String token) {
        this.platform = address(platform);
        this.token = token;
    }

    private static URI address(String text) {
        URI uri = URI.create(text.strip());
        String host = uri.getHost();
        boolean here = host != null && HERE.contains(host);
        if (host == null || !("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here))) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no https:// address; http:// goes to localhost only.");
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException("The address must not hold a user or a password.");
        }
        return uri;
    }

    /**
     * What the platform said.
     *
     * @param taken whether it has the package now
     * @param words for the person at the terminal
     */
    record Outcome(boolean taken, String words) {}

    /** Sends the package and waits for the answer. Redirects are not followed: they would carry the token elsewhere. */
    Outcome send(String name, byte[] zip) throws IOException, InterruptedException {
        String boundary = "takeup-" + UUID.randomUUID();
        HttpRequest request = HttpRequest.newBuilder(platform.resolve(PATH))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(form(boundary, name, zip)))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            return outcome(client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
        }
    }

    private static byte[] form(String boundary, String name, byte[] zip) throws IOException {
        var body = new ByteArrayOutputStream();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name.replaceAll("[^A-Za-z0-9._-]", "_") + "\"\r\nContent-Type: application/zip\r\n\r\n";
        body.write(head.getBytes(StandardCharsets.UTF_8));
        body.write(zip);
        body.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static Outcome outcome(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200, 201 -> new Outcome(true, "The platform has it.");
            case 401 ->
                new Outcome(false, "The platform does not know the token (401). Get a new one and set TAKEUP_TOKEN.");
            case 403 ->
                new Outcome(
                        false,
                        "The token is no operator's (403). Ask the platform's operator. " + words(response.body()));
            default ->
                new Outcome(
                        false, "The platform refuses it (" + response.statusCode() + "). " + words(response.body()));
        };
    }

    /** Title, detail and fields of a problem; nothing of any other page. */
    private static String words(String body) {
        try {
            JsonNode problem = new ObjectMapper().readTree(body);
            var words = new StringBuilder(problem.path("title").asText());
            words.append(' ').append(problem.path("detail").asText());
            for (JsonNode field : problem.path("errors")) {
                words.append("\n  - ").append(field.path("name").asText());
                words.append(": ").append(field.path("message").asText());
            }
            return words.toString().strip();
        } catch (JsonProcessingException e) {
            return "Its answer is no problem+json: is the address a Takeup platform's?";
        }
    }
}
