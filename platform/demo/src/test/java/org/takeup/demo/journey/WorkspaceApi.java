package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.takeup.demo.SharedDemo;

/** The REST API with the session of a browser window, as a page's script would use it. */
final class WorkspaceApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Window window;
    private final String base;
    private final String token;

    private WorkspaceApi(Window window, String base, String token) {
        this.window = window;
        this.base = base;
        this.token = token;
    }

    /** @param home the workspace's path, without a slash at the end */
    static WorkspaceApi of(Window window, String home) {
        window.open(home + "/");
        String token = window.page().locator("input[name=csrf]").first().inputValue();
        return new WorkspaceApi(window, SharedDemo.url() + home + "/api/v1", token);
    }

    /** What there is to read; anything but 2xx fails the test. */
    JsonNode get(String path) {
        return read(path, window.page().request().get(base + path));
    }

    /** What the platform answers; anything but 2xx fails the test. */
    JsonNode post(String path, Map<String, ?> body) {
        return read(path, window.page().request().post(base + path, request(body)));
    }

    /** Changes a version that was read before. */
    JsonNode put(String path, long version, Map<String, ?> body) {
        RequestOptions request = request(body).setHeader("If-Match", "\"" + version + "\"");
        return read(path, window.page().request().put(base + path, request));
    }

    /** Posts what is expected to be refused. @return the status */
    int status(String path, Map<String, ?> body) {
        return window.page().request().post(base + path, request(body)).status();
    }

    private RequestOptions request(Map<String, ?> body) {
        try {
            return RequestOptions.create()
                    .setHeader("X-Takeup-CSRF", token)
                    .setHeader("Origin", SharedDemo.url().toString())
                    .setHeader("Content-Type", "application/json")
                    .setData(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(String path, APIResponse response) {
        assertTrue(response.ok(), () -> path + " answers " + response.status() + " " + response.text());
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
