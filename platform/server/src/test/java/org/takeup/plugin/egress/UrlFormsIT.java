package org.takeup.plugin.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.tenant.Workspace;

/**
 * Threat P14: ways to write an address that could lead inside. Each is tried as if the workspace's admin had put it into
 * the settings, so that the list of hosts is not what stops it, at the port of a real listener, which counts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UrlFormsIT {
    /** {@code #} is the listener's port. */
    private static final List<String> FORMS = List.of(
            "https://127.0.0.1:#/",
            "https://127.1:#/",
            "https://127.0.1:#/",
            "https://127:#/",
            "https://2130706433:#/",
            "https://0x7f000001:#/",
            "https://0x7f.0.0.1:#/",
            "https://0x7f.1:#/",
            "https://017700000001:#/",
            "https://0177.0.0.1:#/",
            "https://0177.1:#/",
            "https://127.0.0.01:#/",
            "https://127.0.0.0x1:#/",
            "https://127.000.000.001:#/",
            "https://4294967297:#/",
            "https://127.0.0.257:#/",
            "https://0.0.0.0:#/",
            "https://0:#/",
            "https://0x0:#/",
            "https://127.127.127.127:#/",
            "https://10.0.0.1:#/",
            "https://172.16.0.1:#/",
            "https://192.168.0.1:#/",
            "https://100.64.0.1:#/",
            "https://169.254.169.254:#/",
            "https://169.254.169.254/latest/meta-data/",
            "https://2852039166:#/",
            "https://192.0.0.192:#/",
            "https://100.100.100.200:#/",
            "https://255.255.255.255:#/",
            "https://224.0.0.1:#/",
            "https://[::1]:#/",
            "https://[::]:#/",
            "https://[0:0:0:0:0:0:0:1]:#/",
            "https://[::ffff:127.0.0.1]:#/",
            "https://[::ffff:7f00:1]:#/",
            "https://[::127.0.0.1]:#/",
            "https://[::7f00:1]:#/",
            "https://[64:ff9b::127.0.0.1]:#/",
            "https://[64:ff9b::7f00:1]:#/",
            "https://[2002:7f00:1::]:#/",
            "https://[2002:7f00:1::1]:#/",
            "https://[::ffff:0:127.0.0.1]:#/",
            "https://[fe80::1]:#/",
            "https://[fe80::1%25lo]:#/",
            "https://[fe80::1%25eth0]:#/",
            "https://[::1%25lo]:#/",
            "https://[fd00:ec2::254]:#/",
            "https://[fc00::1]:#/",
            "https://[ff02::1]:#/",
            "https://[2001:db8::1]:#/",
            "https://[2001::1]:#/",
            "https://localhost:#/",
            "https://LOCALHOST:#/",
            "https://LocalHost:#/",
            "https://localhost.:#/",
            "https://127.0.0.1.:#/",
            "https://inside.example:#/",
            "https://INSIDE.example:#/",
            "https://inside.example.:#/",
            "https://both.example:#/",
            "https://metadata.example:#/",
            "https://mapped.example:#/",
            "https://xn--inside-9ya.example:#/",
            "https://wildcard.127.0.0.1.nip.example:#/",
            "https://user@127.0.0.1:#/",
            "https://user:word@inside.example:#/",
            "https://public.example@127.0.0.1:#/",
            "https://public.example:443@127.0.0.1:#/",
            "https://127.0.0.1:#@inside.example/",
            "https://@127.0.0.1:#/",
            "https://public.example#@127.0.0.1:#/",
            "https://127.0.0.1\\@public.example:#/",
            "https://public.example\\.127.0.0.1:#/",
            "https://127.0.0.1%2f:#/",
            "https://127%2e0%2e0%2e1:#/",
            "https://①②⑦.⓪.⓪.①:#/",
            "https://127。0。0。1:#/",
            "https://ｌｏｃａｌｈｏｓｔ:#/",
            "https://bücher.example:#/",
            "https://lo\u00adcalhost:#/",
            "https:127.0.0.1:#/",
            "https:/127.0.0.1:#/",
            "https:///127.0.0.1:#/",
            "//127.0.0.1:#/",
            "127.0.0.1:#",
            "/etc/passwd",
            "HTTP://127.0.0.1:#/",
            "http://127.0.0.1:#/",
            "http://inside.example:#/",
            "ftp://127.0.0.1:#/",
            "file:///etc/passwd",
            "file://127.0.0.1:#/etc/passwd",
            "gopher://127.0.0.1:#/_GET",
            "jar:https://127.0.0.1:#/x!/",
            "ldap://127.0.0.1:#/",
            "ws://127.0.0.1:#/",
            "data:text/plain,hello",
            "https://127.0.0.1:0/",
            "https://127.0.0.1:99999/",
            "https://127.0.0.1:-1/",
            "https://127.0.0.1:/",
            "https://[127.0.0.1]:#/",
            "https://-inside.example:#/",
            "https://in_side.example:#/",
            "https://inside..example:#/",
            "https://.inside.example:#/",
            "https:// inside.example:#/",
            "https://inside.example\r\nHost: 127.0.0.1:#/",
            "https://*.example:#/");

    private Vertx vertx;
    private TestPlatform platform;
    private Workspace workspace;
    private Peer listener;

    @BeforeAll
    void start() {
        vertx = Vertx.vertx();
        platform = TestPlatform.start();
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        listener = Peer.plain(Peer.answering(200, "", "inside"));
    }

    @AfterAll
    void stop() {
        listener.close();
        platform.close();
        vertx.close().await();
    }

    private Ways ways() {
        return new Ways(platform, vertx)
                .name("localhost", "127.0.0.1", "::1")
                .name("inside.example", "127.0.0.1")
                .name("both.example", "2d00::1", "127.0.0.1")
                .name("metadata.example", "169.254.169.254")
                .name("mapped.example", "::ffff:127.0.0.1")
                .name("xn--inside-9ya.example", "10.0.0.1")
                .name("wildcard.127.0.0.1.nip.example", "127.0.0.1");
    }

    @Test
    void noWayOfWritingAnAddressConnectsInside() {
        int before = listener.connections();
        var let = new ArrayList<String>();
        for (String form : FORMS) {
            String address = form.replace("#", String.valueOf(listener.port()));
            if (!refuses(address)) {
                let.add(address);
            }
        }
        assertEquals(List.of(), let);
        assertTrue(FORMS.size() >= 100, "there are " + FORMS.size() + " forms");
        assertEquals(before, listener.connections());
    }

    private boolean refuses(String address) {
        try {
            URI uri = new URI(address);
            try (Outlet outlet = ways().egress().open(workspace, "sample", Set.of(), List.of(uri))) {
                outlet.send(HttpCall.get(uri));
                return false;
            }
        } catch (URISyntaxException | HttpRefused e) {
            return true;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(address + " was let out", e);
        }
    }

    @Test
    void theSameListenerCountsAsSoonAsTheOperatorAllowsIt() throws Exception {
        int before = listener.connections();
        String address = "http://127.0.0.1:" + listener.port();
        try (Outlet outlet = ways().allowed(address).open(workspace, address)) {
            assertEquals(
                    "inside",
                    outlet.send(HttpCall.get(URI.create(address + "/"))).text());
        }
        assertEquals(before + 1, listener.connections());
    }

    /** The name leads outside while it is checked, and inside from then on. */
    @Test
    void aNameThatChangesItsMindConnectsToWhatWasChecked() {
        int before = listener.connections();
        String address = "https://rebinding.example:" + listener.port() + "/";
        // In a block of the internet that nobody has been given.
        var ways = ways().name("rebinding.example", "2d00::1");
        try (Outlet outlet = ways.open(workspace, address)) {
            assertThrows(HttpFailed.class, () -> outlet.send(HttpCall.get(URI.create(address))));
            assertEquals(List.of("rebinding.example"), ways.lookedUp());
            ways.name("rebinding.example", "127.0.0.1");
            HttpRefused refused = assertThrows(HttpRefused.class, () -> outlet.send(HttpCall.get(URI.create(address))));
            assertEquals(HttpRefused.Reason.PRIVATE_ADDRESS, refused.reason());
        }
        assertEquals(before, listener.connections());
    }

    @Test
    void neitherManifestNorSettingsMeansNotAllowed() {
        Set<String> patterns = Set.of("lms.example", "*.school.example", "*.com", "*");
        for (String address : List.of(
                "https://other.example/",
                "https://school.example/",
                "https://xschool.example/",
                "https://a.com/",
                "https://lms.example:8443/",
                "https://lms.example.evil.test/",
                "http://a.school.example/")) {
            try (Outlet outlet = ways().egress().open(workspace, "sample", patterns, List.of())) {
                HttpRefused refused =
                        assertThrows(HttpRefused.class, () -> outlet.send(HttpCall.get(URI.create(address))), address);
                assertEquals(HttpRefused.Reason.NOT_ALLOWED, refused.reason(), address);
            }
        }
        for (String address :
                List.of("https://lms.example/", "https://LMS.example:443/", "https://a.b.school.example/")) {
            try (Outlet outlet = ways().egress().open(workspace, "sample", patterns, List.of())) {
                HttpFailed failed =
                        assertThrows(HttpFailed.class, () -> outlet.send(HttpCall.get(URI.create(address))), address);
                assertTrue(failed.getMessage().startsWith("There is no host"), failed.getMessage());
            }
        }
    }

    @Test
    void aRedirectInsideOrElsewhereIsRefusedToo() throws Exception {
        int before = listener.connections();
        for (String target : List.of(
                "http://127.0.0.1:" + listener.port() + "/",
                "https://127.0.0.1:" + listener.port() + "/",
                "https://localhost:" + listener.port() + "/",
                "//127.0.0.1:" + listener.port() + "/",
                "https://2130706433:" + listener.port() + "/",
                "https://inside.example:" + listener.port() + "/",
                "https://other.example/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:" + listener.port() + "/")) {
            try (Peer first = Peer.plain(Peer.answering(302, "Location: " + target, ""))) {
                String address = "http://127.0.0.1:" + first.port();
                try (Outlet outlet =
                        ways().allowed(address).open(workspace, address, "https://inside.example:" + listener.port())) {
                    assertThrows(HttpRefused.class, () -> outlet.send(HttpCall.get(URI.create(address))), target);
                }
                assertEquals(1, first.connections());
            }
        }
        assertEquals(before, listener.connections());
    }
}
