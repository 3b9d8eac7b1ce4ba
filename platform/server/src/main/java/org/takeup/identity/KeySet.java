package org.takeup.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * The identity provider's public keys. Each key verifies with one algorithm, and only RS256 and ES256 exist here, so a
 * token cannot choose how it is checked. Immutable, thread-safe.
 *
 * @param verifiers by key id, one each, so that no other key is ever tried
 * @param read when it was fetched
 */
record KeySet(Map<String, Verifier> verifiers, Instant read) {

    /** A key and the only algorithm it is used with. */
    record Verifier(String algorithm, JWTAuth key) {}

    /**
     * Reads a JWK set. Keys for encryption, of other kinds or without an id are left out; one that makes no sense
     * verifies nothing.
     *
     * @throws IllegalArgumentException if it is no JWK set, or nothing of it is left
     */
    static KeySet read(Vertx vertx, JsonObject jwks, Instant now) {
        var verifiers = new HashMap<String, Verifier>();
        if (!(jwks.getValue("keys") instanceof JsonArray keys)) {
            throw new IllegalArgumentException("answers with something else than a JWK set");
        }
        for (Object each : keys) {
            if (each instanceof JsonObject jwk && jwk.getString("kid") != null) {
                algorithm(jwk)
                        .ifPresent(algorithm ->
                                verifiers.put(jwk.getString("kid"), verifier(vertx, jwk.copy(), algorithm)));
            }
        }
        if (verifiers.isEmpty()) {
            throw new IllegalArgumentException("has no key that can be used");
        }
        return new KeySet(Map.copyOf(verifiers), now);
    }

    private static Optional<String> algorithm(JsonObject jwk) {
        if (!"sig".equals(jwk.getString("use", "sig"))) {
            return Optional.empty();
        }
        String only = switch (jwk.getString("kty", "")) {
            case "RSA" -> "RS256";
            case "EC" -> "P-256".equals(jwk.getString("crv")) ? "ES256" : "";
            default -> "";
        };
        return Optional.of(jwk.getString("alg", only)).filter(stated -> !only.isEmpty() && stated.equals(only));
    }

    private static Verifier verifier(Vertx vertx, JsonObject jwk, String algorithm) {
        // Times are checked by Tokens, with the platform's clock.
        var options = new JWTAuthOptions()
                .addJwk(jwk.put("alg", algorithm).put("use", "sig"))
                .setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
        return new Verifier(algorithm, JWTAuth.create(vertx, options));
    }

    boolean has(String kid) {
        return verifiers.containsKey(kid);
    }

    /** @throws BadToken unless this key signed the token, with its own algorithm */
    void verify(SignedToken token) {
        Verifier verifier = verifiers.get(token.kid());
        if (verifier == null) {
            throw new BadToken("unknown key");
        }
        if (!verifier.algorithm().equals(token.algorithm())) {
            throw new BadToken("another algorithm than the key's");
        }
        try {
            verifier.key()
                    .authenticate(new TokenCredentials(token.raw()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw new BadToken("signature does not fit");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadToken("interrupted");
        }
    }
}
