package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.http.Problem;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.plugin.trust.Publishers;
import org.takeup.tenant.Role;

/** Whose packages are let in, through the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishersIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TestPlatform platform;
    private Visitor operator;
    private Packages packages;
    private Publishers publishers;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        operator = platform.operator();
        packages = platform.platform().pluginRuntime().packages();
        publishers = platform.platform().pluginRuntime().publishers();
    }

    @AfterAll
    void stop() {
        packages.list().stream()
                .map(Listed::version)
                .filter(version -> version.plugin().startsWith("pub"))
                .forEach(packages::remove);
        platform.close();
    }

    private static String fresh() {
        return "pub" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A partner with one key, approved or not. */
    private record Partner(String id, KeyPair keys) {
        static Partner unknown() {
            return new Partner(fresh(), PackageSigner.newKeys());
        }

        Partner approvedBy(Publishers publishers) {
            publishers.approve(id, "Partner " + id, false, key(), null);
            return this;
        }

        String key() {
            return new PublisherKey(keys.getPublic()).text();
        }

        String fingerprint() {
            return new PublisherKey(keys.getPublic()).fingerprint();
        }

        byte[] sign(PluginSource source, Instant at) {
            return new PackageSigner(id, keys).sign(source.unsigned(), at);
        }
    }

    private Partner partner() {
        return Partner.unknown().approvedBy(publishers);
    }

    private String refused(byte[] zip) {
        return assertThrows(PackageRejected.class, () -> packages.upload(zip)).getMessage();
    }

    private static void assertSays(String words, String text) {
        assertTrue(text.contains(words), text);
    }

    private Listed listed(String plugin) {
        return packages.list().stream()
                .filter(each -> each.version().plugin().equals(plugin))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyAnApprovedPublishersPackageIsLetIn() {
        String plugin = fresh();
        assertSays(
                "it is not signed", refused(PluginSource.good(plugin, "1.0.0").unsigned()));
        Partner partner = Partner.unknown();
        byte[] zip = partner.sign(PluginSource.good(plugin, "1.0.0"), now);
        assertSays("its publisher, " + partner.id() + ", is not approved here", refused(zip));
        publishers.approve(partner.id(), "Partner", false, partner.key(), null);
        Listed loaded = packages.upload(zip);
        assertEquals(Listed.State.LOADED, loaded.state());
        assertEquals(partner.id(), loaded.publisher());
        assertTrue(loaded.trusted());
        assertFalse(loaded.own());
    }

    @Test
    void aKeyThatIsNotThePublishersIsRefused() {
        Partner partner = partner();
        var foreign = new Partner(partner.id(), PackageSigner.newKeys());
        assertSays("which is no key of its publisher", refused(foreign.sign(PluginSource.good(fresh(), "1.0.0"), now)));
    }

    @Test
    void aPackageThatWasSignedOutsideOfTheKeysTimeOrInTheFutureIsRefused() {
        Partner partner = partner();
        KeyPair keys = PackageSigner.newKeys();
        Instant from = now.minus(10, ChronoUnit.DAYS);
        Instant until = now.minus(5, ChronoUnit.DAYS);
        publishers.addKey(partner.id(), new PublisherKey(keys.getPublic()).text(), from, until);
        var old = new Partner(partner.id(), keys);
        String plugin = fresh();
        assertSays("not valid", refused(old.sign(PluginSource.good(plugin, "1.0.0"), now)));
        assertSays("not valid", refused(old.sign(PluginSource.good(plugin, "1.0.0"), from.minusSeconds(60))));
        assertSays("still to come", refused(partner.sign(PluginSource.good(plugin, "1.0.0"), now.plusSeconds(3_600))));
        packages.upload(old.sign(PluginSource.good(plugin, "1.0.0"), until.minusSeconds(60)));
        publishers.revokeKey(partner.id(), old.fingerprint(), "Lost");
        packages.publishersChanged();
        assertEquals(Listed.State.REFUSED, listed(plugin).state());
        assertSays("was revoked: Lost", listed(plugin).trouble());
    }

    @Test
    void aRevokedPublishersPluginsStopAtOnceTenantsAreToldAndApprovalBringsThemBack() {
        Partner partner = partner();
        String plugin = fresh();
        packages.upload(partner.sign(PluginSource.good(plugin, "1.0.0"), now));
        var workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        var admin = platform.signedIn(workspace, Role.ADMIN);
        String page = "/w/" + workspace.tenant().slug() + "/plugins";
        assertSays(plugin, admin.get(page).body());
        String path = "/operator/publishers/" + partner.id();
        assertEquals(
                303,
                operator.submit("/operator/publishers", path + "/revocation", Map.of("reason", "Sold to strangers"))
                        .statusCode());
        assertSays(
                "<strong>" + plugin + " is stopped:</strong>", admin.get(page).body());
        assertSays("Sold to strangers", listed(plugin).trouble());
        assertSays("Not trusted", operator.get("/operator/plugins").body());
        assertSays("Sold to strangers", operator.get("/operator/publishers").body());
        assertSays("is not approved any more", refused(partner.sign(PluginSource.good(plugin, "1.1.0"), now)));
        assertEquals(
                303,
                operator.submit("/operator/publishers", path + "/approval", Map.of())
                        .statusCode());
        assertEquals(Listed.State.LOADED, listed(plugin).state());
        assertFalse(admin.get(page).body().contains("is stopped"));
    }

    @Test
    void theIdOfAnotherPublishersPluginIsRefusedAlsoOnceItIsRemoved() {
        String plugin = fresh();
        packages.upload(PluginSource.good(plugin, "1.0.0").zip());
        packages.remove(new Packages.Version(plugin, "1.0.0"));
        Partner partner = partner();
        assertSays(
                "belongs to the publisher test-publisher",
                refused(partner.sign(PluginSource.good(plugin, "2.0.0"), now)));
    }

    @Test
    void anOlderVersionNeedsTheOperatorsWord() {
        String plugin = fresh();
        packages.upload(PluginSource.good(plugin, "1.10.0").zip());
        byte[] older = PluginSource.good(plugin, "1.9.0").zip();
        assertSays("is older than 1.10.0", refused(older));
        var refused = upload("/operator/api/v1/plugins", older);
        assertEquals(422, refused.statusCode(), refused.body());
        var allowed = upload("/operator/api/v1/plugins?older=true", older);
        assertEquals(201, allowed.statusCode(), allowed.body());
        assertSays(
                "is older than 1.10.0",
                refused(PluginSource.good(plugin, "1.8.0").zip()));
    }

    private HttpResponse<String> upload(String path, byte[] zip) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.zip\"\r\n"
                        + "Content-Type: application/zip\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(zip);
        body.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
        return platform.send(operator.request(path)
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .header("Origin", platform.url().toString())
                .header(
                        "X-Takeup-CSRF",
                        Visitor.token(operator.get("/operator/plugins").body()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    @Test
    void aPackageWhoseClassesReachTooFarIsRefusedWithEachFinding() {
        var hostile = PluginSource.builder(fresh(), "1.0.0", "", "System.exit(1); return List.of();");
        var refused = upload("/operator/api/v1/plugins", hostile.zip());
        assertEquals(422, refused.statusCode());
        assertSays("sample.Sample.wizard calls java.lang.System.exit: ends the platform", refused.body());
        assertSays("\"errors\":[{\"name\":\"classes\"", refused.body());
        var page = upload("/operator/plugins", hostile.zip());
        assertSays("sample.Sample.wizard calls java.lang.System.exit", page.body());
    }

    @Test
    void aPublisherOfTheConfigurationIsShownAndNotChangedHere() {
        assertSays(
                "from the configuration", operator.get("/operator/publishers").body());
        assertThrows(Problem.class, () -> publishers.revoke("test-publisher", "No"));
        assertThrows(
                Problem.class,
                () -> publishers.approve(
                        "test-publisher", "Me", true, Partner.unknown().key(), null));
        assertTrue(publishers.find("test-publisher").orElseThrow().own());
    }

    @Test
    void theConsoleApprovesAddsKeysAndSaysWhoIsOurOwn() {
        Partner partner = Partner.unknown();
        String path = "/operator/publishers/" + partner.id();
        var bad = operator.submit(
                "/operator/publishers",
                "/operator/publishers",
                Map.of("publisher", partner.id(), "name", "Partner", "publicKey", "nonsense"));
        assertEquals(422, bad.statusCode());
        assertSays("Paste an Ed25519 public key", bad.body());
        assertEquals(
                303,
                operator.submit(
                                "/operator/publishers",
                                "/operator/publishers",
                                Map.of("publisher", partner.id(), "name", "Partner", "publicKey", partner.key()))
                        .statusCode());
        var more = Map.of("publicKey", Partner.unknown().key(), "until", "2030-01-31");
        assertEquals(
                303,
                operator.submit("/operator/publishers", path + "/keys", more).statusCode());
        assertEquals(
                422,
                operator.submit("/operator/publishers", path + "/keys", more).statusCode());
        operator.submit("/operator/publishers", path + "/own", Map.of("own", "true"));
        var publisher = publishers.find(partner.id()).orElseThrow();
        assertTrue(publisher.own());
        assertEquals(2, publisher.keys().size());
        assertEquals(
                Instant.parse("2030-02-01T00:00:00Z"),
                publisher.keys().getLast().until());
        assertEquals(
                404,
                operator.submit("/operator/publishers", "/operator/publishers/nobody/own", Map.of("own", "true"))
                        .statusCode());
    }

    @Test
    void withTheDevelopmentSwitchUnsignedPackagesAreLetInAndThePagesAreRed() {
        try (var open = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_PLUGINS_UNSIGNED", "allow");
                    return more;
                },
                Clock.systemUTC())) {
            String plugin = fresh();
            Packages there = open.platform().pluginRuntime().packages();
            Listed loaded = there.upload(PluginSource.good(plugin, "1.0.0").unsigned());
            assertEquals("", loaded.publisher());
            assertSays(
                    "Unsigned packages are let in",
                    open.operator().get("/operator/plugins").body());
            var workspace = open.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
            String page = open.signedIn(workspace, Role.ADMIN)
                    .get("/w/" + workspace.tenant().slug() + "/plugins")
                    .body();
            assertSays("Nobody stands for what is in there", page);
            there.remove(new Packages.Version(plugin, "1.0.0"));
        }
    }
}
