package org.takeup.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.audit.AuditTrail.Part;
import org.takeup.audit.AuditTrail.Verdict;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;

/** What a workspace's trail and that of the operators answer alike: a page, a search, a check and a file. */
public final class TrailPages {
    private static final int PAGE = 50;

    private final AuditTrail trail;

    public TrailPages(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * A trail and how its readers see it.
     *
     * @param zone that days are meant in
     * @param actions with their words
     * @param names gives the names of people by their ids
     * @param operators whether it is the operators' own
     */
    public record View(
            Ledger ledger,
            ZoneId zone,
            Map<String, String> actions,
            Function<Collection<String>, Map<String, String>> names,
            boolean operators) {}

    /**
     * What the page shows.
     *
     * @param names of the people in the entries, by id
     * @param operators whether it is the operators' own trail
     * @param verdict of a check that was asked for, or null
     * @param next for {@code before}, or 0
     */
    public record Page(
            List<Entry> entries,
            Map<String, String> names,
            Map<String, String> actions,
            boolean operators,
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
                case OPERATOR -> operators ? "The account " + who.id() : "The operator";
                case PLATFORM -> "The platform";
            };
        }

        /** What was done, in words. */
        public String what(Entry entry) {
            return actions.getOrDefault(entry.action(), entry.action());
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

    /** @param template that shows a {@link Page} */
    public Reply page(Exchange exchange, View view, String template) {
        Part part = find(exchange, view);
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
                template,
                "Audit trail",
                new Page(
                        part.entries(),
                        view.names().apply(ids),
                        view.actions(),
                        view.operators(),
                        asked,
                        exchange.query("check").isPresent() ? trail.verify(view.ledger()) : null,
                        part.next().orElse(0L)));
    }

    /** A part of the trail as JSON. */
    public Reply list(Exchange exchange, View view) {
        Part part = find(exchange, view);
        return Reply.json(new Listing(part.entries(), part.next()));
    }

    /** Whether the chain is unbroken, as JSON. */
    public Reply check(View view) {
        return Reply.json(trail.verify(view.ledger()));
    }

    /** The trail as a file. @param name of the file without its ending */
    public Reply export(Exchange exchange, View view, String name) {
        Search search = search(exchange, view.zone());
        return Reply.download(
                "application/x-ndjson", name + ".ndjson", out -> trail.export(view.ledger(), search, out));
    }

    private Part find(Exchange exchange, View view) {
        return trail.find(view.ledger(), search(exchange, view.zone()), before(exchange), PAGE);
    }

    private static Search search(Exchange exchange, ZoneId zone) {
        return new Search(
                exchange.query("action"),
                exchange.query("person"),
                exchange.query("from").map(day -> startOf("from", day, 0, zone)),
                exchange.query("until").map(day -> startOf("until", day, 1, zone)));
    }

    /** The start of a day, some days later. */
    private static Instant startOf(String field, String day, int later, ZoneId zone) {
        try {
            return LocalDate.parse(day).plusDays(later).atStartOfDay(zone).toInstant();
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
