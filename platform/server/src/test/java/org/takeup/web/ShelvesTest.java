package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShelvesTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private int port;

    @BeforeEach
    void serve() throws Exception {
        var shelves = new Shelves(vertx);
        for (String pattern :
                List.of("/", "/plans", "/plans/new", "/plans/:plan", "/plans/:plan/steps", "/plans/new/help")) {
            answer(shelves, HttpMethod.GET, pattern);
        }
        answer(shelves, HttpMethod.POST, "/plans/:made");
        Router router = Router.router(vertx);
        router.route().handler(shelves::handle);
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .await()
                .actualPort();
    }

    /** Says which route it is, and what its parameters are. */
    private static void answer(Shelves shelves, HttpMethod method, String pattern) {
        shelves.forRoute(method, pattern)
                .route(method, pattern)
                .handler(ctx -> ctx.end(method + " " + pattern + " " + ctx.pathParams()));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await();
    }

    @Test
    void aPathIsFollowedPartByPart() throws Exception {
        assertEquals("GET / {}", ask(HttpMethod.GET, "/"));
        assertEquals("GET /plans {}", ask(HttpMethod.GET, "/plans"));
        assertEquals("GET /plans/:plan {plan=7}", ask(HttpMethod.GET, "/plans/7"));
        assertEquals("GET /plans/:plan/steps {plan=7}", ask(HttpMethod.GET, "/plans/7/steps"));
    }

    @Test
    void aNameGoesBeforeAParameter() throws Exception {
        assertEquals("GET /plans/new {}", ask(HttpMethod.GET, "/plans/new"));
    }

    @Test
    void whereTheNameLeadsNowhereTheParameterDoes() throws Exception {
        assertEquals("GET /plans/:plan/steps {plan=new}", ask(HttpMethod.GET, "/plans/new/steps"));
        assertEquals("POST /plans/:made {made=new}", ask(HttpMethod.POST, "/plans/new"));
    }

    @Test
    void aRouteWithTheSamePatternMayNameItsParameterOtherwise() throws Exception {
        assertEquals("POST /plans/:made {made=7}", ask(HttpMethod.POST, "/plans/7"));
    }

    @Test
    void aSlashAtTheEndMakesNoDifference() throws Exception {
        assertEquals("GET /plans/:plan {plan=7}", ask(HttpMethod.GET, "/plans/7/"));
    }

    @Test
    void anotherMethodIsToldFromAnotherPath() throws Exception {
        assertEquals(405, status(HttpMethod.DELETE, "/plans/7"));
        assertEquals(404, status(HttpMethod.GET, "/plan"));
        assertEquals(404, status(HttpMethod.GET, "/plans/7/steps/1"));
        assertEquals(404, status(HttpMethod.GET, "/plans/:plan/:step"));
    }

    private int status(HttpMethod method, String path) throws Exception {
        return client.request(method, port, "localhost", path)
                .compose(request -> request.send().map(HttpClientResponse::statusCode))
                .await();
    }

    private String ask(HttpMethod method, String path) throws Exception {
        return client.request(method, port, "localhost", path)
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .await()
                .toString();
    }
}
