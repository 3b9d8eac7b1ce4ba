package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.plan.clash.Feed;
import org.takeup.plan.clash.Feeds;
import org.takeup.tenant.Role;

/** The organisation's calendars, with whose events steps may clash, in the API. */
final class PlanFeedApi {
    private static final String FEEDS = "/plan-calendar/feeds";
    private static final String FEED = FEEDS + "/{planFeed}";

    private final Feeds feeds;

    PlanFeedApi(Feeds feeds) {
        this.feeds = feeds;
    }

    List<Route> routes() {
        Access planners = Access.role(Role.PLANNER);
        return List.of(
                Route.api("plan-feeds-list", HttpMethod.GET, FEEDS, planners, this::list),
                Route.api("plan-feed-add", HttpMethod.POST, FEEDS, planners, this::add),
                Route.api("plan-feed-get", HttpMethod.GET, FEED, planners, this::get),
                Route.api("plan-feed-read", HttpMethod.POST, FEED + "/reading", planners, this::read)
                        .accepting(new Body.None()),
                Route.api("plan-feed-remove", HttpMethod.DELETE, FEED, planners, this::remove));
    }

    /**
     * A calendar of the organisation; of its address the host alone, because the rest may be secret.
     *
     * @param read when it was read last, if ever
     * @param trouble why it could not be read last; empty if it could
     * @param events how many stand in it
     * @param repeating how many of them come again, of which only the first time is known
     */
    public record Shown(
            String id, String name, String host, Optional<Instant> read, String trouble, int events, int repeating) {
        static Shown of(Feed feed) {
            return new Shown(
                    feed.id(),
                    feed.name(),
                    feed.host(),
                    feed.read(),
                    feed.trouble(),
                    feed.events().size(),
                    feed.repeating());
        }
    }

    /** All of them, by name. */
    public record Listing(List<Shown> feeds) {}

    /** A calendar to add. @param address from which it is read, {@code https} */
    public record Entry(@Nullable String name, @Nullable String address) {}

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(
                feeds.all(exchange.workspace()).stream().map(Shown::of).toList()));
    }

    private Reply add(Exchange exchange) {
        Entry entry = exchange.json(Entry.class);
        try {
            Feed added = feeds.add(
                    exchange.workspace(),
                    entry.name() == null ? "" : entry.name(),
                    entry.address() == null ? "" : entry.address());
            return Reply.json(201, Shown.of(added))
                    .withHeader("location", exchange.link("/api/v1" + FEEDS + "/" + added.id()));
        } catch (Problem e) {
            throw e.status() == 422 ? named(e) : e;
        }
    }

    /** The form has other names on its page than a body has. */
    private static Problem named(Problem refused) {
        return Problem.invalid(refused.fields().stream()
                .map(each -> each.name().equals("feedName") ? new Problem.Field("name", each.message()) : each)
                .toList());
    }

    private Reply get(Exchange exchange) {
        return Reply.json(Shown.of(feeds.require(exchange.workspace(), exchange.path("planFeed"))));
    }

    private Reply read(Exchange exchange) {
        return Reply.json(Shown.of(feeds.read(exchange.workspace(), exchange.path("planFeed"))));
    }

    private Reply remove(Exchange exchange) {
        feeds.remove(exchange.workspace(), exchange.path("planFeed"));
        return Reply.empty();
    }
}
