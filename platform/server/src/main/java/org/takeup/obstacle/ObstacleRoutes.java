package org.takeup.obstacle;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.http.Versions;
import org.takeup.tenant.Role;

/** What planners do with stumbling blocks: the queue of those without a barrier, and those of each. Says not who told. */
public final class ObstacleRoutes {
    private final Obstacles obstacles;

    public ObstacleRoutes(Obstacles obstacles) {
        this.obstacles = obstacles;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String one = "/obstacles/{obstacle}/barrier";
        return new Room(
                List.of(
                        Route.page("obstacles", "/obstacles", planners, this::page),
                        Route.form("obstacle-tag-form", one, planners, this::tagByForm),
                        Route.api("obstacles-list", HttpMethod.GET, "/obstacles", planners, this::list),
                        Route.api("obstacle-tag", HttpMethod.PUT, one, planners, this::tag)),
                List.of(new Room.Entry(Room.Group.ASK, 20, "Stumbling blocks", "/obstacles", planners)));
    }

    /** A barrier to choose. @param name in the reader's language @param count how many stumbling blocks it has */
    public record Choice(String id, String name, long count) {}

    /**
     * The queue, or the stumbling blocks of one barrier.
     *
     * @param barrier whose are listed; empty for the queue
     * @param waiting the length of the queue
     * @param refused why the last change was not made
     */
    public record ListPage(
            String barrier,
            long waiting,
            List<Choice> choices,
            List<Obstacle> obstacles,
            Optional<String> next,
            Optional<String> refused) {
        /** What is listed, in words. */
        public String heading() {
            return choices.stream()
                    .filter(each -> each.id().equals(barrier))
                    .map(Choice::name)
                    .findFirst()
                    .orElse("Waiting for a barrier");
        }
    }

    /** A page of them in the API. @param waiting the length of the queue @param next what {@code after} is for the next page */
    public record Listing(
            long waiting,
            List<Choice> barriers,
            List<Shown> obstacles,
            @Nullable String next) {}

    /** A stumbling block. @param barrier empty while it waits */
    public record Shown(String id, String text, Instant at, String barrier, long version) {
        static Shown of(Obstacle obstacle) {
            return new Shown(obstacle.id(), obstacle.text(), obstacle.at(), obstacle.barrier(), obstacle.version());
        }
    }

    /** Which barrier it belongs to. */
    public record TagBody(@Nullable String barrier) {}

    private List<Choice> choices(Map<String, Long> counts, Locale language) {
        return Stream.concat(
                        obstacles.barriers().stream()
                                .map(each -> new Choice(
                                        each.id(), each.name().in(language), counts.getOrDefault(each.id(), 0L))),
                        Stream.of(
                                new Choice(Obstacle.NONE, "None of the list", counts.getOrDefault(Obstacle.NONE, 0L))))
                .toList();
    }

    private Reply page(Exchange exchange) {
        return page(exchange, exchange.query("barrier").orElse(""), Optional.empty());
    }

    private Reply page(Exchange exchange, String barrier, Optional<String> refused) {
        Map<String, Long> counts = obstacles.counts(exchange.workspace());
        Obstacles.Page page = obstacles.of(
                exchange.workspace(), barrier, exchange.query("after").orElse(""));
        return Reply.page(
                "obstacle/obstacles.jte",
                "Stumbling blocks",
                new ListPage(
                        barrier,
                        counts.getOrDefault("", 0L),
                        choices(counts, exchange.locale()),
                        page.obstacles(),
                        page.next(),
                        refused));
    }

    private Reply tagByForm(Exchange exchange) {
        return Typed.keptUnlessGone(
                exchange,
                () -> {
                    obstacles.tag(
                            exchange.workspace(),
                            exchange.path("obstacle"),
                            Versions.ofForm(exchange),
                            exchange.form().text("barrier").orElse(""));
                    return Reply.redirect(exchange.link("/obstacles"));
                },
                typed -> page(exchange, "", Optional.of("Nothing was changed: look at the list as it is now.")));
    }

    private Reply list(Exchange exchange) {
        Map<String, Long> counts = obstacles.counts(exchange.workspace());
        Obstacles.Page page = obstacles.of(
                exchange.workspace(),
                exchange.query("barrier").orElse(""),
                exchange.query("after").orElse(""));
        return Reply.json(new Listing(
                counts.getOrDefault("", 0L),
                choices(counts, exchange.locale()),
                page.obstacles().stream().map(Shown::of).toList(),
                page.next().orElse(null)));
    }

    private Reply tag(Exchange exchange) {
        long seen = Versions.seen(exchange);
        String barrier = exchange.json(TagBody.class).barrier();
        if (barrier == null) {
            throw Problem.invalid("barrier", "Say which barrier it belongs to, or an empty text for none yet.");
        }
        Obstacle tagged = obstacles.tag(exchange.workspace(), exchange.path("obstacle"), seen, barrier);
        return Reply.json(Shown.of(tagged)).withHeader("etag", Versions.tag(tagged.version()));
    }
}
