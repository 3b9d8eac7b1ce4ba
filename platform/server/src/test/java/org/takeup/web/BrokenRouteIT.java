package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.takeup.app.FreePort;
import org.takeup.app.Platform;
import org.takeup.app.RawHttp;
import org.takeup.app.TestPlatform;
import org.takeup.http.Access;
import org.takeup.http.Handler;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.ops.Metrics;
import org.takeup.tenant.Workspace;

/** Routes that fail in every way: their callers get an answer, and those who run the platform a line in the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenRouteIT {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Responses.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private TestPlatform platform;
    private Workspace workspace;
    private WebServer door;
    private URI url;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        workspace = platform.tenant("broken");
        int port = FreePort.next();
        url = URI.create("http://localhost:" + port);
        door = WebServer.start(
                vertx,
                new WebServer.Settings(
                        "localhost", port, url, platform.folder(), Duration.ofSeconds(10), 1_000, List.of(), false),
                platform.platform().tenants(),
                platform.platform().callers(),
                platform.platform().trail(),
                List.of(
                        route("exception", exchange -> {
                            throw new IllegalStateException("a bug");
                        }),
                        route("class-missing", exchange -> {
                            throw new NoClassDefFoundError("org/takeup/Missing");
                        }),
                        route("class-broken", exchange -> {
                            throw new ExceptionInInitializerError("org/takeup/Broken");
                        }),
                        route("memory", exchange -> {
                            throw new OutOfMemoryError("for the test");
                        }),
                        route("file", exchange -> Reply.download("text/plain", "f.txt", out -> write(out, 300))),
                        route(
                                "half-file",
                                exchange -> Reply.download("text/plain", "f.txt", out -> {
                                    write(out, 300);
                                    throw new IllegalStateException("a bug in the middle");
                                })),
                        route(
                                "no-file",
                                exchange -> Reply.download("text/plain", "f.txt", out -> {
                                    throw new IllegalStateException("a bug at once");
                                })),
                        route("unsendable", exchange -> Reply.json(Map.of()).withHeader("x-note", "two\nlines"))),
                List.of(),
                platform.platform().allowances(),
                platform.platform().logos(),
                metrics);
    }

    @ParameterizedTest
    @EnumSource(
            value = Route.Realm.class,
            names = {"WORKSPACE", "OPERATOR"})
    void aRouteOfWhichTheAuditTrailKnowsNothingStopsTheNode(Route.Realm realm) {
        var route = Route.api("unheard-of", HttpMethod.PUT, "/unheard-of", Access.everyone(), ignored -> Reply.empty())
                .in(realm);
        var settings = new WebServer.Settings(
                "localhost", FreePort.next(), url, platform.folder(), Duration.ofSeconds(10), 1_000, List.of(), false);
        Platform own = platform.platform();
        var refused = assertThrows(
                IllegalStateException.class,
                () -> WebServer.start(
                        vertx,
                        settings,
                        own.tenants(),
                        own.callers(),
                        own.trail(),
                        List.of(route),
                        List.of(),
                        own.allowances(),
                        own.logos(),
                        metrics));
        assertEquals("Say in Deeds what the audit trail keeps of [unheard-of]", refused.getMessage());
    }

    /** @param kilobytes of one letter */
    private static void write(OutputStream out, int kilobytes) throws IOException {
        for (int n = 0; n < kilobytes; n++) {
            out.write("x".repeat(1024).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static Route route(String id, Handler handler) {
        return Route.api(id, HttpMethod.GET, "/" + id, Access.everyone(), handler);
    }

    @AfterAll
    void stop() throws InterruptedException {
        door.drain(1);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        metrics.close();
        platform.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        LOG.detachAppender(log);
    }

    private RawHttp.Answer ask(String id) {
        return RawHttp.get(url, "/w/broken/api/v1/" + id, "Host: localhost:" + url.getPort());
    }

    @Test
    void whateverARouteThrowsItsCallerGetsAnAnswer() {
        for (String id : List.of("exception", "class-missing", "class-broken", "memory")) {
            RawHttp.Answer answer = ask(id);
            assertEquals(500, answer.status(), id + ": " + answer.text());
            assertTrue(answer.text().contains("/problems/internal-error"), answer.text());
        }
    }

    @Test
    void aFileIsSentWhileItIsWritten() throws Exception {
        HttpResponse<String> file = download("file", "GET");
        assertEquals(200, file.statusCode());
        assertEquals(300 * 1024, file.body().length());
        assertEquals(
                "attachment; filename=\"f.txt\"",
                file.headers().firstValue("content-disposition").orElse(""));
        assertEquals(
                "nosniff", file.headers().firstValue("x-content-type-options").orElse(""));
        HttpResponse<String> head = download("file", "HEAD");
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
    }

    @Test
    void halfAFileDoesNotLookLikeAWholeOne() throws Exception {
        assertThrows(IOException.class, () -> download("half-file", "GET"));
        assertEquals(500, download("no-file", "GET").statusCode());
        // The door still serves.
        assertEquals(200, download("file", "GET").statusCode());
    }

    private HttpResponse<String> download(String id, String method) throws Exception {
        var request = HttpRequest.newBuilder(url.resolve("/w/broken/api/v1/" + id))
                .method(method, HttpRequest.BodyPublishers.noBody());
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aReplyThatCannotBeSentIsAnsweredToo() {
        RawHttp.Answer answer = ask("unsendable");
        assertEquals(500, answer.status(), answer.text());
        assertTrue(answer.text().contains("/problems/internal-error"), answer.text());
    }

    @Test
    void theLogNamesRequestAndTenantOfWhatFailed() {
        for (String id : List.of("exception", "class-missing", "unsendable")) {
            log.list.clear();
            RawHttp.Answer answer = ask(id);
            assertEquals(1, log.list.size(), log.list::toString);
            Map<String, String> noted = log.list.getFirst().getMDCPropertyMap();
            assertEquals(workspace.tenant().id(), noted.get("tenant"), id);
            assertTrue(answer.text().contains("urn:takeup:request:" + noted.get("request")), id + " " + noted);
        }
    }
}
