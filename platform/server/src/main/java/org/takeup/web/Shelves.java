package org.takeup.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Routers for the addresses of a host, one for each pattern. A router tries its routes one after the other, each by an
 * expression of its own; with hundreds of routes that cost a tenth of an answer page, and even with twenty a third of
 * what it takes to refuse. So a path is followed part by part to the router that has its pattern.
 */
final class Shelves {
    private final Vertx vertx;
    private final Shelf root = new Shelf();
    private final Router empty;

    Shelves(Vertx vertx) {
        this.vertx = vertx;
        this.empty = Router.router(vertx);
    }

    /** What is there after some parts of a path. */
    private static final class Shelf {
        private final Map<String, Shelf> named = new HashMap<>();
        private @Nullable Shelf parameter;
        private @Nullable Router router;
        private final Set<HttpMethod> methods = new HashSet<>();

        Shelf next(String part) {
            if (!part.startsWith(":")) {
                return named.computeIfAbsent(part, ignored -> new Shelf());
            }
            Shelf next = parameter == null ? new Shelf() : parameter;
            parameter = next;
            return next;
        }

        /**
         * Where these parts lead to: what is named goes before what may be anything.
         *
         * @param method that is to be answered there, or null for any
         */
        @Nullable
        Shelf find(List<String> parts, @Nullable HttpMethod method) {
            if (parts.isEmpty()) {
                return router != null && (method == null || methods.contains(method)) ? this : null;
            }
            List<String> rest = parts.subList(1, parts.size());
            Shelf next = named.get(parts.getFirst());
            Shelf found = next == null ? null : next.find(rest, method);
            return found != null || parameter == null ? found : parameter.find(rest, method);
        }
    }

    /** The router for a route with this method and pattern. */
    Router forRoute(HttpMethod method, String pattern) {
        Shelf shelf = root;
        for (String part : parts(pattern)) {
            shelf = shelf.next(part);
        }
        shelf.methods.add(method);
        Router router = shelf.router == null ? Router.router(vertx) : shelf.router;
        shelf.router = router;
        return router;
    }

    /** Has the routes tried that can match. */
    void handle(RoutingContext ctx) {
        List<String> parts = parts(ctx.normalizedPath());
        HttpMethod method = ctx.request().method();
        Shelf found = root.find(parts, method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
        if (found == null) {
            // Where only others are answered, the router says so.
            found = root.find(parts, null);
        }
        (found == null || found.router == null ? empty : found.router).handleContext(ctx);
    }

    /** As the router sees them: a slash at the end makes no difference. */
    private static List<String> parts(String path) {
        String inner = path.substring(1, path.endsWith("/") && path.length() > 1 ? path.length() - 1 : path.length());
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }
}
