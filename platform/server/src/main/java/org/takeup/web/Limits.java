package org.takeup.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.OptionalLong;
import org.takeup.http.RateLimit;
import org.takeup.http.RateLimit.Verdict;
import org.takeup.http.Route;
import org.takeup.quota.Allowances;
import org.takeup.tenant.Workspace;

/**
 * How often the API may be called: by one caller, and by all callers of a workspace together, so that one organisation's
 * program takes nothing from the others. Says where a caller stands in {@code RateLimit} headers (IETF
 * draft-ietf-httpapi-ratelimit-headers). Pages are not limited: people do not click that fast. Thread-safe.
 */
final class Limits {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int CALLERS_OF_A_WORKSPACE = 100;
    private static final long MOST = 1_000_000_000;
    private static final String VERDICT = "takeup.rate-limit";
    private static final String DAY = "takeup.day-quota";

    private final long aMinute;
    private final Allowances allowances;
    private final RateLimit<Key> callers;
    private final RateLimit<Key> workspaces;

    /** @param aMinute requests that one caller may make in a minute on this node, unless the operator says otherwise */
    Limits(int aMinute, Allowances allowances) {
        this.aMinute = aMinute;
        this.allowances = allowances;
        this.callers = new RateLimit<>(aMinute, WINDOW, System::nanoTime);
        this.workspaces = new RateLimit<>(aMinute, WINDOW, System::nanoTime);
    }

    private record Key(String tenant, String person) {}

    /** How a workspace's quota of the day stands after a request. @param left -1 if it was one too many */
    private record Day(long quota, long left, long seconds) {}

    /** Counts a request. @throws org.takeup.http.Problem with status 429 if there were too many */
    void count(Route route, Admission.Visitor visitor, RoutingContext ctx) {
        if (route.style() == Route.Style.PAGE || visitor.signedIn() == null && visitor.workspace() == null) {
            return;
        }
        Workspace workspace = visitor.workspace();
        Verdict verdict = workspace == null
                ? callers.take(new Key("", caller(visitor, ctx)))
                : take(workspace, caller(visitor, ctx));
        ctx.put(VERDICT, verdict);
        if (!verdict.allowed()) {
            throw WebProblems.tooMany(verdict.seconds());
        }
        if (workspace != null && isProgram(visitor)) {
            countToday(workspace, ctx);
        }
    }

    /** Who is not known yet, as at the token endpoint, is told apart by where they call from. */
    private static String caller(Admission.Visitor visitor, RoutingContext ctx) {
        return visitor.signedIn() == null
                ? "address:" + Requests.address(ctx.request())
                : visitor.signedIn().caller().personId();
    }

    /** A browser's session has a token of its own against forgery; what pages ask for is not counted by the day. */
    private static boolean isProgram(Admission.Visitor visitor) {
        return visitor.signedIn() != null && visitor.signedIn().csrf().isEmpty();
    }

    private Verdict take(Workspace workspace, String person) {
        String tenant = workspace.tenant().id();
        long most = Math.min(allowances.aMinute(workspace).orElse(aMinute), MOST);
        Verdict verdict = callers.take(new Key(tenant, person), most);
        if (!verdict.allowed()) {
            return verdict;
        }
        Verdict all = workspaces.take(new Key(tenant, ""), Math.min(most * CALLERS_OF_A_WORKSPACE, MOST));
        return all.allowed() ? verdict : all;
    }

    private void countToday(Workspace workspace, RoutingContext ctx) {
        OptionalLong most = allowances.aDay(workspace);
        long left = allowances.request(workspace);
        if (most.isPresent()) {
            var day = new Day(most.getAsLong(), left, allowances.untilTomorrow().toSeconds() + 1);
            ctx.put(DAY, day);
            if (left < 0) {
                throw WebProblems.dayIsUsedUp(day.quota());
            }
        }
    }

    /** Says where the caller stands, if this request was counted. */
    static void tell(RoutingContext ctx, HttpServerResponse response) {
        Verdict verdict = ctx.get(VERDICT);
        if (verdict == null) {
            return;
        }
        String policy = "\"caller\";q=" + verdict.quota() + ";w=" + verdict.windowSeconds();
        String state = "\"caller\";r=" + verdict.remaining() + ";t=" + verdict.seconds();
        long wait = verdict.allowed() ? 0 : verdict.seconds();
        Day day = ctx.get(DAY);
        if (day != null) {
            policy += ", \"day\";q=" + day.quota() + ";w=" + Duration.ofDays(1).toSeconds();
            state += ", \"day\";r=" + Math.max(0, day.left()) + ";t=" + day.seconds();
            wait = day.left() < 0 ? day.seconds() : wait;
        }
        response.putHeader("ratelimit-policy", policy);
        response.putHeader("ratelimit", state);
        if (wait > 0) {
            response.putHeader("retry-after", String.valueOf(wait));
        }
    }
}
