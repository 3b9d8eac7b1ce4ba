package org.takeup.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import org.takeup.http.Exchange;
import org.takeup.http.Json;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.people.People;

/** The SCIM server of a workspace, at {@code /scim/v2}: for tokens with the scope {@code directory:write}, and admins. */
public final class ScimRoutes {
    private final People people;
    private final ScimUsers users;

    public ScimRoutes(People people) {
        this.people = people;
        this.users = new ScimUsers(people);
    }

    public Room room() {
        var routes = new ArrayList<>(Discovery.routes());
        routes.addAll(List.of(
                Route.scim("scim-users", HttpMethod.GET, "/Users", this::list),
                Route.scim("scim-user-add", HttpMethod.POST, "/Users", this::add),
                Route.scim("scim-user", HttpMethod.GET, "/Users/{scimUser}", this::read),
                Route.scim("scim-user-put", HttpMethod.PUT, "/Users/{scimUser}", this::put),
                Route.scim("scim-user-patch", HttpMethod.PATCH, "/Users/{scimUser}", this::patch),
                Route.scim("scim-user-remove", HttpMethod.DELETE, "/Users/{scimUser}", this::remove)));
        routes.addAll(new ScimGroupRoutes(people).routes());
        return new Room(routes, List.of());
    }

    private Reply list(Exchange exchange) {
        Filter filter = exchange.query("filter")
                .map(text -> Filter.parse(text, Attribute.CORE_USER, ScimStore.FIELDS))
                .orElseGet(Filter::none);
        return ScimJson.list(
                users.list(exchange.workspace(), filter, Page.of(exchange)), user -> ScimJson.user(exchange, user));
    }

    private Reply add(Exchange exchange) {
        ScimUser user = users.add(exchange.workspace(), body(exchange));
        exchange.changes("user", null, user.id());
        return shown(exchange, 201, user).withHeader("location", ScimJson.location(exchange, user));
    }

    private Reply read(Exchange exchange) {
        ScimUser user = users.find(exchange.workspace(), exchange.path("scimUser"));
        return ETags.known(exchange, user.version())
                ? Reply.empty().withStatus(304).withHeader("etag", ETags.of(user.version()))
                : shown(exchange, 200, user);
    }

    private Reply put(Exchange exchange) {
        ObjectNode attributes = body(exchange);
        return changed(exchange, ignored -> attributes);
    }

    private Reply patch(Exchange exchange) {
        List<Patch.Operation> operations = Patch.operations(exchange.body(), Patch.MOST);
        var patch = new Patch(Attribute.USER);
        return changed(exchange, attributes -> {
            operations.forEach(operation -> patch.apply(attributes, operation));
            return attributes;
        });
    }

    private Reply changed(Exchange exchange, java.util.function.UnaryOperator<ObjectNode> change) {
        ScimUser user = users.change(
                exchange.workspace(),
                exchange.path("scimUser"),
                version -> ETags.require(exchange, version),
                attributes -> change.apply(attributes));
        exchange.changes("version", null, user.version());
        return shown(exchange, 200, user);
    }

    private Reply remove(Exchange exchange) {
        users.remove(exchange.workspace(), exchange.path("scimUser"), version -> ETags.require(exchange, version));
        return Reply.empty();
    }

    private static ObjectNode body(Exchange exchange) {
        return ScimUser.read(Json.read(exchange.body(), JsonNode.class));
    }

    private static Reply shown(Exchange exchange, int status, ScimUser user) {
        return ScimJson.reply(status, ScimJson.user(exchange, user)).withHeader("etag", ETags.of(user.version()));
    }
}
