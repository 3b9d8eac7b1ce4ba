package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
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
        int port = TestPlatform.freePort();
        url = URI.create("http://localhost:" + port);
        door = WebServer.start(
                vertx,
                new WebServer.Settings("localhost", port, url, platform.folder(), Duration.ofSeconds(10), List.of()),
                platform.platform().tenants(),
                platform.platform().callers(),
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
                        route("unsendable", exchange -> Reply.json(Map.of()).withHeader("x-note", "two\nlines"))),
                List.of(),
                metrics);
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
            assertTrue(answer.text().contains("urn:takeup:problem:internal-error"), answer.text());
        }
    }

    @Test
    void aReplyThatCannotBeSentIsAnsweredToo() {
        RawHttp.Answer answer = ask("unsendable");
        assertEquals(500, answer.status(), answer.text());
        assertTrue(answer.text().contains("urn:takeup:problem:internal-error"), answer.text());
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
