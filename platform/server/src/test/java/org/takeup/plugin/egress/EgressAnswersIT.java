package org.takeup.plugin.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.takeup.plugin.egress.Loopback.get;
import static org.takeup.plugin.egress.Loopback.plain;
import static org.takeup.plugin.egress.Loopback.refusal;
import static org.takeup.plugin.egress.Loopback.say;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.http.HttpRefused.Reason;
import org.takeup.tenant.Workspace;

/** What comes back to a plugin: packed answers, answers without end, and those that do not come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EgressAnswersIT {
    private Loopback loopback;
    private Workspace workspace;

    @BeforeAll
    void start() {
        loopback = new Loopback();
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
    void aPackedAnswerIsUnpackedAndABombIsNot() throws Exception {
        byte[] small = gzip(1_000);
        byte[] bomb = gzip(20_000_000);
        assertTrue(bomb.length < 64 * 1024);
        try (Peer peer = Peer.plain((asked, out) -> {
            Peer.write(out, 200, "Content-Encoding: gzip", asked.line().contains("/bomb") ? bomb : small);
            return true;
        })) {
            try (Outlet outlet = loopback.to(workspace, peer)) {
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
            say(out, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                out.write(new byte[8 * 1024]);
            }
        })) {
            try (Outlet outlet = loopback.to(workspace, peer)) {
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
                            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
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
                            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
                            return false;
                        },
                "nothing", (asked, out) -> false,
                "no HTTP",
                        (asked, out) -> {
                            say(out, "SSH-2.0-OpenSSH\r\n\r\n");
                            return false;
                        },
                "a flood of headers",
                        (asked, out) -> {
                            say(
                                    out,
                                    "HTTP/1.1 200 OK\r\n" + ("X-Flood: " + "x".repeat(1_000) + "\r\n").repeat(100)
                                            + "\r\n");
                            return false;
                        },
                "a broken packing", Peer.answering(200, "Content-Encoding: gzip", "this is not packed"),
                "another packing", Peer.answering(200, "Content-Encoding: br", "brotli"));
        peers.forEach((what, script) -> {
            try (Peer peer = Peer.plain(script);
                    Outlet outlet = loopback.ways()
                            .allowed(plain(peer))
                            .total(Duration.ofMillis(800))
                            .open(workspace, plain(peer))) {
                assertThrows(HttpFailed.class, () -> get(outlet, peer, "/"), what);
            }
        });
        never.countDown();
    }
}
