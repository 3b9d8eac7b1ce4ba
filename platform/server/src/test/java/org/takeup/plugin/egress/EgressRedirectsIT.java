package org.takeup.plugin.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.takeup.plugin.egress.Loopback.get;
import static org.takeup.plugin.egress.Loopback.plain;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.http.HttpRefused.Reason;
import org.takeup.tenant.Workspace;

/** Where a call may go on to, and which headers it takes along. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EgressRedirectsIT {
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
    void redirectsOfTheSameOriginAreFollowedFiveTimes() throws Exception {
        try (Peer peer = Peer.plain((asked, out) -> {
            int step = Integer.parseInt(asked.line().replaceAll("\\w+ /(\\d+).*", "$1"));
            Peer.write(out, step == 0 ? 200 : 302, step == 0 ? "" : "Location: /" + (step - 1), new byte[0]);
            return true;
        })) {
            try (Outlet outlet = loopback.to(workspace, peer)) {
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
                try (Outlet outlet = loopback.to(workspace, peer)) {
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
            var ways = loopback.ways().allowed(plain(first)).allowed(plain(second));
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
                Outlet outlet = loopback.to(workspace, peer)) {
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
}
