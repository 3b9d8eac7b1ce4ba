package org.takeup.web;

import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Route;

/** What the door notes about a request while it is on its way: id, route, mount. */
final class Visit {
    private static final String ID = "takeup.request";
    private static final String ROUTE = "takeup.route";
    private static final String MOUNT = "takeup.mount";
    private static final String ADMITTED = "takeup.admitted";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Visit() {}

    static void begin(RoutingContext ctx) {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        ctx.put(ID, HexFormat.of().formatHex(bytes));
        ctx.next();
    }

    static void reaches(RoutingContext ctx, Route route, Mount mount) {
        ctx.put(ROUTE, route);
        ctx.put(MOUNT, mount);
    }

    static void admits(RoutingContext ctx, Admission.Admitted admitted) {
        ctx.put(ADMITTED, admitted);
    }

    static String id(RoutingContext ctx) {
        return ctx.get(ID, "");
    }

    /** The path, or nothing if it cannot be read. */
    static String path(RoutingContext ctx) {
        try {
            return ctx.normalizedPath();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static @Nullable Route route(RoutingContext ctx) {
        return ctx.get(ROUTE);
    }

    static @Nullable Mount mount(RoutingContext ctx) {
        return ctx.get(MOUNT);
    }

    /** Who was let in, once somebody was. */
    static Admission.@Nullable Admitted admitted(RoutingContext ctx) {
        return ctx.get(ADMITTED);
    }

    /** The largest body of the reached route. */
    static long limit(RoutingContext ctx) {
        Route route = route(ctx);
        return route == null ? 0 : route.body().mostBytes();
    }
}
