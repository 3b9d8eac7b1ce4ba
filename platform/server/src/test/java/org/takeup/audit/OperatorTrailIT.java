package org.takeup.audit;

import static com.mongodb.client.model.Filters.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.http.Change;
import org.takeup.plugin.PluginSource;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What operators do in their console is noted, and how they read it. {@link OperatorLedgerIT} attacks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorTrailIT {
    private static final String API = "/operator/api/v1";

    private TestPlatform platform;
    private AuditTrail trail;
    private Visitor operator;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        trail = platform.platform().trail();
        operator = platform.operator();
        // The store may be shared with other tests, whose platforms have other keys.
        AuditStore.OPERATORS.forEach(spec -> platform.store().installation(spec).deleteAll(empty()));
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private List<Entry> noted() {
        return trail.find(trail.operators(), Search.all(), Optional.empty(), 500)
                .entries();
    }

    private Entry last() {
        return noted().getFirst();
    }

    private int api(String method, String path, String json) {
        String token = Visitor.token(operator.get("/operator/publishers").body());
        return operator.json(method, API + path, json, token).statusCode();
    }

    private static String fresh() {
        return "p" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String key(KeyPair keys) {
        return new PublisherKey(keys.getPublic()).text();
    }

    private static List<String> fields(Entry entry) {
        return entry.changes().stream().map(Change::field).toList();
    }

    @Test
    void whatIsDoneToAPublisherIsNotedWithWhoFromWhereAndWhatWasBefore() {
        String id = fresh();
        KeyPair keys = PackageSigner.newKeys();
        assertEquals(
                201,
                api(
                        "POST",
                        "/publishers",
                        "{\"publisher\":\"%s\",\"name\":\"Partner\",\"publicKey\":\"%s\",\"own\":false}"
                                .formatted(id, key(keys))));
        Entry approved = last();
        assertEquals("publisher.approved", approved.action());
        assertEquals(List.of("publisher", "own", "keys"), fields(approved));
        assertEquals(new Change("publisher", null, id), approved.changes().getFirst());
        Entry.Who who = approved.who();
        assertNotNull(who);
        assertEquals(
                List.of(Actor.Kind.OPERATOR, "operator", "127.0.0.1"), List.of(who.kind(), who.id(), who.address()));
        assertFalse(approved.request().isEmpty());

        assertEquals(204, api("PUT", "/publishers/" + id + "/own", "{\"own\":true}"));
        assertEquals("publisher.own-changed publisher=" + id, last().action() + " " + last().target());
        assertEquals(List.of(new Change("own", "false", "true")), last().changes());

        String fingerprint = new PublisherKey(keys.getPublic()).fingerprint();
        assertEquals(
                204, api("PUT", "/publishers/" + id + "/keys/" + fingerprint + "/revocation", "{\"reason\":\"Lost\"}"));
        String begin = fingerprint.substring(0, 16);
        assertEquals(
                List.of(new Change("keys", begin, begin + " revoked"), new Change("reason", null, "Lost")),
                last().changes());

        String page = "/operator/publishers";
        assertEquals(
                303,
                operator.submit(page, page + "/" + id + "/revocation", Map.of("reason", "Sold"))
                        .statusCode());
        assertEquals(List.of(new Change("revoked", null, "Sold")), last().changes());
        assertEquals(
                303,
                operator.submit(page, page + "/" + id + "/approval", Map.of()).statusCode());
        assertEquals("publisher.restored", last().action());
        assertEquals(List.of(new Change("revoked", "Sold", null)), last().changes());
        assertTrue(trail.verify(trail.operators()).unbroken());
    }

    @Test
    void whatIsDoneToAPluginIsNotedWithTheVersionsBeforeAndAfter() {
        String publisher = fresh();
        String plugin = fresh();
        KeyPair keys = PackageSigner.newKeys();
        var runtime = platform.platform().pluginRuntime();
        runtime.publishers().approve(publisher, "Partner", false, key(keys), null);
        for (String version : List.of("1.0.0", "1.1.0")) {
            byte[] zip = new PackageSigner(publisher, keys)
                    .sign(PluginSource.good(plugin, version).unsigned(), Instant.now());
            assertEquals(201, upload(zip));
            assertEquals("package.installed", last().action());
            assertEquals(
                    List.of(
                            new Change("package", null, plugin + " " + version),
                            new Change("publisher", null, publisher)),
                    last().changes().subList(0, 2));
        }
        String at = "/plugins/" + plugin;
        assertEquals(200, api("PUT", at + "/channels/stable", "{\"version\":\"1.0.0\"}"));
        assertEquals(200, api("PUT", at + "/channels/trial", "{\"version\":\"1.1.0\",\"percent\":10}"));
        assertEquals("release.tried plugin=" + plugin, last().action() + " " + last().target());
        assertTrue(last().changes().getFirst().after().startsWith("1.1.0 for 10 %"), last().toString());
        assertEquals(
                303,
                operator.submit("/operator" + at, "/operator" + at + "/1.1.0/promotion", Map.of())
                        .statusCode());
        assertEquals(new Change("stable", "1.0.0", "1.1.0"), last().changes().getFirst());
        assertEquals(200, upload(at + "/channels/roll-back"));
        assertEquals("release.rolled-back", last().action());
        assertEquals(new Change("stable", "1.1.0", "1.0.0"), last().changes().getFirst());
        assertEquals(204, delete(at + "/1.1.0"));
        assertEquals("package.removed plugin=" + plugin + " version=1.1.0", last().action() + " " + last().target());
        assertEquals(204, delete(at + "/1.0.0"));
    }

    private int upload(byte[] zip) {
        String token = Visitor.token(operator.get("/operator/plugins").body());
        var body = new ByteArrayOutputStream();
        body.writeBytes("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.zip\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(zip);
        body.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
        return platform.send(changing("/plugins", token)
                        .header("Content-Type", "multipart/form-data; boundary=xyz")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build())
                .statusCode();
    }

    /** Without a body. */
    private int upload(String path) {
        String token = Visitor.token(operator.get("/operator/plugins").body());
        return platform.send(changing(path, token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build())
                .statusCode();
    }

    private int delete(String path) {
        String token = Visitor.token(operator.get("/operator/plugins").body());
        return platform.send(changing(path, token).DELETE().build()).statusCode();
    }

    private HttpRequest.Builder changing(String path, String token) {
        return operator.request(API + path)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", token);
    }

    @Test
    void whatIsDoneToAWorkspaceIsInBothTrailsAndWhatWasRefusedInNone() {
        Workspace workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        String slug = workspace.tenant().slug();
        String status = "/tenants/" + slug + "/status";
        List<Entry> before = noted();
        assertEquals(422, api("PUT", status, "{}"));
        assertEquals(404, api("PUT", "/tenants/nobody/status", "{\"status\":\"SUSPENDED\"}"));
        assertEquals(before, noted());
        assertEquals(204, api("PUT", status, "{\"status\":\"SUSPENDED\",\"reason\":\"Unpaid\"}"));
        assertEquals("workspace.status slug=" + slug, last().action() + " " + last().target());
        var changes = List.of(new Change("status", "ACTIVE", "SUSPENDED"), new Change("reason", "", "Unpaid"));
        assertEquals(changes, last().changes());
        Entry theirs = trail.find(workspace, Search.all(), Optional.empty(), 1)
                .entries()
                .getFirst();
        assertEquals("", theirs.target());
        assertEquals(changes, theirs.changes());
        assertEquals(last().request(), theirs.request());
    }

    @Test
    void operatorsReadSearchCheckAndExportIt() {
        String account = "op" + fresh();
        for (int n = 1; n <= 60; n++) {
            trail.note(
                    trail.operators(),
                    new Deed(
                            n % 20 == 0 ? "publisher.own-changed" : "workspace.moved",
                            "publisher=" + account,
                            new Actor(Actor.Kind.OPERATOR, n % 2 == 0 ? account : "another"),
                            "192.0.2.7",
                            "r" + n,
                            List.of(new Change("revoked", null, "<script>alert(1)</script>"))));
        }
        long end = last().seq();
        String page = operator.get("/operator/audit?check=true").body();
        assertTrue(page.contains("Checked " + end + " entries: nothing was changed"), page);
        assertTrue(page.contains("The account " + account), page);
        assertTrue(page.contains("Moved a workspace&#39;s data") || page.contains("Moved a workspace's data"), page);
        assertFalse(page.contains("<script>alert"), page);
        assertEquals(50, times("publisher=" + account, page));
        String earlier = operator.get("/operator/audit?before=" + (end - 49)).body();
        assertEquals(10, times("publisher=" + account, earlier));
        String found = operator.get("/operator/audit?action=publisher.own-changed&from=" + day(0) + "&until=" + day(0))
                .body();
        assertEquals(3, times("publisher=" + account, found));
        String hers = operator.get(API + "/audit?person=" + account).body();
        assertEquals(30, times("publisher=" + account, hers));
        assertTrue(operator.get("/operator/audit?from=" + day(2)).body().contains("Nothing fits"));
        assertEquals(422, operator.get("/operator/audit?from=yesterday").statusCode());
        assertEquals(422, operator.get(API + "/audit?before=x").statusCode());
        assertTrue(operator.get(API + "/audit/check").body().contains("\"fault\":null"));

        var file = operator.get(API + "/audit/export");
        // The export itself is noted before it begins.
        assertEquals(end + 1, file.body().lines().count());
        assertEquals("audit.exported", last().action());
    }

    /** A day from now, UTC. */
    private static String day(int later) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(later).toString();
    }

    private static int times(String what, String text) {
        return text.split(Pattern.quote(what), -1).length - 1;
    }

    @Test
    void nobodyButOperatorsReadsIt() {
        Workspace workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        for (Visitor other : List.of(platform.signedIn(workspace, Role.ADMIN), platform.stranger())) {
            for (String path : List.of("/audit", "/audit/check", "/audit/export")) {
                assertEquals(401, other.get(API + path).statusCode(), path);
            }
            var page = other.get("/operator/audit");
            assertEquals(303, page.statusCode());
            assertTrue(
                    page.headers().firstValue("location").orElseThrow().startsWith("/operator/sign-in"),
                    page.toString());
        }
    }
}
