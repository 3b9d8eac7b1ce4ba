package org.takeup.preference;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.language.LocalWords;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** For planners: which ways people want, as sums, what was not sent because of it, and the cap. */
public final class WantedRoutes {
    private static final int PART = 50;
    private static final Pattern CURSOR = Pattern.compile("[0-9]{15}[0-9a-f]{12}");

    private final Wanted wanted;
    private final BiFunction<Workspace, Collection<String>, Map<String, String>> plans;

    /** @param plans what plans with these ids are called; those that are gone are left out */
    public WantedRoutes(Wanted wanted, BiFunction<Workspace, Collection<String>, Map<String, String>> plans) {
        this.wanted = wanted;
        this.plans = plans;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("wishes", "/wishes", planners, this::page),
                        Route.form("wishes-cap-form", "/wishes/cap", planners, this::capByForm),
                        Route.api("wishes-read", HttpMethod.GET, "/wishes", planners, this::read),
                        Route.api("wishes-suppressed", HttpMethod.GET, "/wishes/suppressed", planners, this::list),
                        Route.api("wishes-cap-set", HttpMethod.PUT, "/wishes/cap", planners, this::capByApi)),
                List.of(new Room.Entry(Room.Group.TELL, 59, "Wishes", "/wishes", planners)));
    }

    /** The page. @param next where the list goes on, if it does */
    public record Page(LocalWords words, Wanted.Shown sums, int smallest, List<Line> lines, Optional<String> next) {}

    /** A message that was not sent. @param plan what has its place is called so, if it is known */
    public record Line(Suppressed one, String kind, Optional<String> plan) {}

    /** What the API lists. @param next the cursor of the next part, if there is one */
    public record Listing(List<Entry> suppressed, Optional<String> next) {}

    /** A message that was not sent, in the API. @param plan of what has the place in the person's week, if that is why */
    public record Entry(
            Instant at,
            String kind,
            String channel,
            Suppressed.Why why,
            String reason,
            Optional<String> plan,
            Optional<String> step) {
        static Entry of(Suppressed one) {
            return new Entry(
                    one.at(), one.kind(), one.channel(), one.why(), one.why().words(), one.plan(), one.step());
        }
    }

    /** The cap as it comes in. */
    public record CapBody(@Nullable Integer most) {}

    private Reply page(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        var words = ToldWords.in(exchange.locale());
        List<Suppressed> part = part(exchange);
        Map<String, String> names = plans.apply(
                workspace,
                part.stream().flatMap(one -> one.plan().stream()).distinct().toList());
        List<Line> lines = part.stream()
                .map(one -> new Line(
                        one,
                        ToldWords.kind(words, one.kind()),
                        one.plan().map(names::get).filter(Objects::nonNull)))
                .toList();
        return Reply.page(
                "preference/wishes.jte",
                words.say("wishes.title"),
                new Page(words, wanted.read(workspace), workspace.settings().smallestGroup(), lines, next(part)));
    }

    private List<Suppressed> part(Exchange exchange) {
        Optional<String> after = exchange.query("after");
        if (after.isPresent() && !CURSOR.matcher(after.get()).matches()) {
            throw Problem.invalid("after", "Use the cursor that the part before ended with.");
        }
        return wanted.suppressed(exchange.workspace(), after, PART);
    }

    private static Optional<String> next(List<Suppressed> part) {
        return part.size() < PART
                ? Optional.empty()
                : Optional.of(part.getLast().cursor());
    }

    private Reply capByForm(Exchange exchange) {
        set(exchange, exchange.form().number("most", 1, 50), Versions.ofForm(exchange));
        return Reply.redirect(exchange.link("/wishes"));
    }

    private Reply read(Exchange exchange) {
        Wanted.Shown shown = wanted.read(exchange.workspace());
        return Reply.json(shown).withHeader("etag", Versions.tag(shown.version()));
    }

    private Reply list(Exchange exchange) {
        List<Suppressed> part = part(exchange);
        return Reply.json(new Listing(part.stream().map(Entry::of).toList(), next(part)));
    }

    private Reply capByApi(Exchange exchange) {
        long seen = Versions.seen(exchange);
        Integer most = exchange.json(CapBody.class).most();
        if (most == null) {
            throw Problem.invalid("most", "Please give a whole number from 1 to 50.");
        }
        set(exchange, most, seen);
        return read(exchange);
    }

    private void set(Exchange exchange, int most, long seen) {
        int before = wanted.read(exchange.workspace()).cap();
        wanted.cap(exchange.workspace(), most, seen);
        exchange.changes("most", before, most);
    }
}
