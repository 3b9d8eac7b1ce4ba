package org.takeup.identity.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.app.TestPlatform;
import org.takeup.http.Problem;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.egress.PrivateHosts;
import org.takeup.tenant.Workspace;

/** Discovery documents as companies and attackers serve them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryIT {
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private TestPlatform platform;
    private Workspace workspace;
    private HttpServer server;
    private String base;

    @BeforeAll
    void start() throws IOException {
        platform = TestPlatform.start();
        workspace = platform.tenant("discovery");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] body = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        base = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterAll
    void stop() {
        server.stop(0);
        platform.close();
        vertx.close();
    }

    private Discovery discovery(PrivateHosts allowed) {
        return new Discovery(new Outside(new Egress(vertx, new SimpleMeterRegistry(), allowed)));
    }

    private String refusal(String address) {
        var problem = assertThrows(
                Problem.class,
                () -> discovery(PrivateHosts.of(List.of(base))).read(workspace, address, "takeup", "canary"));
        String message = problem.fields().getFirst().message();
        assertTrue(!message.contains("canary"), message);
        return message;
    }

    private String document(String issuer, String token) {
        pages.put("/keys", "{\"keys\":[{}]}");
        return """
                {"issuer":"%s","authorization_endpoint":"%2$s/auth","token_endpoint":"%3$s","jwks_uri":"%2$s/keys",
                 "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"],
                 "token_endpoint_auth_methods_supported":["client_secret_post"]}
                """.formatted(issuer, base, token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1",
                "https://localhost",
                "https://10.0.0.1/realm",
                "https://169.254.169.254",
                "https://[::1]",
                "https://[::ffff:10.0.0.1]",
                "https://192.168.1.1:8443"
            })
    void anAddressInsideTheOperatorsNetworkIsNotCalled(String address) {
        var problem = assertThrows(
                Problem.class, () -> discovery(PrivateHosts.none()).read(workspace, address, "takeup", "x"));

        assertTrue(
                problem.fields().getFirst().message().matches(".*(not on the public internet|cannot be).*"),
                problem.fields().getFirst()::message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.org", "file:///etc/passwd", "login", "ftp://login.example.org/x"})
    void whatIsNoHttpsAddressIsRefused(String address) {
        var problem = assertThrows(
                Problem.class, () -> discovery(PrivateHosts.none()).read(workspace, address, "takeup", "x"));

        assertEquals("discovery", problem.fields().getFirst().name());
    }

    @Test
    void aGoodDocumentIsRead() {
        pages.put("/good/.well-known/openid-configuration", document(base + "/good", base + "/token"));

        var read = discovery(PrivateHosts.of(List.of(base))).read(workspace, base + "/good", "takeup", "x");

        assertEquals(base + "/good", read.issuer());
        assertEquals(base + "/token", read.token());
        assertEquals(Optional.empty(), read.userInfo());
    }

    @Test
    void aDocumentThatSpeaksForAnotherIssuerIsRefused() {
        pages.put("/mixed/.well-known/openid-configuration", document("https://login.victim.example", base + "/token"));

        assertTrue(refusal(base + "/mixed").contains("speaks for the issuer https://login.victim.example"));
    }

    @Test
    void aTokenAddressInsideTheOperatorsNetworkIsRefused() {
        pages.put("/inner/.well-known/openid-configuration", document(base + "/inner", "https://10.0.0.1/token"));

        String message = refusal(base + "/inner");
        assertTrue(message.contains("its tokens") && message.contains("not on the public internet"), message);
    }

    @Test
    void whatIsNoDiscoveryDocumentIsToldApart() {
        pages.put("/page/.well-known/openid-configuration", "<html>");
        pages.put("/empty/.well-known/openid-configuration", "{}");
        pages.put(
                "/implicit/.well-known/openid-configuration",
                document(base + "/implicit", base + "/token").replace("\"code\"", "\"id_token\""));
        pages.put(
                "/unsigned/.well-known/openid-configuration",
                document(base + "/unsigned", base + "/token").replace("\"RS256\"", "\"none\",\"HS256\""));

        assertTrue(refusal(base + "/missing").contains("status 404"));
        assertTrue(refusal(base + "/page").contains("no JSON document"));
        assertTrue(refusal(base + "/empty").contains("no issuer"));
        assertTrue(refusal(base + "/implicit").contains("authorization code flow"));
        assertTrue(refusal(base + "/unsigned").contains("does not sign its tokens"));
    }

    @Test
    void aClockThatIsFourMinutesOffIsSaidAndASmallDifferenceIsNot() {
        Instant now = Instant.parse("2026-11-25T12:00:00Z");
        var ahead = new HttpAnswer(200, Map.of("Date", List.of("Wed, 25 Nov 2026 12:04:00 GMT")), new byte[0]);
        var near = new HttpAnswer(200, Map.of("Date", List.of("Wed, 25 Nov 2026 11:59:30 GMT")), new byte[0]);

        assertTrue(Checks.clock(ahead, now)
                .orElseThrow()
                .startsWith("The clock of your sign-in is 4 minutes ahead of ours"));
        assertEquals(Optional.empty(), Checks.clock(near, now));
    }
}
