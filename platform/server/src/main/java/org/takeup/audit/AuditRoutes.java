package org.takeup.audit;

import io.vertx.core.http.HttpMethod;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.audit.AuditTrail.Part;
import org.takeup.audit.AuditTrail.Verdict;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The audit trail as a page, in the API and as a file, for admins. */
public final class AuditRoutes {
    private static final int PAGE = 50;

    private final AuditTrail trail;
    private final Events events;
    private final BiFunction<Workspace, Collection<String>, Map<String, String>> names;

    /** @param names gives the names of people by their ids */
    public AuditRoutes(
            AuditTrail trail, BiFunction<Workspace, Collection<String>, Map<String, String>> names, Events events) {
        this.events = events;
        this.trail = trail;
        this.names = names;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("audit", "/audit", admins, this::page),
                        Route.api("audit-list", HttpMethod.GET, "/audit", admins, this::list),
                        Route.api("audit-check", HttpMethod.GET, "/audit/check", admins, this::check),
                        Route.api("audit-export", HttpMethod.GET, "/audit/export", admins, this::export)),
                List.of());
    }

    /**
     * What the page shows.
     *
     * @param names of the people in the entries, by id
     * @param verdict of a check that was asked for, or null
     * @param next for {@code before}, or 0
     */
    public record Page(
            List<Entry> entries,
            Map<String, String> names,
            Map<String, String> actions,
            Asked asked,
            @Nullable Verdict verdict,
            long next) {
        /** Who did it, in words. */
        public String who(Entry entry) {
            Entry.Who who = entry.who();
            if (who == null) {
                return "A person who was erased";
            }
            return switch (who.kind()) {
                case PERSON -> names.getOrDefault(who.id(), "A person who is not here any more");
                case PROGRAM -> "A program with the token " + who.id();
                case OPERATOR -> "The operator";
                case PLATFORM -> "The platform";
            };
        }
    }

    /** What the filters hold, as they were entered. */
    public record Asked(String action, String from, String until) {
        /** Whether anything is asked for. */
        public boolean any() {
            return !(action + from + until).isEmpty();
        }
    }

    /** What the API answers. @param next for the parameter {@code before}, if there is more */
    public record Listing(List<Entry> entries, Optional<Long> next) {}

    private Reply page(Exchange exchange) {
        Part part = find(exchange);
        Workspace workspace = exchange.workspace();
        var ids = part.entries().stream()
                .map(Entry::who)
                .filter(Objects::nonNull)
                .filter(who -> who.kind() == Actor.Kind.PERSON)
                .map(Entry.Who::id)
                .collect(Collectors.toSet());
        var asked = new Asked(
                exchange.query("action").orElse(""),
                exchange.query("from").orElse(""),
                exchange.query("until").orElse(""));
        return Reply.page(
                "audit/trail.jte",
                "Audit trail",
                new Page(
                        part.entries(),
                        names.apply(workspace, ids),
                        Words.all(),
                        asked,
                        exchange.query("check").isPresent() ? trail.verify(workspace) : null,
                        part.next().orElse(0L)));
    }

    private Reply list(Exchange exchange) {
        Part part = find(exchange);
        return Reply.json(new Listing(part.entries(), part.next()));
    }

    private Reply check(Exchange exchange) {
        return Reply.json(trail.verify(exchange.workspace()));
    }

    private Reply export(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Search search = search(exchange);
        String file = "audit-" + workspace.tenant().slug() + "-" + workspace.today() + ".ndjson";
        events.tell(workspace, Event.of(Event.Kind.AUDIT_EXPORTED, Map.of("request", exchange.id())));
        return Reply.download("application/x-ndjson", file, out -> trail.export(workspace, search, out));
    }

    private Part find(Exchange exchange) {
        return trail.find(exchange.workspace(), search(exchange), before(exchange), PAGE);
    }

    private static Search search(Exchange exchange) {
        return new Search(
                exchange.query("action"),
                exchange.query("person"),
                exchange.query("from").map(day -> startOf(exchange, "from", day, 0)),
                exchange.query("until").map(day -> startOf(exchange, "until", day, 1)));
    }

    /** The start of a day in the tenant's zone, some days later. */
    private static Instant startOf(Exchange exchange, String field, String day, int later) {
        try {
            return LocalDate.parse(day)
                    .plusDays(later)
                    .atStartOfDay(exchange.workspace().settings().zone())
                    .toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "Give a day such as 2026-11-25.");
        }
    }

    private static Optional<Long> before(Exchange exchange) {
        return exchange.query("before").map(text -> {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw Problem.invalid("before", "Give the value of next from the answer before.");
            }
        });
    }
}
