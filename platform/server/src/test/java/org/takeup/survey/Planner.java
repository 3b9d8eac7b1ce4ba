package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** A planner at work on surveys of a workspace, signed in anew for each step, as tests let days pass. */
record Planner(TestPlatform platform, Workspace workspace) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Visitor visitor() {
        return platform.signedIn(workspace, Role.PLANNER);
    }

    String base() {
        return Samples.base(workspace);
    }

    /** Sends the form for a new confidential survey, with these fields besides. */
    HttpResponse<String> sendForm(Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "plugin",
                "survey-maturity",
                "title",
                "Where do we stand?",
                "closes",
                workspace.today().plusDays(28).toString(),
                // Whose ballots tests can find by the wave's key.
                "privacy",
                "confidential"));
        fields.putAll(more);
        return visitor().submit(base() + "/surveys/new", base() + "/surveys", fields);
    }

    /** As above, with success. @return the wave's id */
    String open(Map<String, String> more) {
        var opened = sendForm(more);
        assertEquals(303, opened.statusCode(), opened.body());
        String location = opened.headers().firstValue("location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    String page(String wave) {
        return visitor().get(base() + "/surveys/" + wave).body();
    }

    void press(String wave, String what) {
        String page = base() + "/surveys/" + wave;
        var answer = visitor().submit(page, page + what, Map.of());
        assertEquals(303, answer.statusCode(), answer.body());
    }

    JsonNode read(String path) {
        return json(visitor().get(base() + "/api/v1" + path));
    }

    HttpResponse<String> send(String method, String path, String body) {
        Visitor visitor = visitor();
        String csrf = Visitor.token(visitor.get(base() + "/surveys/new").body());
        return visitor.json(method, base() + "/api/v1" + path, body, csrf);
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
