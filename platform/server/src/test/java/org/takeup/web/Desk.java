package org.takeup.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Where the admin of a workspace sits who makes {@link OwnThings}: its API and its forms. */
record Desk(TestPlatform platform, Workspace workspace, Visitor admin, String csrf) {
    static final Duration SOON = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    String slug() {
        return workspace.tenant().slug();
    }

    /** What the paths of the workspace begin with. */
    String base() {
        return "/w/" + slug();
    }

    /** The id of the admin, who is a person like the others. */
    String me() {
        return OwnPeople.person(slug(), 0).personId();
    }

    String inDays(int days) {
        return workspace.today().plusDays(days).toString();
    }

    HttpResponse<String> get(String path) {
        return admin.get(base() + path);
    }

    /** Sends a form with its token. */
    HttpResponse<String> form(String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("csrf", csrf);
        return admin.post(base() + path, RouteCall.form(all));
    }

    /** Makes something through the API. @return its id */
    String made(String path, Map<String, ?> body) {
        return api("POST", path, body, 1).path("id").asText();
    }

    /** Calls the API, which must answer with success. @param version goes into If-Match */
    JsonNode api(String method, String path, Map<String, ?> body, int version) {
        return call(method, "/api/v1" + path, body, version);
    }

    /** Calls a path that answers with JSON, which must answer with success. */
    JsonNode call(String method, String path, Map<String, ?> body, int version) {
        try {
            String json = body.isEmpty() && !path.endsWith("/invitations") && !path.endsWith("/close")
                    ? ""
                    : JSON.writeValueAsString(body);
            var request = admin.request(base() + path)
                    .header("Origin", platform.url().toString())
                    .header("X-Takeup-CSRF", csrf)
                    .header("If-Match", "\"" + version + "\"");
            if (!json.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> answer = platform.send(request.method(
                            method,
                            json.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(json))
                    .build());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + " gave " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of any document of this collection. */
    static Optional<String> anyId(TenantCollection collection) {
        return Optional.ofNullable(collection.all().first()).map(TenantCollection::id);
    }

    /** What a background job makes. */
    static String eventually(String what, Supplier<Optional<String>> look) {
        Eventually.holds(what + " is there", SOON, () -> look.get().isPresent());
        return look.get().orElseThrow();
    }
}
