package org.takeup.bench;

import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Sends some requests of a load, each from a thread that does nothing else meanwhile. An event loop that sends thousands a
 * second hears of an answer when it gets round to it; a thread that waits for one hears of it when it is there.
 */
final class Observers implements AutoCloseable {
    private static final int THREADS = 64;

    static {
        // Each thread keeps its connection; nothing is sent twice without our knowing; an origin is said.
        System.setProperty("http.maxConnections", String.valueOf(THREADS));
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("sun.net.http.allowRestrictedHeaders", "true");
    }

    private final int port;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("observer-", 0).daemon().factory());

    /** @param port of the server, on loopback */
    Observers(int port) {
        this.port = port;
    }

    /**
     * What came of a request.
     *
     * @param status 0 if it was cut off
     * @param retryAfter in seconds, 0 if nothing was said
     * @param nanos from when its thread began to send until all of the answer was there
     */
    record Answer(int status, int retryAfter, long nanos) {}

    /** Sends it as soon as a thread is free. Comes back at once. @param heard called by that thread */
    void send(ClosedLoop.Call call, Consumer<Answer> heard) {
        threads.execute(() -> heard.accept(exchange(call)));
    }

    private Answer exchange(ClosedLoop.Call call) {
        RequestOptions asked = call.request();
        byte[] body = call.body().getBytes();
        long begun = System.nanoTime();
        try {
            var connection = (HttpURLConnection) URI.create("http://localhost:" + port + asked.getURI())
                    .toURL()
                    .openConnection();
            connection.setRequestMethod(asked.getMethod().name());
            asked.getHeaders().forEach(connection::setRequestProperty);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                if (in != null) {
                    in.readAllBytes();
                }
            }
            return new Answer(status, connection.getHeaderFieldInt("retry-after", 0), System.nanoTime() - begun);
        } catch (IOException cutOff) {
            return new Answer(0, 0, System.nanoTime() - begun);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
