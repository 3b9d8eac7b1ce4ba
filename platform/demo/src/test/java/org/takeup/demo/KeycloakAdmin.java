package org.takeup.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** What an administrator of the demo's Keycloak does by hand. */
public final class KeycloakAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();

    private KeycloakAdmin() {}

    /** Ends all sessions that the person with this address has in a realm. */
    public static void endSessions(String realm, String email) {
        URI users = URI.create(SharedDemo.keycloak().url() + "/admin/realms/" + realm + "/users");
        try (HttpClient http = HttpClient.newHttpClient()) {
            String bearer = "Bearer " + token(http);
            JsonNode found = send(
                    http,
                    HttpRequest.newBuilder(URI.create(users + "?exact=true&email=" + email))
                            .header("Authorization", bearer));
            String id = found.path(0).path("id").asText();
            send(
                    http,
                    HttpRequest.newBuilder(URI.create(users + "/" + id + "/logout"))
                            .header("Authorization", bearer)
                            .POST(HttpRequest.BodyPublishers.noBody()));
        }
    }

    /** Calls the admin API with all rights. @param path from {@code /admin/realms} on @param body JSON, or empty for none */
    public static JsonNode call(String method, String path, String body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return send(
                    http,
                    HttpRequest.newBuilder(URI.create(SharedDemo.keycloak().url() + path))
                            .header("Authorization", "Bearer " + token(http))
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body.isEmpty()
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body)));
        }
    }

    private static String token(HttpClient http) {
        String form = WebVisitor.encode(Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", Realms.DEMO_PASSWORD));
        return send(
                        http,
                        HttpRequest.newBuilder(URI.create(
                                        SharedDemo.keycloak().issuer("master") + "/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form)))
                .path("access_token")
                .asText();
    }

    private static JsonNode send(HttpClient http, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError("Keycloak answers " + response.statusCode() + ": " + response.body());
            }
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
