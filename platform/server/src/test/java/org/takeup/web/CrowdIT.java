package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.FreePort;
import org.takeup.app.TestPlatform;
import org.takeup.http.Access;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.ops.Metrics;

/** One workspace asks for far more than a node can do at once: it is told so at once, and the others do not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrowdIT {
    private static final int MORE_THAN_ITS_SHARE = 150;

    private final Vertx vertx = Vertx.vertx();
    private final Semaphore released = new Semaphore(0);
    private final Semaphore working = new Semaphore(0);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Metrics metrics = new Metrics();
    private TestPlatform platform;
    private WebServer door;
    private URI url;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        platform.tenant("loud");
        platform.tenant("quiet");
        int port = FreePort.next();
        url = URI.create("http://localhost:" + port);
        var slow = Route.api("slow", HttpMethod.GET, "/slow", Access.everyone(), exchange -> {
            working.release();
            if (!released.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody let this request go on");
            }
            return Reply.json(Map.of("done", true));
        });
        var fast = Route.api(
                "fast", HttpMethod.GET, "/fast", Access.everyone(), exchange -> Reply.json(Map.of("done", true)));
        var told = Route.api(
                "wave-answer",
                HttpMethod.POST,
                "/told",
                Access.everyone(),
                exchange -> Reply.json(Map.of("done", true)));
        var page = Route.page("page", "/page", Access.everyone(), exchange -> Reply.empty());
        door = WebServer.start(
                vertx,
                new WebServer.Settings(
                        "localhost", port, url, platform.folder(), Duration.ofSeconds(10), 100_000, List.of(), false),
                platform.platform().tenants(),
                platform.platform().callers(),
                platform.platform().trail(),
                List.of(slow, fast, told, page),
                List.of(),
                platform.platform().allowances(),
                platform.platform().logos(),
                metrics);
    }

    @AfterAll
    void stop() throws Exception {
        door.drain(1);
        vertx.close().await();
        platform.close();
    }

    @Test
    void whoAsksForTooMuchIsToldSoAndTheOthersDoNotNotice() throws Exception {
        var refused = new ArrayList<HttpResponse<String>>();
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        var full = new CountDownLatch(1);
        for (int i = 0; i < MORE_THAN_ITS_SHARE; i++) {
            var answer = send("/w/loud/api/v1/slow");
            answers.add(answer);
            answer.thenAccept(early -> {
                synchronized (refused) {
                    if (early.statusCode() == 503) {
                        refused.add(early);
                        full.countDown();
                    }
                }
            });
        }
        assertTrue(full.await(60, TimeUnit.SECONDS), "the loud one was never refused");
        var answer = send("/w/quiet/api/v1/fast").get(60, TimeUnit.SECONDS);
        assertEquals(200, answer.statusCode(), answer.body());

        try (var loud = new Socket("localhost", url.getPort())) {
            assertTrue(isRefusedBeforeItsBody(loud));
            assertTrue(isCutOffWhereItAsksWhetherToGoOn());
            var page = send("/w/loud/page").get(60, TimeUnit.SECONDS);
            assertEquals(503, page.statusCode());
            assertTrue(
                    page.headers().firstValue("content-type").orElse("").startsWith("text/html"), "a page for people");
            assertTrue(page.headers().firstValueAsLong("retry-after").orElse(0) >= 1);
            released.release(MORE_THAN_ITS_SHARE);
        }
        int done = 0;
        for (var each : answers) {
            done += each.get(60, TimeUnit.SECONDS).statusCode() == 200 ? 1 : 0;
        }
        assertEquals(working.availablePermits(), done, "whoever was let in was answered");
        assertTrue(done < MORE_THAN_ITS_SHARE);
        assertEquals(MORE_THAN_ITS_SHARE - done, refused.size());
        var said = refused.getFirst();
        assertTrue(new JsonObject(said.body()).getString("type").endsWith("/problems/busy"), said.body());
        assertEquals(
                "urn:takeup:request:"
                        + said.headers().firstValue("x-request-id").orElse(""),
                new JsonObject(said.body()).getString("instance"));
        assertEquals(
                refused.size(),
                refused.stream().map(HttpResponse::body).distinct().count(),
                "each has its own id");
        assertEquals(
                "application/problem+json",
                said.headers().firstValue("content-type").orElse(""));
        assertEquals(protectedBy(answer), protectedBy(said), "it is protected as any other answer");
        assertTrue(metrics.scrape().contains("route=\"turned-away\",status=\"5xx\""), "it is counted");
        List<Long> seconds = refused.stream()
                .map(each -> each.headers().firstValueAsLong("retry-after").orElse(0))
                .sorted()
                .toList();
        assertTrue(seconds.getFirst() >= 1, "come back at once: " + seconds);
        assertTrue(seconds.getLast() > seconds.getFirst(), "all come back together: " + seconds);

        released.release();
        assertEquals(200, send("/w/loud/api/v1/slow").get(60, TimeUnit.SECONDS).statusCode(), "it is let in again");
    }

    /** The headers that do not depend on what is said. */
    private static Map<String, List<String>> protectedBy(HttpResponse<String> answer) {
        var all = new TreeMap<>(answer.headers().map());
        all.keySet().removeAll(Set.of("content-length", "content-type", "x-request-id", "retry-after"));
        all.keySet().removeIf(name -> name.startsWith("ratelimit"));
        return all;
    }

    /** What it still sends is thrown away, and the connection is good for the next request. */
    private static boolean isRefusedBeforeItsBody(Socket socket) throws IOException {
        String head = "POST /w/loud/api/v1/told HTTP/1.1\r\nhost: localhost:" + socket.getPort()
                + "\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n";
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (int i = 0; i < 2; i++) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            assertTrue(String.valueOf(in.readLine()).contains(" 503 "));
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            in.skip(length);
            socket.getOutputStream().write("{\"said\":true}".getBytes(StandardCharsets.UTF_8));
        }
        return true;
    }

    /** Or the next request might be taken for its body. */
    private boolean isCutOffWhereItAsksWhetherToGoOn() throws IOException {
        try (var socket = new Socket("localhost", url.getPort())) {
            String head = "POST /w/loud/api/v1/told HTTP/1.1\r\nhost: localhost:" + socket.getPort()
                    + "\r\ncontent-type: application/json\r\ncontent-length: 13\r\nexpect: 100-continue\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            String said =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            return said.contains(" 503 ") && said.contains("\r\nconnection: close\r\n");
        }
    }

    private CompletableFuture<HttpResponse<String>> send(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
