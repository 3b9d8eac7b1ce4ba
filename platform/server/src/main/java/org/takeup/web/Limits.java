package org.takeup.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.takeup.http.Route;
import org.takeup.web.RateLimit.Verdict;

/**
 * How often the API may be called: by one caller, and by all callers of a workspace together, so that one organisation's
 * program takes nothing from the others. Says where a caller stands in {@code RateLimit} headers (IETF
 * draft-ietf-httpapi-ratelimit-headers). Pages are not limited: people do not click that fast. Thread-safe.
 */
final class Limits {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int CALLERS_OF_A_WORKSPACE = 100;
    private static final String VERDICT = "takeup.rate-limit";

    private final RateLimit<Key> callers;
    private final RateLimit<Key> workspaces;

    /** @param aMinute requests that one caller may make in a minute on this node */
    Limits(int aMinute) {
        this.callers = new RateLimit<>(aMinute, WINDOW, System::nanoTime);
        this.workspaces = new RateLimit<>(aMinute * CALLERS_OF_A_WORKSPACE, WINDOW, System::nanoTime);
    }

    private record Key(String tenant, String person) {}

    /** Counts a request. @throws org.takeup.http.Problem with status 429 if there were too many */
    void count(Route route, Admission.Visitor visitor, RoutingContext ctx) {
        if (route.style() == Route.Style.PAGE || visitor.signedIn() == null && visitor.workspace() == null) {
            return;
        }
        String tenant =
                visitor.workspace() == null ? "" : visitor.workspace().tenant().id();
        // Who is not known yet, as at the token endpoint, is told apart by where they call from.
        String person = visitor.signedIn() == null
                ? "address:" + Requests.address(ctx.request())
                : visitor.signedIn().caller().personId();
        Verdict verdict = callers.take(new Key(tenant, person));
        if (verdict.allowed() && !tenant.isEmpty()) {
            Verdict all = workspaces.take(new Key(tenant, ""));
            verdict = all.allowed() ? verdict : all;
        }
        ctx.put(VERDICT, verdict);
        if (!verdict.allowed()) {
            throw WebProblems.tooMany(verdict.seconds());
        }
    }

    /** Says where the caller stands, if this request was counted. */
    static void tell(RoutingContext ctx, HttpServerResponse response) {
        Verdict verdict = ctx.get(VERDICT);
        if (verdict != null) {
            response.putHeader("ratelimit-policy", "\"caller\";q=" + verdict.quota() + ";w=" + verdict.windowSeconds());
            response.putHeader("ratelimit", "\"caller\";r=" + verdict.remaining() + ";t=" + verdict.seconds());
            if (!verdict.allowed()) {
                response.putHeader("retry-after", String.valueOf(verdict.seconds()));
            }
        }
    }
}
