package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** What planners can know of an instrument before they ask with it, as a page and in the API. */
public final class InstrumentPages {
    private final Surveys surveys;

    public InstrumentPages(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("instrument", "/instruments/{plugin}", planners, this::page),
                        Route.api("instrument-get", HttpMethod.GET, "/instruments/{plugin}", planners, this::read)),
                List.of());
    }

    private Reply page(Exchange exchange) {
        InstrumentView view = view(exchange);
        return Reply.page("survey/instrument.jte", view.name(), view);
    }

    private Reply read(Exchange exchange) {
        return Reply.json(view(exchange));
    }

    private InstrumentView view(Exchange exchange) {
        return surveys.instrument(exchange.workspace(), exchange.path("plugin"), exchange.locale());
    }
}
