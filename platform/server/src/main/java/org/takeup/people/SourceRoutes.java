package org.takeup.people;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.TenantJobs;

/** Where people come from, and which source has the word, as a page and in the API. */
public final class SourceRoutes {
    private static final String JOB = "people-merge";

    private final People people;
    private final TenantJobs jobs;

    public SourceRoutes(People people, TenantJobs jobs) {
        this.people = people;
        this.jobs = jobs;
        jobs.register(JOB, (workspace, _) -> people.mergeAll(workspace));
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("people-sources", "/people/sources", admins, this::page),
                        Route.form("people-sources-form", "/people/sources", admins, this::saveForm),
                        Route.api("people-sources-read", HttpMethod.GET, "/people/sources", admins, this::read),
                        Route.api("people-sources-set", HttpMethod.PUT, "/people/sources", admins, this::save)
                                .accepting(new Body.Json(Body.SMALL))),
                List.of());
    }

    /** A source. @param people of how many people it says something */
    public record OneSource(String key, String label, long people) {}

    /** What the page shows and the API answers: the sources in their order of precedence. */
    public record Sources(List<OneSource> order) {}

    /** What the API is sent. @param order keys of all sources but the sign-in, the first one has the word */
    public record Order(List<String> order) {
        public Order {
            order = List.copyOf(order);
        }
    }

    private Reply page(Exchange exchange) {
        return Reply.page("people/sources.jte", "Where people come from", sources(exchange));
    }

    private Reply read(Exchange exchange) {
        return Reply.json(sources(exchange));
    }

    private Sources sources(Exchange exchange) {
        var sizes = people.sizes(exchange.workspace());
        return new Sources(people.rules(exchange.workspace()).order().stream()
                .map(source -> new OneSource(source.key(), source.label(), sizes.getOrDefault(source, 0L)))
                .toList());
    }

    private Reply saveForm(Exchange exchange) {
        set(
                exchange,
                Stream.of("first", "second", "third")
                        .map(name -> exchange.form().required(name, 20))
                        .toList());
        return Reply.redirect(exchange.link("/people/sources"));
    }

    private Reply save(Exchange exchange) {
        set(exchange, exchange.json(Order.class).order());
        return Reply.json(sources(exchange));
    }

    private void set(Exchange exchange, List<String> keys) {
        List<Source> sources =
                keys.stream().map(Source::parse).flatMap(Optional::stream).toList();
        MergeRules rules = MergeRules.of(sources)
                .filter(_ -> sources.size() == keys.size())
                .orElseThrow(() -> Problem.invalid(
                        "order", "Give each of directory, file and learning once. The sign-in always comes last."));
        MergeRules before = people.rules(exchange.workspace());
        if (!rules.equals(before)) {
            people.rules(exchange.workspace(), rules);
            exchange.changes("order", words(before), words(rules));
            jobs.add(exchange.workspace(), JOB, new Document());
        }
    }

    private static String words(MergeRules rules) {
        return String.join(", ", rules.order().stream().map(Source::key).toList());
    }
}
