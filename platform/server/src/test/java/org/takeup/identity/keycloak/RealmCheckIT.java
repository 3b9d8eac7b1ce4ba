package org.takeup.identity.keycloak;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.http.Problem;

/**
 * What the platform makes of a realm that somebody has set up carelessly, and of a Keycloak that is old, away or silent
 * (threats S9, S12). That a real one is found fit, {@code KeycloakAdminIT} shows.
 */
class RealmCheckIT {
    private final Vertx vertx = Vertx.vertx();
    private JsonObject realm = new JsonObject();
    private JsonObject client = new JsonObject();
    private JsonObject info = new JsonObject();
    private int tokens = 200;
    private String realmsText = "";
    private HttpServer keycloak;
    private RealmCheck check;

    @BeforeEach
    void start() throws IOException {
        realm = new JsonObject()
                .put("realm", "takeup")
                .put("loginWithEmailAllowed", false)
                .put("duplicateEmailsAllowed", true)
                .put("registrationAllowed", false)
                .put("organizationsEnabled", true)
                .put("bruteForceProtected", true)
                .put("sslRequired", "external")
                .put("passwordPolicy", "hashIterations(5) and length(12) and notUsername(undefined)");
        client = new JsonObject()
                .put("clientId", "takeup-web")
                .put("publicClient", false)
                .put("implicitFlowEnabled", false)
                .put("directAccessGrantsEnabled", false)
                .put("attributes", new JsonObject().put("pkce.code.challenge.method", "S256"))
                .put("redirectUris", new JsonArray().add("https://takeup.example/w/acme/signed-in"));
        keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keycloak.createContext("/realms/takeup/protocol/openid-connect/token", exchange -> {
            answer(
                    exchange,
                    tokens,
                    new JsonObject()
                            .put("access_token", "t")
                            .put("expires_in", 60)
                            .encode());
        });
        keycloak.createContext("/admin/serverinfo", exchange -> answer(exchange, 200, info.encode()));
        keycloak.createContext(
                "/admin/realms/takeup",
                exchange -> answer(exchange, 200, realmsText.isEmpty() ? realm.encode() : realmsText));
        keycloak.createContext(
                "/admin/realms/takeup/clients",
                exchange -> answer(exchange, 200, new JsonArray().add(client).encode()));
        keycloak.start();
        check = checkOf(keycloak.getAddress().getPort());
    }

    private RealmCheck checkOf(int port) {
        var url = URI.create("http://127.0.0.1:" + port);
        var settings = new KeycloakAdmin.Settings(url, "takeup", "takeup-admin", "canary-secret", "takeup-web");
        return new KeycloakAdmin(vertx, settings, Clock.systemUTC()).realm();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterEach
    void stop() {
        keycloak.stop(0);
        vertx.close();
    }

    @Test
    void aRealmAsItMustBeIsFit() {
        assertEquals("not looked yet", check.state());
        assertEquals(List.of(), check.look());
        assertEquals("ok", check.state());
        assertDoesNotThrow(check::require);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            loginWithEmailAllowed  | true  | Switch login with e-mail off
            duplicateEmailsAllowed | false | Allow duplicate e-mails
            registrationAllowed    | true  | Switch user registration off
            organizationsEnabled   | false | Switch organisations on
            bruteForceProtected    | false | Switch brute force detection on
            """)
    void eachSettingThatIsUnsafeIsNamedWithItsRemedy(String setting, boolean value, String remedy) {
        realm.put(setting, value);
        refused(remedy, setting);
        realm.put(setting, !value);
        // Whoever has mended it does not wait.
        assertDoesNotThrow(check::require);
        assertEquals("ok", check.state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "length(7)", "digits(2) and upperCase(1)", "maxLength(64)"})
    void shortPasswordsAreNotFit(String policy) {
        realm.put("passwordPolicy", policy);
        refused("Demand passwords of at least 8 characters", "passwordPolicy");
    }

    @Test
    void aRealmThatTakesHttpIsNotFit() {
        realm.put("sslRequired", "none");
        refused("Require HTTPS", "sslRequired");
    }

    @Test
    void aClientThatLetsCodesBeStolenIsNotFit() {
        unfitClient(each -> each.put("publicClient", true), "confidential");
        unfitClient(each -> each.put("implicitFlowEnabled", true), "standard flow alone");
        unfitClient(each -> each.put("directAccessGrantsEnabled", true), "standard flow alone");
        unfitClient(each -> each.put("attributes", new JsonObject()), "Demand PKCE with S256");
        unfitClient(
                each -> each.put("attributes", new JsonObject().put("pkce.code.challenge.method", "plain")),
                "Demand PKCE with S256");
        unfitClient(each -> each.put("redirectUris", new JsonArray().add("https://takeup.example/w/*")), "without *");
    }

    private void unfitClient(Consumer<JsonObject> careless, String remedy) {
        JsonObject good = client.copy();
        careless.accept(client);
        refused(remedy, "takeup-web");
        client = good;
    }

    private void refused(String... words) {
        String said = String.join(" ", check.look());
        for (String word : words) {
            assertTrue(said.contains(word), said);
        }
        assertEquals(said, check.state());
        var problem = assertThrows(Problem.class, check::require);
        assertEquals("keycloak-unfit", problem.type());
        assertEquals(503, problem.status());
        // The admins of workspaces hear nothing of how the installation is set up.
        assertFalse(problem.detail().contains(words[0]), problem.detail());
    }

    @Test
    void whoMayNotLookSaysSo() {
        realm = new JsonObject().put("realm", "takeup");
        refused("view-realm");
        tokens = 401;
        check = checkOf(keycloak.getAddress().getPort());
        assertTrue(check.look().getFirst().contains("TAKEUP_KEYCLOAK_CLIENT_SECRET"), check.state());
        assertFalse(check.state().contains("canary"), check.state());
    }

    @Test
    void aServerThatIsTooOldIsNamedAndOneThatKeepsSilentIsNot() {
        info = new JsonObject().put("systemInfo", new JsonObject().put("version", "25.0.4"));
        refused("Update Keycloak 25.0.4");
        info = new JsonObject().put("systemInfo", new JsonObject().put("version", "26.2.5"));
        assertEquals(List.of(), check.look());
        info = new JsonObject();
        assertEquals(List.of(), check.look());
    }

    @Test
    void whileKeycloakIsAwayNothingIsSetUpAndTheNodeSaysWhy() throws IOException {
        int port = keycloak.getAddress().getPort();
        keycloak.stop(0);
        assertEquals(List.of(), check.look());
        assertTrue(check.state().startsWith("Keycloak does not answer"), check.state());
        assertThrows(KeycloakAway.class, check::require);
        keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        keycloak.createContext("/", exchange -> answer(exchange, 200, "<html>Please log in</html>"));
        keycloak.start();
        assertThrows(KeycloakAway.class, check::require);
    }

    @Test
    void anAnswerOfOtherTypesIsNoRealm() {
        realmsText = "{\"duplicateEmailsAllowed\":\"yes\",\"loginWithEmailAllowed\":7}";
        assertEquals(List.of(), check.look());
        assertThrows(KeycloakAway.class, check::require);
    }
}
