package org.takeup.plugin.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.takeup.plugin.egress.Loopback.get;
import static org.takeup.plugin.egress.Loopback.plain;
import static org.takeup.plugin.egress.Loopback.refusal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.http.HttpRefused.Reason;
import org.takeup.tenant.Workspace;

/** How often and how much a plugin calls: pauses that hosts ask for, limits, and calls that are stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EgressPaceIT {
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
    void aHostThatAsksForALongPauseIsLeftAloneAndItIsSaidUntilWhen() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(1_200).atOffset(ZoneOffset.UTC));
        for (String asks : List.of("120", date, "999999999")) {
            workspace = loopback.workspace();
            try (Peer peer = Peer.plain(Peer.answering(429, "Retry-After: " + asks, "slowly"));
                    Outlet outlet = loopback.to(workspace, peer)) {
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
            var ways = loopback.ways().allowed(plain(peer));
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
            Egress egress = loopback.ways()
                    .allowed(plain(peer))
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
            Outlet outlet = loopback.to(workspace, peer);
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
}
