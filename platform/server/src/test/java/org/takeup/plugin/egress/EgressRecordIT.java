package org.takeup.plugin.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.tenant.Workspace;

/** Calls over TLS, and what the record says of calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EgressRecordIT {
    private static final String HOST = "peer.example";

    @TempDir
    static Path folder;

    private CertificateFile certificate;
    private Loopback loopback;
    private Workspace workspace;

    @BeforeAll
    void start() {
        loopback = new Loopback();
        certificate = CertificateFile.of(HOST, folder);
    }

    @BeforeEach
    void freshWorkspace() {
        workspace = loopback.workspace();
    }

    @AfterAll
    void stop() {
        loopback.close();
    }

    @Test
    void aCallOverTlsArrivesAndIsOnRecordWithoutWhatItSaid() throws Exception {
        try (Peer peer = Peer.secure(
                certificate.server(), Peer.answering(201, "Link: <next>\r\nX-Two: a\r\nX-Two: b", "{\"ok\":1}"))) {
            String origin = "https://" + HOST + ":" + peer.port();
            var ways = loopback.ways()
                    .name(HOST, "127.0.0.1")
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
                var ways = loopback.ways().name(host, "127.0.0.1").allowed(host + ":" + peer.port());
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
