package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** Who might belong on the map, each with its reason, for planners to say yes or no to; as a page and in the API. */
public final class SuggestionRoutes {
    private final Suggestions suggestions;

    public SuggestionRoutes(Suggestions suggestions) {
        this.suggestions = suggestions;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String all = "/stakeholder-suggestions";
        String one = all + "/{suggestion}";
        return new Room(
                List.of(
                        Route.page("stakeholder-suggestions", all, planners, this::page),
                        Route.form("stakeholder-suggestion-form", one, planners, this::decideByForm),
                        Route.api("stakeholder-suggestions-list", HttpMethod.GET, all, planners, this::list),
                        Route.api("stakeholder-suggestion", HttpMethod.POST, one, planners, this::decide)),
                List.of());
    }

    /** What the page shows and the API answers. */
    public record Listing(List<Suggestion> suggestions) {}

    /** What a person decides. @param yes puts them on the map; no keeps them from being suggested again */
    public record Decision(@Nullable Boolean yes) {}

    private Listing listing(Exchange exchange) {
        return new Listing(suggestions.open(exchange.workspace(), exchange.locale()));
    }

    private Reply page(Exchange exchange) {
        return Reply.page("plan/suggestions.jte", "Suggestions for the map", listing(exchange));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(listing(exchange));
    }

    private Reply decideByForm(Exchange exchange) {
        decide(
                exchange,
                switch (exchange.form().required("say", 3)) {
                    case "YES" -> true;
                    case "NO" -> false;
                    default -> throw Problem.invalid("say", "Please choose one of the options.");
                });
        return Reply.redirect(exchange.link("/stakeholder-suggestions"));
    }

    private Reply decide(Exchange exchange) {
        Boolean yes = exchange.json(Decision.class).yes();
        if (yes == null) {
            throw Problem.invalid("yes", "Say true or false.");
        }
        decide(exchange, yes);
        return Reply.empty();
    }

    private void decide(Exchange exchange, boolean yes) {
        suggestions.decide(
                exchange.workspace(), exchange.caller(), exchange.locale(), exchange.path("suggestion"), yes);
    }
}
