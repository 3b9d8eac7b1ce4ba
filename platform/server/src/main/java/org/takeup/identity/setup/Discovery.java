package org.takeup.identity.setup;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Problem;
import org.takeup.identity.keycloak.CompanySignIn.Oidc;
import org.takeup.tenant.Workspace;

/** Reads a company's discovery document (OpenID Connect Discovery 1.0) and refuses what could not work or is not safe. */
final class Discovery {
    static final String FIELD = "discovery";
    private static final String SUFFIX = "/.well-known/openid-configuration";

    /** What Keycloak checks signatures with and nobody can forge with a public key. */
    private static final Set<String> SIGNATURES =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    private final Outside outside;

    Discovery(Outside outside) {
        this.outside = outside;
    }

    /** @throws Problem naming the field, with what is wrong and what to do */
    Oidc read(Workspace workspace, String typed, String clientId, String clientSecret) {
        URI address = Outside.address(
                FIELD, typed.strip().endsWith(SUFFIX) ? typed : typed.strip().replaceAll("/+$", "") + SUFFIX);
        JsonObject document = json(outside.text(workspace, FIELD, address));
        String issuer = issuer(document, address);
        requireCode(document);
        requireSignature(document);
        String keys = endpoint(document, "jwks_uri", "its keys");
        requireKeys(workspace, keys);
        return new Oidc(
                issuer,
                endpoint(document, "authorization_endpoint", "signing in"),
                endpoint(document, "token_endpoint", "its tokens"),
                keys,
                optional(document, "userinfo_endpoint", "a person's details"),
                optional(document, "end_session_endpoint", "signing out"),
                clientId,
                clientSecret,
                onlyBasic(document));
    }

    /** A document that names another issuer would let one company speak for another (RFC 9207, OpenID Discovery 4.3). */
    private static String issuer(JsonObject document, URI address) {
        String issuer = text(document, "issuer");
        if (!address.toString().equals(issuer.replaceAll("/+$", "") + SUFFIX)) {
            throw Problem.invalid(
                    FIELD,
                    "The document at this address speaks for the issuer " + shown(issuer)
                            + ". Give that issuer's own address; with Microsoft, the one of your directory, not \"common\".");
        }
        return issuer;
    }

    private static void requireCode(JsonObject document) {
        if (!texts(document, "response_types_supported").contains("code")) {
            throw Problem.invalid(
                    FIELD, "This sign-in does not offer the authorization code flow; switch it on there.");
        }
    }

    private static void requireSignature(JsonObject document) {
        if (texts(document, "id_token_signing_alg_values_supported").stream().noneMatch(SIGNATURES::contains)) {
            throw Problem.invalid(
                    FIELD, "This sign-in does not sign its tokens with a key pair; switch on RS256 or ES256 there.");
        }
    }

    private void requireKeys(Workspace workspace, String keys) {
        JsonObject set = json(outside.text(workspace, FIELD, URI.create(keys)));
        if (!(set.getValue("keys") instanceof JsonArray array) || array.isEmpty()) {
            throw Problem.invalid(
                    FIELD, "There is no key at " + shown(keys) + "; without one no sign-in can be checked.");
        }
    }

    private String endpoint(JsonObject document, String name, String what) {
        return outside.allowed(FIELD, what, text(document, name));
    }

    private Optional<String> optional(JsonObject document, String name, String what) {
        return document.getValue(name) instanceof String
                ? Optional.of(endpoint(document, name, what))
                : Optional.empty();
    }

    /** Basic is the standard's default; the form is what every provider takes that says anything. */
    private static boolean onlyBasic(JsonObject document) {
        List<String> ways = texts(document, "token_endpoint_auth_methods_supported");
        return !ways.contains("client_secret_post");
    }

    private static String text(JsonObject document, String name) {
        if (document.getValue(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw Problem.invalid(
                FIELD,
                "The document at this address has no " + name + ". Is it a discovery document of OpenID Connect?");
    }

    private static List<String> texts(JsonObject document, String name) {
        return document.getValue(name) instanceof JsonArray array
                ? array.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    private static JsonObject json(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException | ClassCastException e) {
            throw Problem.invalid(FIELD, "There is no JSON document at this address. Is it a page for people?");
        }
    }

    private static String shown(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
