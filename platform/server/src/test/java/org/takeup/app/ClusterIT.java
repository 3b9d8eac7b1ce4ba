package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.takeup.http.Reply;
import org.takeup.identity.Revocations;
import org.takeup.identity.Sessions;
import org.takeup.plugin.PluginSource;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.store.TestStores;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/** Two real nodes on one store: what one is told, the other does within seconds; when one dies, the other goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ISSUER = "http://localhost:1/realms/takeup";

    private final byte[] key = new byte[32];
    private final Vertx vertx = Vertx.vertx();
    private MongoServer server;
    private Store store;
    private Tenants tenants;
    private Sessions sessions;
    private NodeProcess one;
    private NodeProcess two;

    @BeforeAll
    void start() throws Exception {
        new java.security.SecureRandom().nextBytes(key);
        String uri = storeUri();
        store = TestStores.connect(uri);
        int port = FreePort.next();
        int otherPort = FreePort.next();
        one = NodeProcess.startWatched(environment(uri, port, otherPort));
        one.awaitReady();
        two = NodeProcess.startWatched(environment(uri, otherPort, port));
        two.awaitReady();
        var signals = new Signals(vertx);
        var schema = new TenantSchema(store, Schema.collections());
        tenants = new Tenants(store, schema, Sealer.fromMaster(key, "tenants"), signals, Clock.systemUTC());
        sessions = new Sessions(
                Sealer.fromMaster(key, "sessions:" + ISSUER),
                new Revocations(store, signals, Clock.systemUTC()),
                Clock.systemUTC());
    }

    /** The engine that is named for tests, or one in the memory of this process that both nodes connect to. */
    private String storeUri() {
        if (TestStores.named().isPresent()) {
            return TestStores.named().get();
        }
        server = new MongoServer(new MemoryBackend());
        return "mongodb://127.0.0.1:" + server.bind().getPort();
    }

    private Map<String, String> environment(String uri, int port, int otherPort) {
        var environment = new HashMap<String, String>();
        environment.put("TAKEUP_MONGODB_URI", uri);
        environment.put("TAKEUP_MASTER_KEY", Base64.getEncoder().encodeToString(key));
        environment.put("TAKEUP_CLUSTER", "true");
        environment.put("TAKEUP_CLUSTER_NAME", "test-" + Math.min(port, otherPort));
        environment.put("TAKEUP_CLUSTER_PORT", String.valueOf(port));
        environment.put("TAKEUP_CLUSTER_MEMBERS", "127.0.0.1:" + port + ",127.0.0.1:" + otherPort);
        environment.put("TAKEUP_EVENTBUS_PORT", String.valueOf(FreePort.next()));
        return environment;
    }

    @AfterAll
    void stop() throws Exception {
        one.close();
        two.close();
        store.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        if (server != null) {
            server.shutdownNow();
        }
    }

    private Workspace tenant() {
        String slug = "c" + UUID.randomUUID().toString().substring(0, 8);
        tenants.apply(TestPlatform.definition(slug, Tenant.Placement.POOLED));
        return tenants.bySlug(slug).orElseThrow();
    }

    private String admin(Workspace workspace) {
        Set<String> groups = workspace.settings().groupsByRole().get(Role.ADMIN);
        return cookie(Sessions.Realm.of(workspace.tenant()), groups);
    }

    private String cookie(Sessions.Realm realm, Set<String> groups) {
        String id = UUID.randomUUID().toString();
        var person = new Sessions.Person("idp-" + id, "sub-" + id, "p-" + id, "Pat", "pat@example.org", groups);
        Reply.Cookie cookie = sessions.start(realm, person);
        return cookie.name() + "=" + cookie.value();
    }

    private void soon(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what + "\n" + one.log() + "\n----\n" + two.log());
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /**
     * Carries out something on the one node and waits until the other has been told through the cluster. By itself each
     * looks into the store every few seconds, so that what it does in the end is no proof of a signal.
     */
    private void tellingTheOther(Signals.Topic topic, Runnable deed) {
        double before = received(topic);
        deed.run();
        soon("the other is told of " + topic, () -> received(topic) > before);
    }

    /** How many signals the other node has got. */
    private double received(Signals.Topic topic) {
        String figure = "takeup_signals_received_total{topic=\"" + topic.name().toLowerCase(Locale.ROOT) + "\"} ";
        return two.metrics()
                .lines()
                .filter(line -> line.startsWith(figure))
                .mapToDouble(line -> Double.parseDouble(line.substring(figure.length())))
                .sum();
    }

    @Test
    @Order(1)
    void bothNodesAreMembersOfOneClusterAndReportThemselves() throws Exception {
        for (NodeProcess node : List.of(one, two)) {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!node.body("/health/ready").contains("\"cluster\":\"2 nodes\"")) {
                assertTrue(System.nanoTime() < end, node.body("/health/ready") + node.log());
                LockSupport.parkNanos(50_000_000);
            }
        }
        String operator = cookie(new Sessions.Realm.OfOperator(), Set.of());
        soon("each knows both", () -> {
            String nodes = two.visitor(operator).get("/operator/api/v1/nodes").body();
            return nodes.contains(":" + one.url().getPort())
                    && nodes.contains(":" + two.url().getPort());
        });
    }

    @Test
    @Order(2)
    void aPluginThatIsEnabledOnOneIsUsedOnTheOther() {
        var workspace = tenant();
        String base = "/w/" + workspace.tenant().slug() + "/api/v1/plugins";
        var here = one.visitor(admin(workspace));
        var there = two.visitor(admin(workspace));
        String csrf = Visitor.token(
                here.get("/w/" + workspace.tenant().slug() + "/plugins").body());
        for (String enabled : List.of("false", "true")) {
            tellingTheOther(Signals.Topic.PLUGINS, () -> {
                var set = here.json("PUT", base + "/survey-maturity", "{\"enabled\":" + enabled + "}", csrf);
                assertEquals(200, set.statusCode(), set.body());
            });
            soon(
                    "enabled is " + enabled + " there",
                    () -> instruments(there, workspace).contains("survey-maturity") == Boolean.parseBoolean(enabled));
        }
    }

    /** A page that asks the plugin itself. */
    private static String instruments(Visitor visitor, Workspace workspace) {
        return visitor.get("/w/" + workspace.tenant().slug() + "/api/v1/instruments")
                .body();
    }

    @Test
    @Order(3)
    void aPackageThatIsUploadedToOneIsPulledAndLoadedByTheOther() {
        String cookie = cookie(new Sessions.Realm.OfOperator(), Set.of());
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        tellingTheOther(Signals.Topic.PLUGINS, () -> {
            var uploaded = upload(one, cookie, PluginSource.good(id, "1.0.0").zip());
            assertEquals(201, uploaded.statusCode(), uploaded.body());
        });
        soon(
                "the other has loaded it",
                () -> two.visitor(cookie)
                        .get("/operator/api/v1/plugins")
                        .body()
                        .matches("(?s).*\"" + id + "\"[^}]*}[^}]*\"loaded\":true.*"));
        String csrf = Visitor.token(one.visitor(cookie).get("/operator/plugins").body());
        one.visitor(cookie).json("DELETE", "/operator/api/v1/plugins/" + id + "/1.0.0", "", csrf);
        soon(
                "the other has let go of it",
                () -> !two.visitor(cookie)
                        .get("/operator/api/v1/plugins")
                        .body()
                        .contains(id));
    }

    private HttpResponse<String> upload(NodeProcess node, String cookie, byte[] zip) {
        var visitor = node.visitor(cookie);
        String csrf = Visitor.token(visitor.get("/operator/plugins").body());
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + csrf
                        + "\r\n--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.zip\"\r\n"
                        + "Content-Type: application/zip\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(zip);
        body.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
        return Visitor.send(
                java.net.http.HttpClient.newHttpClient(),
                visitor.request("/operator/api/v1/plugins")
                        .header("Content-Type", "multipart/form-data; boundary=xyz")
                        .header("Origin", node.url().toString())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build());
    }

    @Test
    @Order(4)
    void aSessionThatEndsOnOneIsRefusedOnTheOther() {
        var workspace = tenant();
        String cookie = admin(workspace);
        String page = "/w/" + workspace.tenant().slug() + "/plugins";
        assertEquals(200, two.visitor(cookie).get(page).statusCode());
        tellingTheOther(Signals.Topic.REVOCATIONS, () -> {
            var left =
                    one.visitor(cookie).submit(page, "/w/" + workspace.tenant().slug() + "/sign-out", Map.of());
            assertTrue(left.statusCode() < 400, left.body());
        });
        soon("the session is refused", () -> two.visitor(cookie).get(page).statusCode() != 200);
    }

    @Test
    @Order(5)
    void aTenantThatIsSuspendedOnOneIsClosedOnTheOther() {
        var workspace = tenant();
        String cookie = admin(workspace);
        String page = "/w/" + workspace.tenant().slug() + "/plugins";
        assertEquals(200, two.visitor(cookie).get(page).statusCode());
        var operator = one.visitor(cookie(new Sessions.Realm.OfOperator(), Set.of()));
        String csrf = Visitor.token(operator.get("/operator/tenants").body());
        String path = "/operator/api/v1/tenants/" + workspace.tenant().slug() + "/status";
        tellingTheOther(
                Signals.Topic.TENANTS,
                () -> assertEquals(
                        204,
                        operator.json("PUT", path, "{\"status\":\"SUSPENDED\"}", csrf)
                                .statusCode()));
        soon("it is closed", () -> two.visitor(cookie).get(page).statusCode() == 403);
        operator.json("PUT", path, "{\"status\":\"ACTIVE\"}", csrf);
        soon("it is open", () -> two.visitor(cookie).get(page).statusCode() == 200);
    }

    @Test
    @Order(6)
    void upgradesAndRollBacksCostNoRequestOnEitherNode() throws Exception {
        String operator = cookie(new Sessions.Realm.OfOperator(), Set.of());
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        for (String version : List.of("1.0.0", "1.1.0")) {
            assertEquals(
                    201,
                    upload(one, operator, PluginSource.good(id, version).zip()).statusCode());
        }
        var workspace = tenant();
        String base = "/w/" + workspace.tenant().slug();
        var admins = List.of(one.visitor(admin(workspace)), two.visitor(admin(workspace)));
        String token = Visitor.token(admins.getFirst().get(base + "/plugins").body());
        admins.getFirst().json("PUT", base + "/api/v1/plugins/" + id, "{\"enabled\":true}", token);
        String builders = base + "/api/v1/plan-builders";
        soon("both nodes offer it", () -> all(admins, builders, id, "1.0.0"));

        var console = one.visitor(operator);
        String csrf = Visitor.token(console.get("/operator/plugins").body());
        String channels = "/operator/api/v1/plugins/" + id + "/channels/";
        try (var people = new SteadyRequests(
                admins,
                builders,
                answer -> answer.statusCode() == 200 && answer.body().contains(id))) {
            for (int round = 0; round < 5; round++) {
                int before = people.answered();
                assertEquals(
                        200,
                        console.json("PUT", channels + "stable", "{\"version\":\"1.1.0\"}", csrf)
                                .statusCode());
                soon("both nodes ask 1.1.0", () -> all(admins, builders, id, "1.1.0"));
                assertEquals(
                        200,
                        console.json("POST", channels + "roll-back", "", csrf).statusCode());
                soon("both nodes ask 1.0.0", () -> all(admins, builders, id, "1.0.0"));
                soon("requests went on", () -> people.answered() > before + 20);
            }
            assertEquals(List.of(), people.stop());
        }
    }

    /** Whether this version answers, which says its own number, wherever one asks. */
    private static boolean all(List<Visitor> visitors, String path, String id, String version) {
        String said = "\"id\":\"" + id + "\",\"name\":\"" + version + "\"";
        return visitors.stream().allMatch(each -> each.get(path).body().contains(said));
    }

    @Test
    @Order(7)
    void whenOneIsKilledTheOtherGoesOnWithoutAFailedRequest() throws Exception {
        var workspace = tenant();
        var visitor = two.visitor(admin(workspace));
        String page = "/w/" + workspace.tenant().slug() + "/plugins";
        var people = new SteadyRequests(List.of(visitor), page, answer -> answer.statusCode() == 200);
        soon("requests are answered", () -> people.answered() > 5);
        one.kill();
        int before = people.answered();
        String csrf = Visitor.token(visitor.get(page).body());
        String api = "/w/" + workspace.tenant().slug() + "/api/v1/plugins/lms-oneroster";
        assertEquals(200, visitor.json("PUT", api, "{\"enabled\":false}", csrf).statusCode());
        soon("requests go on", () -> people.answered() > before + 50);
        assertEquals(List.of(), people.stop());
        assertEquals(200, two.status("/health/ready"));
    }
}
