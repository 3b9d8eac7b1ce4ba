package org.takeup.calendar;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** A person's own calendars in the API. No token may ask for them: an address opens what is asked of somebody. */
final class CalendarApi {
    private static final String ALL = "/me/calendars";
    private static final String OWN = ALL + "/own";
    private static final String OF_PLAN = ALL + "/plans/{plan}";

    private final Feeds feeds;

    CalendarApi(Feeds feeds) {
        this.feeds = feeds;
    }

    List<Route> routes() {
        Access anybody = Access.signedIn();
        Access planners = Access.role(Role.PLANNER);
        return List.of(
                Route.api("my-calendars-list", HttpMethod.GET, ALL, anybody, this::list),
                Route.api("my-calendar-make", HttpMethod.POST, OWN, anybody, each -> make(each, Feed.Kind.OWN))
                        .accepting(new Body.None()),
                Route.api("my-calendar-revoke", HttpMethod.DELETE, OWN, anybody, each -> revoke(each, Feed.Kind.OWN)),
                Route.api("plan-calendar-make", HttpMethod.POST, OF_PLAN, planners, each -> make(each, Feed.Kind.PLAN))
                        .accepting(new Body.None()),
                Route.api(
                        "plan-calendar-revoke",
                        HttpMethod.DELETE,
                        OF_PLAN,
                        planners,
                        each -> revoke(each, Feed.Kind.PLAN)));
    }

    /** A calendar in the API, without its address. @param plan id of a plan; empty for a person's own @param ends if it does */
    public record Shown(Feed.Kind kind, String plan, Instant made, Optional<Instant> ends) {
        static Shown of(Feed feed) {
            return new Shown(feed.kind(), feed.subject(), feed.made(), feed.ends());
        }
    }

    /** Those that are good now, the latest first. */
    public record Listing(List<Shown> calendars) {}

    /** A calendar that was just made, or given a new address. @param address to subscribe to, told this once */
    public record Made(Feed.Kind kind, String plan, String address) {}

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(
                        feeds.of(exchange.workspace(), exchange.caller().personId()).stream()
                                .map(Shown::of)
                                .toList()))
                .withHeader("cache-control", "no-store");
    }

    private static String subject(Exchange exchange, Feed.Kind kind) {
        return switch (kind) {
            case OWN -> "";
            case PLAN -> exchange.path("plan");
        };
    }

    private Reply make(Exchange exchange, Feed.Kind kind) {
        String subject = subject(exchange, kind);
        String code = feeds.renew(exchange.workspace(), kind, exchange.caller().personId(), subject);
        exchange.changes("calendar", null, kind);
        return Reply.json(201, new Made(kind, subject, exchange.fullLink("/calendars/" + code + "/takeup.ics")))
                .withHeader("cache-control", "no-store");
    }

    private Reply revoke(Exchange exchange, Feed.Kind kind) {
        feeds.revoke(exchange.workspace(), kind, exchange.caller().personId(), subject(exchange, kind));
        exchange.changes("calendar", kind, null);
        return Reply.empty();
    }
}
