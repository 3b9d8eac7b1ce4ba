package org.takeup.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that another site makes a browser send. Three lines of defence: the cookie is SameSite, the Origin of
 * each changing request must be ours, and forms of a session carry its token.
 */
final class Forgery {
    /** The form field and, for scripts, the header with the token. */
    static final String FIELD = "csrf";

    static final String HEADER = "x-takeup-csrf";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private Forgery() {}

    static boolean changes(HttpMethod method) {
        return !SAFE.contains(method);
    }

    /** Whether the request names an origin that is not ours, {@code null} and several ones included. */
    static boolean isForeign(HttpServerRequest request, String ours) {
        List<String> origins = request.headers().getAll("origin");
        return !origins.isEmpty() && !(origins.size() == 1 && origins.getFirst().equals(ours));
    }

    /** Whether the request does not say where it comes from. Programs do not; browsers with a form or a cookie do. */
    static boolean isUnnamed(HttpServerRequest request) {
        return request.getHeader("origin") == null && !"same-origin".equals(request.getHeader("sec-fetch-site"));
    }

    /** Compares in constant time. */
    static boolean tokenFits(String expected, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
