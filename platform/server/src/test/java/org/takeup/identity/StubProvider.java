package org.takeup.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * An OpenID provider on loopback that holds its clients to the protocol: a code works once, for its address, its client
 * and its PKCE verifier. Who signs in is said by the test. As with Keycloak, somebody who does not belong to the
 * organisation that is asked for gets a token that names none.
 */
final class StubProvider implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Clock clock;
    private final String issuer;
    private final SigningKey rsa = SigningKey.rsa("rsa-" + UUID.randomUUID());
    private final SigningKey ec = SigningKey.ec("ec-" + UUID.randomUUID());
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Map<String, String> replaced = new ConcurrentHashMap<>();
    private final AtomicInteger keyReads = new AtomicInteger();

    private record Grant(Map<String, String> request, Map<String, Object> claims) {}

    private StubProvider(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/stub";
    }

    static StubProvider start() {
        return start(0, Clock.systemUTC());
    }

    /** At a port, 0 for a free one, with the time that its tokens say. */
    static StubProvider start(int port, Clock clock) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            var provider = new StubProvider(server, clock);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/realms/stub/.well-known/openid-configuration", provider::discovery);
            server.createContext("/realms/stub/keys", provider::keys);
            server.createContext("/realms/stub/token", provider::token);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return issuer;
    }

    SigningKey rsa() {
        return rsa;
    }

    SigningKey ec() {
        return ec;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Answers this from now on, with status 200 all the same, where its path below the issuer is asked for. */
    void replace(String path, String body) {
        replaced.put(URI.create(issuer).getPath() + path, body);
    }

    void restore(String path) {
        replaced.remove(URI.create(issuer).getPath() + path);
    }

    int keyReads() {
        return keyReads.get();
    }

    /** The variables that make a platform use this provider. */
    Map<String, String> addTo(Map<String, String> environment) {
        var more = new LinkedHashMap<>(environment);
        more.put("TAKEUP_OIDC_ISSUER", issuer);
        return more;
    }

    /** Somebody signs in: the query of the address that the browser is sent back to. */
    String authorize(String authorizeUrl, Map<String, Object> person) {
        return authorize(authorizeUrl, person, claims -> {});
    }

    /** As above, with something wrong about the token. */
    String authorize(String authorizeUrl, Map<String, Object> person, Consumer<Map<String, Object>> change) {
        if (!authorizeUrl.startsWith(issuer + "/authorize?")) {
            throw new AssertionError("Sent elsewhere: " + authorizeUrl);
        }
        Map<String, String> request = form(authorizeUrl.substring(authorizeUrl.indexOf('?') + 1));
        Map<String, Object> claims = claims(person);
        if (!asksForOrganizationOf(request, claims)) {
            claims.remove("organization");
        }
        claims.put("typ", "ID");
        claims.put("aud", request.get("client_id"));
        claims.put("azp", request.get("client_id"));
        claims.put("nonce", request.get("nonce"));
        change.accept(claims);
        String code = UUID.randomUUID().toString();
        grants.put(code, new Grant(request, claims));
        return "?state=" + request.get("state") + "&code=" + code + "&iss=" + Browser.encode(issuer);
    }

    private static boolean asksForOrganizationOf(Map<String, String> request, Map<String, Object> claims) {
        Set<String> asked = Set.of(request.get("scope").split(" "));
        return new Claims(claims)
                .organizations().stream().anyMatch(organization -> asked.contains("organization:" + organization));
    }

    /** What every token of this person says. */
    Map<String, Object> claims(Map<String, Object> person) {
        var claims = new LinkedHashMap<String, Object>(person);
        claims.put("iss", issuer);
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("exp", clock.instant().getEpochSecond() + 300);
        claims.putIfAbsent("sid", "sid-" + person.get("sub"));
        return claims;
    }

    /** An access token for the API. */
    Map<String, Object> accessClaims(Map<String, Object> person) {
        Map<String, Object> claims = claims(person);
        claims.put("typ", "Bearer");
        claims.put("azp", "takeup-api");
        claims.put("aud", List.of("takeup-web", "account"));
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    /** A person of an organisation, who comes through its own sign-in. */
    static Map<String, Object> person(String subject, String organization, String... groups) {
        var person = new LinkedHashMap<String, Object>();
        person.put("sub", subject);
        person.put("name", "Name of " + subject);
        person.put("email", subject + "@" + organization + ".example");
        person.put("email_verified", true);
        person.put("organization", List.of(organization));
        person.put("identity_provider", organization);
        person.put("groups", List.of(groups));
        return person;
    }

    private void discovery(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                Map.of(
                        "issuer", issuer,
                        "authorization_endpoint", issuer + "/authorize",
                        "token_endpoint", issuer + "/token",
                        "jwks_uri", issuer + "/keys",
                        "end_session_endpoint", issuer + "/logout",
                        "introspection_endpoint", issuer + "/introspect",
                        "authorization_response_iss_parameter_supported", true));
    }

    private void keys(HttpExchange exchange) throws IOException {
        keyReads.incrementAndGet();
        answer(exchange, 200, Map.of("keys", List.of(rsa.jwk(), ec.jwk())));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String basic = Base64.getEncoder().encodeToString("takeup-web:for-tests-only".getBytes(StandardCharsets.UTF_8));
        Grant grant = grants.remove(form.getOrDefault("code", ""));
        boolean fits = grant != null
                && ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "authorization_code".equals(form.get("grant_type"))
                && grant.request().get("redirect_uri").equals(form.get("redirect_uri"))
                && "S256".equals(grant.request().get("code_challenge_method"))
                && grant.request().get("code_challenge").equals(Secrets.sha256(form.getOrDefault("code_verifier", "")));
        if (fits) {
            answer(
                    exchange,
                    200,
                    Map.of(
                            "token_type",
                            "Bearer",
                            "expires_in",
                            300,
                            "access_token",
                            rsa.sign(accessClaims(grant.claims())),
                            "id_token",
                            rsa.sign(grant.claims())));
        } else {
            answer(exchange, 400, Map.of("error", "invalid_grant", "error_description", "Code not valid"));
        }
    }

    private void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        try (exchange) {
            String instead = replaced.get(exchange.getRequestURI().getPath());
            byte[] bytes = (instead == null ? json(body) : instead).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    static String json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> form(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> a));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
