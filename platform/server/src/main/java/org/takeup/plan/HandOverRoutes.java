package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** What people are asked to say, as pages and in the API. Open to everybody, because anybody may be asked; each sees their own. */
public final class HandOverRoutes {
    private final HandOvers handOvers;

    public HandOverRoutes(HandOvers handOvers) {
        this.handOvers = handOvers;
    }

    public Room room() {
        Access anybody = Access.signedIn();
        String said = "/hand-overs/{step}/said";
        return new Room(
                List.of(
                        Route.page("hand-overs", "/hand-over", anybody, this::page),
                        Route.page("hand-over", "/hand-over/{step}", anybody, this::packPage),
                        Route.form("hand-over-said-form", "/hand-over/{step}/said", anybody, this::saidByForm),
                        Route.api("hand-overs-list", HttpMethod.GET, "/hand-overs", anybody, this::list),
                        Route.api("hand-over-said", HttpMethod.POST, said, anybody, this::said)
                                .accepting(new Body.None())),
                List.of(new Room.Entry(35, "To say", "/hand-over", Access.role(Role.MANAGER, Role.PLANNER))));
    }

    /** The packs. */
    public record Packs(List<HandOvers.Pack> packs) {}

    private Reply page(Exchange exchange) {
        return Reply.page(
                "plan/hand-overs.jte", "To say", new Packs(handOvers.all(exchange.workspace(), exchange.caller())));
    }

    private Reply packPage(Exchange exchange) {
        HandOvers.Pack pack = handOvers.require(exchange.workspace(), exchange.caller(), exchange.path("step"));
        return Reply.page("plan/hand-over.jte", "To say", pack);
    }

    private Reply saidByForm(Exchange exchange) {
        handOvers.said(exchange.workspace(), exchange.caller(), exchange.path("step"));
        return Reply.redirect(exchange.link("/hand-over/" + exchange.path("step")));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Packs(handOvers.all(exchange.workspace(), exchange.caller())));
    }

    private Reply said(Exchange exchange) {
        handOvers.said(exchange.workspace(), exchange.caller(), exchange.path("step"));
        return Reply.empty();
    }
}
