package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.FreePort;

class ListenersTest {
    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePort.next();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await();
    }

    @Test
    void connectionsAreSharedOutAmongAsManyEventLoopsAsThereAreProcessors() throws IOException {
        start();
        int processors = Runtime.getRuntime().availableProcessors();
        Set<String> threads = new TreeSet<>();
        for (int connection = 0; connection < 2 * processors; connection++) {
            threads.add(ask());
        }
        assertEquals(processors, threads.size(), threads::toString);
    }

    @Test
    void nobodyListensAnyMoreWhenAllHaveStopped() throws IOException {
        Listeners listeners = start();
        ask();
        listeners.drain(1);
        // Refused, or cut off if the system took the connection while the port was closed.
        assertThrows(SocketException.class, this::ask);
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (var taken = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
            assertThrows(RuntimeException.class, this::start, () -> "listens beside " + taken);
        }
        start();
        ask();
    }

    private Listeners start() {
        return Listeners.start(
                vertx,
                new HttpServerOptions().setHost("localhost").setPort(port),
                () -> {
                    Router router = Router.router(vertx);
                    router.get("/thread")
                            .handler(ctx -> ctx.end(Thread.currentThread().getName()));
                    return router;
                },
                request -> false,
                request -> request.response().setStatusCode(400).end());
    }

    /** On a connection of its own. @return the name of the thread that answered */
    private String ask() throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET /thread HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }
}
