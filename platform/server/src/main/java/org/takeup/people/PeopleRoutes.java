package org.takeup.people;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** The directory as a page and in the API. */
public final class PeopleRoutes {
    private static final int LONGEST_NAME = 200;
    private static final int PAGE = 50;

    private final People people;

    public PeopleRoutes(People people) {
        this.people = people;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("people", "/people", planners, this::page),
                        Route.api("people-list", HttpMethod.GET, "/people", planners, this::list)),
                List.of(new Room.Entry(Room.Group.MANAGE, 50, "People", "/people", planners)));
    }

    /**
     * What the page shows.
     *
     * @param chosen the key of the chosen segment
     * @param sought the beginning of a name or an address; empty if nobody is looked for
     * @param admin whether the reader is one
     */
    public record Directory(
            List<SizedSegment> segments,
            String chosen,
            String sought,
            long size,
            List<Person> people,
            String next,
            boolean admin) {}

    /** What the API answers. @param next for the parameter {@code after}, if there is more */
    public record Listing(long size, List<Person> people, Optional<String> next) {}

    private Reply page(Exchange exchange) {
        Optional<String> sought = sought(exchange);
        if (sought.isPresent()) {
            List<Person> found = people.named(exchange.workspace(), sought.get(), PAGE);
            return page(new Directory(
                    people.segmentsShown(exchange.workspace()),
                    Segment.everybody().key(),
                    sought.get(),
                    found.size(),
                    found,
                    "",
                    exchange.caller().is(Role.ADMIN)));
        }
        Segment segment = segment(exchange);
        // Counting goes through the whole directory: side by side they take half the time.
        CompletableFuture<List<SizedSegment>> counting = CompletableFuture.supplyAsync(
                () -> people.segmentsShown(exchange.workspace()), Thread::startVirtualThread);
        PeoplePage part = people.list(exchange.workspace(), segment, after(exchange), PAGE);
        List<SizedSegment> segments = counted(counting);
        // Counted there already, a moment ago: never fewer than can be seen.
        long size = segments.stream()
                .filter(each -> each.segment().equals(segment))
                .mapToLong(SizedSegment::size)
                .sum();
        return page(new Directory(
                segments,
                segment.key(),
                "",
                Math.max(size, part.people().size()),
                part.people(),
                part.next().map(PeopleRoutes::encode).orElse(""),
                exchange.caller().is(Role.ADMIN)));
    }

    private static Reply page(Directory directory) {
        return Reply.page("people/directory.jte", "People", directory);
    }

    /** What was counted, or what kept it from being, as if it had been counted here. */
    private static <T> T counted(CompletableFuture<T> counting) {
        try {
            return counting.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Reply list(Exchange exchange) {
        Optional<String> sought = sought(exchange);
        if (sought.isPresent()) {
            List<Person> found = people.named(exchange.workspace(), sought.get(), PAGE);
            return Reply.json(new Listing(found.size(), found, Optional.empty()));
        }
        Segment segment = segment(exchange);
        PeoplePage part = people.list(exchange.workspace(), segment, after(exchange), PAGE);
        return Reply.json(new Listing(
                people.count(exchange.workspace(), segment),
                part.people(),
                part.next().map(PeopleRoutes::encode)));
    }

    private static Optional<String> sought(Exchange exchange) {
        return exchange.query("name").map(String::strip).map(text -> {
            if (text.length() > LONGEST_NAME) {
                throw Problem.invalid("name", "Give at most " + LONGEST_NAME + " characters.");
            }
            return text;
        });
    }

    private static Segment segment(Exchange exchange) {
        return exchange.query("segment")
                .map(key -> Segment.parse(key)
                        .orElseThrow(() -> Problem.invalid("segment", "Give everybody, or unit: and a unit's name.")))
                .orElseGet(Segment::everybody);
    }

    private static Optional<String> after(Exchange exchange) {
        return exchange.query("after").map(cursor -> {
            try {
                return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("after", "Give the value of next from the answer before.");
            }
        });
    }

    private static String encode(String cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
    }
}
