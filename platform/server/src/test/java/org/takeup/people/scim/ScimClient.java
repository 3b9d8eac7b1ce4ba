package org.takeup.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.takeup.app.TestPlatform;
import org.takeup.identity.ApiTokens;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** An identity provider at the real server: a token and JSON, nothing else. */
public final class ScimClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestPlatform platform;
    private final Workspace workspace;
    private final String token;

    private ScimClient(TestPlatform platform, Workspace workspace, String token) {
        this.platform = platform;
        this.workspace = workspace;
        this.token = token;
    }

    public static ScimClient of(TestPlatform platform, Workspace workspace, String scope) {
        var admin = new Caller("ada", "Ada", "ada@example.org", Set.of(Role.ADMIN));
        String token = new ApiTokens()
                .make(workspace, admin, "Provisioning", Set.of(scope), 30)
                .secret();
        return new ScimClient(platform, workspace, token);
    }

    /** This one's token at the door of another workspace. */
    ScimClient at(Workspace other) {
        return new ScimClient(platform, other, token);
    }

    public HttpResponse<String> call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        platform.url().resolve("/w/" + workspace.tenant().slug() + "/scim/v2" + path))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/scim+json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return platform.send(request.build());
    }

    /** Calls with success. */
    public JsonNode ok(int status, String method, String path, String body) {
        return json(expect(status, call(method, path, body)));
    }

    JsonNode get(String path) {
        return ok(200, "GET", path, "");
    }

    JsonNode where(String filter) {
        return get("/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    /** Calls and is refused, as SCIM refuses. @return the whole answer */
    JsonNode refused(int status, String type, String method, String path, String body) {
        HttpResponse<String> answer = expect(status, call(method, path, body));
        JsonNode error = json(answer);
        boolean scim = answer.headers().firstValue("content-type").orElse("").equals("application/scim+json")
                && error.path("schemas").path(0).asText().equals("urn:ietf:params:scim:api:messages:2.0:Error")
                && error.path("status").asText().equals("" + status)
                && error.path("scimType").asText().equals(type);
        if (!scim) {
            throw new AssertionError(answer.headers().map() + " " + answer.body());
        }
        return error;
    }

    /** @return the new user's id */
    String add(String user) {
        return ok(201, "POST", "/Users", user).path("id").asText();
    }

    JsonNode patch(String id, String operations) {
        return ok(200, "PATCH", "/Users/" + id, patch(operations));
    }

    static String patch(String operations) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operations + "]}";
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.request().method() + " "
                    + answer.request().uri() + " gave " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }
}
