package org.takeup.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Routers for the addresses of a host. A router tries its routes one after the other, each by an expression of its own;
 * with hundreds of routes that cost a tenth of an answer page. So the routes are shared out by how many parts a path has
 * and by the first part that names something.
 */
final class Shelves {
    private static final String TENANTS = "w";

    private final Vertx vertx;
    private final Map<Shelf, Router> routers = new HashMap<>();
    private final Router empty;

    Shelves(Vertx vertx) {
        this.vertx = vertx;
        this.empty = Router.router(vertx);
    }

    private record Shelf(int parts, String name) {}

    /** The router for a route with this pattern. @throws IllegalArgumentException if what should name something is a parameter */
    Router forPattern(String pattern) {
        Shelf shelf = shelf(pattern);
        if (shelf.name().startsWith(":")) {
            throw new IllegalArgumentException("A path begins with a name, and this one does not: " + pattern);
        }
        return routers.computeIfAbsent(shelf, ignored -> Router.router(vertx));
    }

    /** Has the routes tried that can match. */
    void handle(RoutingContext ctx) {
        routers.getOrDefault(shelf(ctx.normalizedPath()), empty).handleContext(ctx);
    }

    /** On the platform's host the name of a tenant's page is behind that of the tenant. */
    private static Shelf shelf(String path) {
        List<String> parts = parts(path);
        int named = parts.size() > 1 && parts.getFirst().equals(TENANTS) ? 2 : 0;
        return new Shelf(parts.size(), named < parts.size() ? parts.get(named) : "");
    }

    /** As the router sees them: a slash at the end makes no difference. */
    private static List<String> parts(String path) {
        String inner = path.substring(1, path.endsWith("/") && path.length() > 1 ? path.length() - 1 : path.length());
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }
}
