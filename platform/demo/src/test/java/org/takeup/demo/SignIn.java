package org.takeup.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Signs sample people in at the shared Keycloak as the platform does it, and shows the tokens that come of it. */
final class SignIn {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PAGES = 10;

    private SignIn() {}

    /** The claims of a person who comes through the company's own sign-in. */
    static Tokens through(Company company, String username) {
        return authorize("/w/" + company.alias() + "/signed-in", company.alias(), company.alias(), username);
    }

    /** The claims of a person who comes through their own company's sign-in and asks for another organisation. */
    static Tokens astray(Company own, String username, Company asked) {
        return authorize("/w/" + asked.alias() + "/signed-in", asked.alias(), own.alias(), username);
    }

    /** The claims of a person who has an account of the platform itself and asks for an organisation. */
    static Tokens local(String username, String organisation) {
        return authorize("/operator/signed-in", organisation, "", username);
    }

    /** The access token's claims for a name and a password, without a page. */
    static JsonNode byPassword(String username, String scope) {
        return claims(token(username, scope));
    }

    /** The access token for a name and a password. */
    static String token(String username, String scope) {
        JsonNode answer = token(Map.of(
                "grant_type",
                "password",
                "client_id",
                Realms.API_CLIENT_ID,
                "scope",
                scope,
                "username",
                username,
                "password",
                Realms.DEMO_PASSWORD));
        return answer.path("access_token").asText();
    }

    private static Tokens authorize(String landing, String organisation, String hint, String username) {
        String redirect = SharedDemo.url() + landing;
        String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        String nonce = UUID.randomUUID().toString();
        Map<String, String> question = new LinkedHashMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                Realms.CLIENT_ID,
                "redirect_uri",
                redirect,
                "scope",
                "openid email profile organization:" + organisation,
                "state",
                "a-state",
                "nonce",
                nonce,
                "code_challenge",
                challenge(verifier),
                "code_challenge_method",
                "S256"));
        if (!hint.isEmpty()) {
            question.put("kc_idp_hint", hint);
        }
        String code = code(endpoint("auth") + "?" + WebVisitor.encode(question), redirect, username);
        JsonNode answer = token(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                Realms.CLIENT_ID,
                "client_secret",
                SharedDemo.clientSecret(),
                "redirect_uri",
                redirect,
                "code_verifier",
                verifier,
                "code",
                code));
        Tokens tokens = new Tokens(
                claims(answer.path("id_token").asText()),
                claims(answer.path("access_token").asText()));
        if (!tokens.id().path("nonce").asText().equals(nonce)) {
            throw new AssertionError("The ID token answers another question: " + tokens.id());
        }
        return tokens;
    }

    private static String code(String start, String redirect, String username) {
        try (WebVisitor visitor = new WebVisitor(redirect)) {
            Page page = visitor.open(URI.create(start));
            for (int pages = 0; pages < MOST_PAGES && !page.address().toString().startsWith(redirect); pages++) {
                page = visitor.send(filled(page, username));
            }
            return parameters(page.address()).getOrDefault("code", "no code at " + page.address());
        }
    }

    private static Page.Form filled(Page page, String username) {
        Page.Form form =
                page.form().orElseThrow(() -> new AssertionError("No form at " + page.address() + ":\n" + page.body()));
        form.fields().computeIfPresent("username", (name, value) -> username);
        form.fields().computeIfPresent("password", (name, value) -> Realms.DEMO_PASSWORD);
        return form;
    }

    private static JsonNode token(Map<String, String> fields) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint("token")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(WebVisitor.encode(fields)))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(
                        "The token endpoint answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode claims(String token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        } catch (IOException e) {
            throw new AssertionError("Not a token: " + token, e);
        }
    }

    private static Map<String, String> parameters(URI address) {
        return Arrays.stream(address.getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String endpoint(String name) {
        return SharedDemo.keycloak().issuer(Realms.PLATFORM) + "/protocol/openid-connect/" + name;
    }

    /** The claims of both tokens of one sign-in. */
    record Tokens(JsonNode id, JsonNode access) {}
}
