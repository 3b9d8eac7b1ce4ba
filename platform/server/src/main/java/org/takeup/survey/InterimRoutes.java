package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** Live results of an open survey: a page that keeps itself up to date, and the API. */
public final class InterimRoutes {
    private final Surveys surveys;

    public InterimRoutes(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("survey-live", "/surveys/{wave}/live", planners, this::page),
                        Route.api("wave-live", HttpMethod.GET, "/waves/{wave}/live", planners, this::read)),
                List.of());
    }

    private InterimView view(Exchange exchange) {
        return InterimView.of(surveys.interim().read(exchange.workspace(), exchange.path("wave")), exchange.locale());
    }

    private Reply read(Exchange exchange) {
        return Reply.json(view(exchange));
    }

    private Reply page(Exchange exchange) {
        try {
            return Reply.page("survey/live.jte", "Live results", view(exchange));
        } catch (ResultsNotYet | PilotOnly e) {
            // It has closed, or is a pilot: that page says what there is instead.
            return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave") + "/results"));
        }
    }
}
