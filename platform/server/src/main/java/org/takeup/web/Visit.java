package org.takeup.web;

import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.takeup.http.Route;

/** What the door notes about a request while it is on its way: id, route, mount, visitor. */
final class Visit {
    private static final String ID = "takeup.request";
    private static final String ROUTE = "takeup.route";
    private static final String MOUNT = "takeup.mount";
    private static final String VISITOR = "takeup.visitor";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Visit() {}

    static void begin(RoutingContext ctx) {
        ctx.put(ID, freshId());
        ctx.next();
    }

    /** 64 random bits in hexadecimal. */
    static String freshId() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static void reaches(RoutingContext ctx, Route route, Mount mount) {
        ctx.put(ROUTE, route);
        ctx.put(MOUNT, mount);
    }

    /** Notes where somebody is and who they are as soon as it is known, and for the log of this thread too. */
    static void knows(RoutingContext ctx, Admission.Visitor visitor) {
        ctx.put(VISITOR, visitor);
        nameInLog(visitor);
    }

    /** Does something on a thread that serves many, with this request and its tenant in the log. */
    static void inLog(RoutingContext ctx, Runnable deed) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        try {
            MDC.put("request", id(ctx));
            Admission.Visitor visitor = visitor(ctx);
            if (visitor != null) {
                nameInLog(visitor);
            }
            deed.run();
        } finally {
            MDC.setContextMap(before == null ? Map.of() : before);
        }
    }

    private static void nameInLog(Admission.Visitor visitor) {
        if (visitor.workspace() != null) {
            MDC.put("tenant", visitor.workspace().tenant().id());
        }
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

    /** Whom the door knows, let in or not; nobody before it has looked. */
    static Admission.@Nullable Visitor visitor(RoutingContext ctx) {
        return ctx.get(VISITOR);
    }

    /** The largest body of the reached route. */
    static long limit(RoutingContext ctx) {
        Route route = route(ctx);
        return route == null ? 0 : route.body().mostBytes();
    }
}
