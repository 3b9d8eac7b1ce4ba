package org.takeup.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Whether a request ends where whoever stands in front of this server thinks that it ends (RFC 9112, 6.1). The HTTP
 * library refuses what contradicts itself; this refuses what it would read and another reader might not: codings beside
 * {@code chunked}, and headers without a name.
 */
final class Framing {
    private Framing() {}

    static boolean isPlain(HttpServerRequest request) {
        List<String> codings = request.headers().getAll("transfer-encoding");
        boolean known = codings.isEmpty()
                || codings.size() == 1
                        && codings.getFirst().strip().equalsIgnoreCase("chunked")
                        && !request.headers().contains("content-length");
        return known && !request.headers().contains("");
    }
}
