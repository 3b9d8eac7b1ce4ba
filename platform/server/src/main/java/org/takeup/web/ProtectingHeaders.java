package org.takeup.web;

import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.takeup.http.ContentPolicy;

/** The headers that every response has, whatever it says. Immutable. */
final class ProtectingHeaders {
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** @param https whether people come by HTTPS, and must go on doing so */
    ProtectingHeaders(boolean https) {
        headers.put("content-security-policy", ContentPolicy.PAGE);
        headers.put("x-content-type-options", "nosniff");
        headers.put("x-frame-options", "DENY");
        headers.put("referrer-policy", "same-origin");
        headers.put("cross-origin-opener-policy", "same-origin");
        headers.put("cross-origin-resource-policy", "same-origin");
        headers.put("permissions-policy", "camera=(), geolocation=(), microphone=()");
        headers.put("cache-control", "no-store");
        if (https) {
            headers.put("strict-transport-security", "max-age=31536000; includeSubDomains");
        }
    }

    /** Puts them, before anything can go wrong. */
    void on(HttpServerResponse response, String requestId) {
        headers.forEach(response::putHeader);
        response.putHeader("x-request-id", requestId);
    }
}
