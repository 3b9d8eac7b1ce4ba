package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** How planners say what stakeholders are to one another. They are seen on the map and in its table. */
public final class RelationRoutes {
    private final Relations relations;

    public RelationRoutes(Relations relations) {
        this.relations = relations;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String all = "/stakeholders/{stakeholder}/relations";
        String one = all + "/{relation}";
        return new Room(
                List.of(
                        Route.form("stakeholder-relate-form", all, planners, this::addByForm),
                        Route.form("stakeholder-unrelate-form", one + "/removal", planners, this::removeByForm),
                        Route.api("stakeholder-relate", HttpMethod.POST, all, planners, this::add),
                        Route.api("stakeholder-unrelate", HttpMethod.DELETE, one, planners, this::remove)),
                List.of());
    }

    private Reply addByForm(Exchange exchange) {
        Form form = exchange.form();
        var entry = new Relations.Entry(form.required("to", 64), form.one("kind", Relation.Kind.class));
        relations.add(exchange.workspace(), exchange.caller(), exchange.path("stakeholder"), entry);
        return Reply.redirect(exchange.link("/stakeholders"));
    }

    private Reply add(Exchange exchange) {
        return Reply.json(
                201,
                relations.add(
                        exchange.workspace(),
                        exchange.caller(),
                        exchange.path("stakeholder"),
                        exchange.json(Relations.Entry.class)));
    }

    private Reply removeByForm(Exchange exchange) {
        drop(exchange);
        return Reply.redirect(exchange.link("/stakeholders"));
    }

    private Reply remove(Exchange exchange) {
        drop(exchange);
        return Reply.empty();
    }

    private void drop(Exchange exchange) {
        relations.remove(
                exchange.workspace(), exchange.caller(), exchange.path("stakeholder"), exchange.path("relation"));
    }
}
