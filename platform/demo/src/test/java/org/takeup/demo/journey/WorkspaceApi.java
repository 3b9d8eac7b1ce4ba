package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
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

    /** What the platform answers; anything but 2xx fails the test. */
    JsonNode post(String path, Map<String, ?> body) {
        try {
            APIResponse response = window.page()
                    .request()
                    .post(
                            base + path,
                            RequestOptions.create()
                                    .setHeader("X-Takeup-CSRF", token)
                                    .setHeader("Origin", SharedDemo.url().toString())
                                    .setHeader("Content-Type", "application/json")
                                    .setData(JSON.writeValueAsBytes(body)));
            assertTrue(response.ok(), () -> path + " answers " + response.status() + " " + response.text());
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
