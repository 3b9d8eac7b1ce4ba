package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** Maturity beside its outcomes, for planners, who may see take-up as well. */
public final class MaturityRoutes {
    private final Surveys surveys;

    public MaturityRoutes(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("survey-maturity", "/surveys/{wave}/maturity", planners, this::page),
                        Route.api("wave-maturity", HttpMethod.GET, "/waves/{wave}/maturity", planners, this::api)),
                List.of());
    }

    /** The page. @param view none while the survey is not over @param imports whether the reader may import learning data */
    public record Page(Wave wave, Optional<MaturityView> view, boolean imports) {}

    private Reply page(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        Optional<MaturityView> view =
                wave.state() == Wave.State.SEPARATED ? Optional.of(view(exchange)) : Optional.empty();
        return Reply.page(
                "survey/maturity.jte",
                "Maturity and outcomes",
                new Page(wave, view, exchange.caller().is(Role.ADMIN)));
    }

    private Reply api(Exchange exchange) {
        return Reply.json(view(exchange));
    }

    private MaturityView view(Exchange exchange) {
        return surveys.outcomes().maturity(exchange.workspace(), exchange.path("wave"), exchange.locale());
    }
}
