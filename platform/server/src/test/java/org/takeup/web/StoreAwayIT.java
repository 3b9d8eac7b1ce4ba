package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.store.StoreRelay;
import org.takeup.tenant.Role;

/** The store goes away under a running platform. */
class StoreAwayIT {
    @Test
    void requestsGetA503AndTheNodeIsLiveAndSaysThatTheStoreIsMissing() {
        try (var relay = new StoreRelay();
                var platform = TestPlatform.on(relay.uri())) {
            var workspace = platform.tenant("acme");
            var admin = platform.signedIn(workspace, Role.ADMIN);
            assertEquals(200, admin.get("/w/acme/people").statusCode());
            assertEquals(200, management(platform, "/health/ready").statusCode());

            relay.cut();
            var page = admin.get("/w/acme/people");
            assertEquals(503, page.statusCode(), page.body());
            assertTrue(page.body().contains("The data store does not answer right now."), page.body());
            var api = admin.get("/w/acme/api/v1/instruments");
            assertEquals(503, api.statusCode(), api.body());
            assertTrue(new JsonObject(api.body()).getString("type").endsWith("/problems/store-unavailable"));
            assertTrue(api.headers().firstValue("retry-after").isPresent());

            var ready = management(platform, "/health/ready");
            assertEquals(503, ready.statusCode(), ready.body());
            var body = new JsonObject(ready.body());
            assertFalse(body.getBoolean("ready"));
            assertEquals("does not answer", body.getJsonObject("checks").getString("store"));
            assertEquals("ok", body.getJsonObject("checks").getString("node"));
            assertEquals(200, management(platform, "/health/live").statusCode());
            assertEquals(200, management(platform, "/metrics").statusCode());
        }
    }

    private static HttpResponse<String> management(TestPlatform platform, String path) {
        return platform.send(
                HttpRequest.newBuilder(URI.create(platform.management() + path)).build());
    }
}
