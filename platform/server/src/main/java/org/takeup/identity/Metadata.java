package org.takeup.identity;

import io.vertx.core.json.JsonObject;

/**
 * What the identity provider's discovery document says (OpenID Connect Discovery 1.0).
 *
 * @param namesItself whether each answer to a sign-in carries {@code iss} (RFC 9207)
 */
record Metadata(
        String issuer, String authorization, String token, String keys, String endSession, boolean namesItself) {

    /** @throws IllegalArgumentException if it is another issuer's document, or lacks an endpoint that is needed */
    static Metadata read(String issuer, JsonObject document) {
        if (!issuer.equals(document.getString("issuer"))) {
            throw new IllegalArgumentException(
                    "The discovery document of " + issuer + " names the issuer " + document.getString("issuer"));
        }
        return new Metadata(
                issuer,
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "token_endpoint"),
                endpoint(document, "jwks_uri"),
                endpoint(document, "end_session_endpoint"),
                Boolean.TRUE.equals(document.getValue("authorization_response_iss_parameter_supported")));
    }

    private static String endpoint(JsonObject document, String name) {
        String url = document.getString(name);
        if (url == null || !(url.startsWith("https://") || url.startsWith("http://"))) {
            throw new IllegalArgumentException("The discovery document has no usable " + name);
        }
        return url;
    }
}
