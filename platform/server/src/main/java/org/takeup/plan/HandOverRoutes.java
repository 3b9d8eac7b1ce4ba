package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.tenant.Role;

/**
 * What people are asked to say, as pages and in the API. Open to everybody, because anybody may be asked; each sees their
 * own. What was said and what was not, planners see.
 */
public final class HandOverRoutes {
    private final HandOvers handOvers;

    public HandOverRoutes(HandOvers handOvers) {
        this.handOvers = handOvers;
    }

    public Room room() {
        Access anybody = Access.signedIn();
        Access planners = Access.role(Role.PLANNER);
        String said = "/hand-overs/{step}/said";
        String ofPlan = "/plans/{plan}/hand-overs";
        return new Room(
                List.of(
                        Route.page("hand-overs", "/hand-over", anybody, this::page),
                        Route.page("hand-over", "/hand-over/{step}", anybody, this::packPage),
                        Route.form("hand-over-said-form", "/hand-over/{step}/said", anybody, this::saidByForm),
                        Route.form("hand-over-note-form", "/hand-over/{step}/note", anybody, this::noteByForm),
                        Route.page("plan-hand-overs", ofPlan, planners, this::overviewPage),
                        Route.form("hand-over-again-form", ofPlan + "/{ask}/again", planners, this::again),
                        Route.form("hand-over-next-form", ofPlan + "/{ask}/next", planners, this::next),
                        Route.api("hand-overs-list", HttpMethod.GET, "/hand-overs", anybody, this::list),
                        Route.api("hand-over-said", HttpMethod.POST, said, anybody, this::said)
                                .accepting(new Body.None())),
                List.of(new Room.Entry(
                        Room.Group.MINE, 35, "To say", "/hand-over", Access.role(Role.MANAGER, Role.PLANNER))));
    }

    /** The packs. */
    public record Packs(List<HandOvers.Pack> packs) {}

    /** The page of the packs. */
    public record ListPage(LocalWords words, List<HandOvers.Pack> packs) {}

    /** The page of one. @param refused why the note was not kept, or empty; then the note is what was typed */
    public record PackPage(LocalWords words, HandOvers.Pack pack, String note, String refused, int longest) {}

    private Reply page(Exchange exchange) {
        var words = HandOvers.WORDS.in(exchange.locale());
        return Reply.page(
                "plan/hand-overs.jte",
                words.say("page.title"),
                new ListPage(words, handOvers.all(exchange.workspace(), exchange.caller(), exchange.locale())));
    }

    private Reply packPage(Exchange exchange) {
        HandOvers.Pack pack = pack(exchange);
        return shown(exchange, pack, pack.note(), "");
    }

    private HandOvers.Pack pack(Exchange exchange) {
        return handOvers.require(exchange.workspace(), exchange.caller(), exchange.path("step"), exchange.locale());
    }

    private static Reply shown(Exchange exchange, HandOvers.Pack pack, String note, String refused) {
        var words = HandOvers.WORDS.in(exchange.locale());
        return Reply.page(
                "plan/hand-over.jte",
                words.say("page.title"),
                new PackPage(words, pack, note, refused, HandOvers.LONGEST_NOTE));
    }

    private Reply saidByForm(Exchange exchange) {
        handOvers.said(exchange.workspace(), exchange.caller(), exchange.path("step"));
        return back(exchange);
    }

    private static Reply back(Exchange exchange) {
        return Reply.redirect(exchange.link("/hand-over/" + exchange.path("step")));
    }

    private Reply noteByForm(Exchange exchange) {
        String note = exchange.form().text("note").orElse("");
        try {
            handOvers.note(exchange.workspace(), exchange.caller(), exchange.path("step"), note);
            return back(exchange);
        } catch (Problem e) {
            if (e.fields().isEmpty()) {
                throw e;
            }
            return shown(exchange, pack(exchange), note, e.fields().getFirst().message())
                    .withStatus(422);
        }
    }

    private Reply overviewPage(Exchange exchange) {
        return Reply.page(
                "plan/plan-hand-overs.jte",
                "Said and not said",
                handOvers.overview(exchange.workspace(), exchange.path("plan")));
    }

    private Reply again(Exchange exchange) {
        handOvers.askAgain(exchange.workspace(), exchange.path("plan"), exchange.path("ask"));
        return toOverview(exchange);
    }

    private Reply next(Exchange exchange) {
        handOvers.askNext(exchange.workspace(), exchange.path("plan"), exchange.path("ask"));
        return toOverview(exchange);
    }

    private static Reply toOverview(Exchange exchange) {
        return Reply.redirect(exchange.link("/plans/" + exchange.path("plan") + "/hand-overs"));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Packs(handOvers.all(exchange.workspace(), exchange.caller(), exchange.locale())));
    }

    private Reply said(Exchange exchange) {
        handOvers.said(exchange.workspace(), exchange.caller(), exchange.path("step"));
        return Reply.empty();
    }
}
