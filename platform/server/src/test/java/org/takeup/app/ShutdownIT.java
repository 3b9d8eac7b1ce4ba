package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A node that is asked to end, in a real JVM with a real signal. */
class ShutdownIT {
    @Test
    void aRequestUnderWayIsAnsweredWhileNoNewOneComesInAndTheNodeEndsWithZero() throws Exception {
        try (var node = NodeProcess.start(Map.of("TAKEUP_DRAIN_SECONDS", "30")).awaitReady();
                var underWay = new Socket("localhost", node.url().getPort())) {
            begin(underWay, node);
            node.terminate();
            untilDraining(node);
            assertEquals(200, node.status("/health/live"));
            untilRefused(node);

            underWay.getOutputStream().write("b".getBytes(StandardCharsets.UTF_8));
            underWay.getOutputStream().flush();
            String answer = new String(underWay.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 404"), answer + node.log());
            assertEquals(0, node.awaitExit(), node.log());
            assertEveryLineIsJson(node.lines());
        }
    }

    /** What the JVM itself prints included: one line that is none, and a log collector drops what follows. */
    private static void assertEveryLineIsJson(List<String> lines) {
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            JsonObject json = assertDoesNotThrow(() -> new JsonObject(line), line);
            assertTrue(json.fieldNames().containsAll(Set.of("time", "level", "logger", "message")), line);
        }
    }

    @Test
    void aMissingVariableEndsTheStartWithOneSentenceThatNamesIt() throws Exception {
        try (var node = NodeProcess.start(Map.of("TAKEUP_OIDC_CLIENT_SECRET", ""))) {
            assertEquals(2, node.awaitExit());
            assertTrue(node.log().contains("TAKEUP_OIDC_CLIENT_SECRET is missing"), node.log());
        }
    }

    /** Headers, which the server asks to go on after, and half of a body: under way until the rest comes. */
    private static void begin(Socket socket, NodeProcess node) throws IOException {
        String host = "localhost:" + node.url().getPort();
        socket.getOutputStream()
                .write(("POST /w/nobody/sign-out HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue"
                                + "\r\nContent-Length: 2\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        socket.setSoTimeout(60_000);
        byte[] goOn = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
        assertTrue(new String(goOn, StandardCharsets.UTF_8).startsWith("HTTP/1.1 100"), node.log());
        socket.getOutputStream().write("a".getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static void untilDraining(NodeProcess node) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!node.body("/health/ready").contains("draining")) {
            assertTrue(System.nanoTime() < end, node.log());
            LockSupport.parkNanos(20_000_000);
        }
        assertEquals(503, node.status("/health/ready"));
    }

    private static void untilRefused(NodeProcess node) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            try (var late = new Socket("localhost", node.url().getPort())) {
                LockSupport.parkNanos(20_000_000);
            } catch (IOException e) {
                assertThrows(ConnectException.class, () -> {
                    throw e;
                });
                return;
            }
        }
        throw new AssertionError("New connections are still taken:\n" + node.log());
    }
}
