package org.takeup.plugin.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.app.TestPlatform;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.http.HttpRefused.Reason;
import org.takeup.tenant.Workspace;

/** A plugin's calls against real peers on loopback, which the operator allows for the test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EgressIT {
    private static final String HOST = "peer.example";

    @TempDir
    static Path folder;

    private Vertx vertx;
    private TestPlatform platform;
    private CertificateFile certificate;
    private Workspace workspace;

    @BeforeAll
    void start() {
        vertx = Vertx.vertx();
        platform = TestPlatform.start();
        certificate = CertificateFile.of(HOST, folder);
    }

    @BeforeEach
    void freshWorkspace() {
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
    }

    @AfterAll
    void stop() {
        platform.close();
        vertx.close().await();
    }

    private Ways ways() {
        return new Ways(platform, vertx);
    }

    private static String plain(Peer peer) {
        return "http://127.0.0.1:" + peer.port();
    }

    private Outlet to(Peer peer) {
        return ways().allowed(plain(peer)).open(workspace, plain(peer));
    }

    private static HttpAnswer get(Outlet outlet, Peer peer, String path) throws Exception {
        return outlet.send(HttpCall.get(URI.create(plain(peer) + path)));
    }

    private static Reason refusal(Outlet outlet, Peer peer) {
        return assertThrows(HttpRefused.class, () -> get(outlet, peer, "/")).reason();
    }

    @Test
    void aCallOverTlsArrivesAndIsOnRecordWithoutWhatItSaid() throws Exception {
        try (Peer peer = Peer.secure(
                certificate.server(), Peer.answering(201, "Link: <next>\r\nX-Two: a\r\nX-Two: b", "{\"ok\":1}"))) {
            String origin = "https://" + HOST + ":" + peer.port();
            var ways = ways().name(HOST, "127.0.0.1")
                    .allowed(HOST + ":" + peer.port())
                    .trusting(certificate.trust());
            try (Outlet outlet = ways.open(workspace, origin)) {
                HttpAnswer answer = outlet.send(HttpCall.post(
                                URI.create(origin + "/courses/7?token=canary-query#part"),
                                "application/json",
                                "canary-body".getBytes(StandardCharsets.UTF_8))
                        .with("Authorization", "Bearer canary-header"));
                assertEquals(201, answer.status());
                assertEquals("{\"ok\":1}", answer.text());
                assertEquals("<next>", answer.header("link").orElseThrow());
                assertEquals(List.of("a", "b"), answer.headers().get("x-two"));
            }
            assertEquals(List.of(HOST), peer.serverNames());
            Peer.Asked asked = peer.asked().getFirst();
            assertEquals("POST /courses/7?token=canary-query HTTP/1.1", asked.line());
            assertEquals(HOST + ":" + peer.port(), asked.headers().get("Host"));
            assertEquals("Bearer canary-header", asked.headers().get("Authorization"));
            assertEquals("canary-body", asked.body());
            Document record = Ways.calls(workspace).getFirst();
            assertEquals("201", record.getString("outcome"));
            assertEquals("/courses/7", record.getString("path"));
            assertEquals("POST", record.getString("method"));
            assertEquals(HOST + ":" + peer.port(), record.getString("host"));
            assertEquals(8, record.getLong("bytes"));
            assertFalse(record.toJson().contains("canary"), record.toJson());
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForOrOfAnotherHostEndsTheCall() {
        try (Peer peer = Peer.secure(certificate.server(), Peer.answering(200, "", "secret"))) {
            for (String host : List.of(HOST, "other.example")) {
                String origin = "https://" + host + ":" + peer.port();
                var ways = ways().name(host, "127.0.0.1").allowed(host + ":" + peer.port());
                if (!host.equals(HOST)) {
                    ways.trusting(certificate.trust());
                }
                try (Outlet outlet = ways.open(workspace, origin)) {
                    HttpFailed failed =
                            assertThrows(HttpFailed.class, () -> outlet.send(HttpCall.get(URI.create(origin))));
                    assertTrue(failed.getMessage().startsWith("The certificate of " + host), failed.getMessage());
                }
            }
            assertEquals(List.of(), peer.asked());
        }
        assertEquals(
                List.of("failed", "failed"),
                Ways.calls(workspace).stream()
                        .map(call -> call.getString("outcome"))
                        .toList());
    }

    @Test
    void aPackedAnswerIsUnpackedAndABombIsNot() throws Exception {
        byte[] small = gzip(1_000);
        byte[] bomb = gzip(20_000_000);
        assertTrue(bomb.length < 64 * 1024);
        try (Peer peer = Peer.plain((asked, out) -> {
            Peer.write(out, 200, "Content-Encoding: gzip", asked.line().contains("/bomb") ? bomb : small);
            return true;
        })) {
            try (Outlet outlet = to(peer)) {
                HttpAnswer answer = get(outlet, peer, "/");
                assertEquals(1_000, answer.body().length);
                assertTrue(answer.header("content-encoding").isEmpty());
                HttpRefused refused = assertThrows(HttpRefused.class, () -> get(outlet, peer, "/bomb"));
                assertEquals(Reason.LIMIT, refused.reason());
            }
            assertEquals("gzip", peer.asked().getFirst().headers().get("Accept-Encoding"));
        }
    }

    private static byte[] gzip(int zeros) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(new byte[zeros]);
        }
        return bytes.toByteArray();
    }

    @Test
    void anAnswerWithoutEndIsCutOffAtTheLimit() {
        try (Peer peer = Peer.plain((asked, out) -> {
            head(out, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                out.write(new byte[8 * 1024]);
            }
        })) {
            try (Outlet outlet = to(peer)) {
                assertEquals(Reason.LIMIT, refusal(outlet, peer));
            }
        }
    }

    @Test
    void anAnswerThatDoesNotComeOrBreaksOffIsAFailure() {
        var never = new CountDownLatch(1);
        Map<String, Peer.Script> peers = Map.of(
                "a body that does not come",
                        (asked, out) -> {
                            head(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
                            never.await();
                            return false;
                        },
                "silence",
                        (asked, out) -> {
                            never.await();
                            return false;
                        },
                "a body that breaks off",
                        (asked, out) -> {
                            head(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
                            return false;
                        },
                "nothing", (asked, out) -> false,
                "no HTTP",
                        (asked, out) -> {
                            head(out, "SSH-2.0-OpenSSH\r\n\r\n");
                            return false;
                        },
                "a flood of headers",
                        (asked, out) -> {
                            head(
                                    out,
                                    "HTTP/1.1 200 OK\r\n" + ("X-Flood: " + "x".repeat(1_000) + "\r\n").repeat(100)
                                            + "\r\n");
                            return false;
                        },
                "a broken packing", Peer.answering(200, "Content-Encoding: gzip", "this is not packed"),
                "another packing", Peer.answering(200, "Content-Encoding: br", "brotli"));
        peers.forEach((what, script) -> {
            try (Peer peer = Peer.plain(script);
                    Outlet outlet = ways().allowed(plain(peer))
                            .total(Duration.ofMillis(800))
                            .open(workspace, plain(peer))) {
                assertThrows(HttpFailed.class, () -> get(outlet, peer, "/"), what);
            }
        });
        never.countDown();
    }

    private static void head(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Test
    void aHostThatAsksForALongPauseIsLeftAloneAndItIsSaidUntilWhen() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(1_200).atOffset(ZoneOffset.UTC));
        for (String asks : List.of("120", date, "999999999")) {
            freshWorkspace();
            try (Peer peer = Peer.plain(Peer.answering(429, "Retry-After: " + asks, "slowly"));
                    Outlet outlet = to(peer)) {
                Instant before = Instant.now();
                assertEquals(429, get(outlet, peer, "/").status());
                HttpRefused refused = assertThrows(HttpRefused.class, () -> get(outlet, peer, "/"));
                assertEquals(Reason.PAUSED, refused.reason());
                Instant until = refused.until().orElseThrow();
                assertTrue(until.isAfter(before.plusSeconds(100)), asks);
                assertTrue(until.isBefore(Instant.now().plus(Pauses.LONGEST).plusSeconds(1)), asks);
                assertTrue(refused.getMessage().contains(until.toString()), refused.getMessage());
                assertEquals(1, peer.asked().size());
            }
        }
    }

    @Test
    void aShortPauseIsWaitedForAndOtherStatusesAskForNone() throws Exception {
        try (Peer peer = Peer.plain((asked, out) -> {
            Peer.write(out, asked.line().contains("/slow") ? 503 : 200, "Retry-After: 3", new byte[0]);
            return true;
        })) {
            var ways = ways().allowed(plain(peer));
            try (Outlet outlet = ways.open(workspace, plain(peer))) {
                assertEquals(200, get(outlet, peer, "/").status());
                assertEquals(503, get(outlet, peer, "/slow").status());
                assertEquals(List.of(), ways.waited());
                assertEquals(200, get(outlet, peer, "/").status());
                assertEquals(1, ways.waited().size());
                assertTrue(ways.waited().getFirst().compareTo(Duration.ofSeconds(3)) <= 0);
            }
        }
    }

    @Test
    void redirectsOfTheSameOriginAreFollowedFiveTimes() throws Exception {
        try (Peer peer = Peer.plain((asked, out) -> {
            int step = Integer.parseInt(asked.line().replaceAll("\\w+ /(\\d+).*", "$1"));
            Peer.write(out, step == 0 ? 200 : 302, step == 0 ? "" : "Location: /" + (step - 1), new byte[0]);
            return true;
        })) {
            try (Outlet outlet = to(peer)) {
                assertEquals(200, get(outlet, peer, "/5").status());
                HttpRefused refused = assertThrows(HttpRefused.class, () -> get(outlet, peer, "/6"));
                assertEquals(Reason.LIMIT, refused.reason());
            }
            assertEquals(12, Ways.calls(workspace).size());
        }
    }

    @Test
    void aRedirectTurnsAPostIntoAGetUnlessItSaysOtherwise() throws Exception {
        for (Map.Entry<Integer, String> each : Map.of(301, "GET", 302, "GET", 303, "GET", 307, "POST", 308, "POST")
                .entrySet()) {
            try (Peer peer = Peer.plain((asked, out) -> {
                boolean first = asked.line().contains("/first");
                Peer.write(out, first ? each.getKey() : 200, first ? "Location: /second" : "", new byte[0]);
                return true;
            })) {
                try (Outlet outlet = to(peer)) {
                    outlet.send(HttpCall.post(URI.create(plain(peer) + "/first"), "text/plain", new byte[] {'x'})
                            .with("Authorization", "Bearer t"));
                }
                Peer.Asked second = peer.asked().get(1);
                assertEquals(each.getValue() + " /second HTTP/1.1", second.line());
                assertEquals(each.getValue().equals("POST") ? "x" : "", second.body());
                assertEquals("Bearer t", second.headers().get("Authorization"));
            }
        }
    }

    @Test
    void anotherOriginHearsNothingSecret() throws Exception {
        try (Peer second = Peer.plain(Peer.answering(200, "", "here"));
                Peer first = Peer.plain((asked, out) -> {
                    int status = asked.line().startsWith("POST") ? 307 : 302;
                    Peer.write(out, status, "Location: " + plain(second) + "/", new byte[0]);
                    return true;
                })) {
            var ways = ways().allowed(plain(first)).allowed(plain(second));
            try (Outlet outlet = ways.open(workspace, plain(first), plain(second))) {
                HttpCall call = HttpCall.get(URI.create(plain(first)))
                        .with("Authorization", "Bearer t")
                        .with("X-Api-Key", "k")
                        .with("Cookie", "c=1")
                        .with("Accept", "application/json");
                assertEquals("here", outlet.send(call).text());
                Set<String> heard = second.asked().getFirst().headers().keySet();
                assertTrue(heard.contains("Accept"));
                assertFalse(heard.contains("Authorization") || heard.contains("X-Api-Key") || heard.contains("Cookie"));
                HttpCall post = HttpCall.post(URI.create(plain(first)), "text/plain", new byte[] {'x'});
                assertThrows(HttpRefused.class, () -> outlet.send(post));
                assertEquals(1, second.asked().size());
            }
        }
    }

    @Test
    void headersThatCannotBeSentAreRefused() {
        try (Peer peer = Peer.plain(Peer.answering(200, "", ""));
                Outlet outlet = to(peer)) {
            HttpCall call = HttpCall.get(URI.create(plain(peer)));
            for (HttpCall each : List.of(
                    call.with("X-A", "a\r\nHost: b"),
                    call.with("X A", "a"),
                    call.with("X-A", "ä"),
                    call.with("Host", "other.example"),
                    call.with("Transfer-Encoding", "chunked"),
                    call.with("content-length", "5"),
                    call.with("Proxy-Authorization", "x"),
                    call.with("X-A", "a".repeat(20_000)))) {
                assertThrows(HttpRefused.class, () -> outlet.send(each));
            }
            assertEquals(0, peer.connections());
        }
    }

    @Test
    void aPluginThatCallsTooOftenOrTooMuchAtOnceIsStopped() throws Exception {
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (Peer peer = Peer.plain((asked, out) -> {
            if (asked.line().contains("/held")) {
                held.countDown();
                release.await();
            }
            Peer.write(out, 200, "", new byte[0]);
            return true;
        })) {
            Egress egress = ways().allowed(plain(peer))
                    .longestWait(Duration.ofMillis(200))
                    .atMost(3, 1)
                    .egress();
            List<URI> settings = List.of(URI.create(plain(peer)));
            try (Outlet one = egress.open(workspace, "sample", Set.of(), settings);
                    Outlet two = egress.open(workspace, "sample", Set.of(), settings);
                    Outlet other = egress.open(workspace, "other", Set.of(), settings)) {
                var first = new FutureTask<>(() -> get(one, peer, "/held"));
                Thread.ofVirtual().start(first);
                held.await();
                assertEquals(Reason.LIMIT, refusal(two, peer));
                assertEquals(200, get(other, peer, "/").status());
                release.countDown();
                assertEquals(200, first.get().status());
                get(other, peer, "/");
                get(other, peer, "/");
                for (int i = 0; i < 5; i++) {
                    assertEquals(Reason.LIMIT, refusal(other, peer));
                }
            }
            long onRecord = Ways.calls(workspace).stream()
                    .filter(call -> call.getString("plugin").equals("other"))
                    .count();
            assertEquals(4, onRecord, "three calls, and the first one too many");
        }
    }

    @Test
    void anInterruptStopsTheCallAndAClosedWayOutIsClosed() throws Exception {
        var asking = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        try (Peer peer = Peer.plain((asked, out) -> {
            asking.countDown();
            if (asked.socket().getInputStream().read() < 0) {
                gone.countDown();
            }
            return false;
        })) {
            Outlet outlet = to(peer);
            var call = new FutureTask<>(() -> {
                assertThrows(InterruptedException.class, () -> get(outlet, peer, "/"));
                return true;
            });
            Thread thread = Thread.ofPlatform().start(call);
            asking.await();
            thread.interrupt();
            assertTrue(call.get());
            gone.await();
            assertEquals("stopped", Ways.calls(workspace).getFirst().getString("outcome"));
            outlet.close();
            assertEquals(Reason.OVER, refusal(outlet, peer));
        }
    }

    @Test
    void theRecordKeepsTheNewestAndStaysSmall() {
        var log = new CallLog(10);
        Instant begin = Instant.parse("2026-11-01T00:00:00Z");
        for (int i = 0; i < 193; i++) {
            log.write(workspace, new CallLog.Entry(begin.plusSeconds(i), "sample", "GET", "h", "/" + i, "200", 0, 1));
        }
        List<String> paths = Ways.calls(workspace).stream()
                .map(call -> call.getString("path"))
                .toList();
        assertEquals(10, paths.size());
        assertTrue(paths.contains("/192") && paths.contains("/183"));
    }
}
