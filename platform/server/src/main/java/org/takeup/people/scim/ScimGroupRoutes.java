package org.takeup.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Json;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.people.People;

/** Groups over SCIM. Lists leave members out; reading one group shows them unless it is asked not to. */
final class ScimGroupRoutes {
    /** 10,000 members with a name and an address each. */
    private static final Body BODY = new Body.Scim(2 * 1024 * 1024);

    private final ScimGroups groups;

    ScimGroupRoutes(People people) {
        this.groups = new ScimGroups(people);
    }

    List<Route> routes() {
        return List.of(
                Route.scim("scim-groups", HttpMethod.GET, "/Groups", this::list),
                Route.scim("scim-group-add", HttpMethod.POST, "/Groups", this::add)
                        .accepting(BODY),
                Route.scim("scim-group", HttpMethod.GET, "/Groups/{scimGroup}", this::read),
                Route.scim("scim-group-put", HttpMethod.PUT, "/Groups/{scimGroup}", this::put)
                        .accepting(BODY),
                Route.scim("scim-group-patch", HttpMethod.PATCH, "/Groups/{scimGroup}", this::patch)
                        .accepting(BODY),
                Route.scim("scim-group-remove", HttpMethod.DELETE, "/Groups/{scimGroup}", this::remove));
    }

    private Reply list(Exchange exchange) {
        Filter filter = exchange.query("filter")
                .map(text -> Filter.parse(text, Attribute.CORE_GROUP, ScimGroupStore.FIELDS))
                .orElseGet(Filter::none);
        return ScimJson.list(
                groups.list(exchange.workspace(), filter, Page.of(exchange)), group -> shown(exchange, group));
    }

    private Reply add(Exchange exchange) {
        JsonNode body = body(exchange);
        ScimGroup group = groups.add(exchange.workspace(), attributes(body), Membership.of(body));
        exchange.changes("group", null, group.id());
        return whole(exchange, 201, group).withHeader("location", location(exchange, group));
    }

    private Reply read(Exchange exchange) {
        ScimGroup group = groups.find(exchange.workspace(), exchange.path("scimGroup"));
        if (ETags.known(exchange, group.version())) {
            return Reply.empty().withStatus(304).withHeader("etag", ETags.of(group.version()));
        }
        return wantsMembers(exchange)
                ? whole(exchange, 200, group)
                : ScimJson.reply(200, shown(exchange, group)).withHeader("etag", ETags.of(group.version()));
    }

    private static boolean wantsMembers(Exchange exchange) {
        boolean left = exchange.query("excludedAttributes")
                .filter(ScimGroupRoutes::namesMembers)
                .isPresent();
        Optional<String> only = exchange.query("attributes");
        return !left && (only.isEmpty() || namesMembers(only.get()));
    }

    private static boolean namesMembers(String names) {
        return Arrays.stream(names.split(",", 50)).anyMatch(name -> name.strip().equalsIgnoreCase("members"));
    }

    private Reply put(Exchange exchange) {
        JsonNode body = body(exchange);
        ObjectNode attributes = attributes(body);
        Membership membership = Membership.of(body);
        ScimGroup group = groups.change(
                exchange.workspace(),
                exchange.path("scimGroup"),
                version -> ETags.require(exchange, version),
                there -> {
                    there.removeAll();
                    there.setAll(attributes);
                    return membership;
                });
        exchange.changes("version", null, group.version());
        return whole(exchange, 200, group);
    }

    private Reply patch(Exchange exchange) {
        List<Patch.Operation> operations = Patch.operations(exchange.body(), Membership.MOST);
        ScimGroup group = groups.change(
                exchange.workspace(),
                exchange.path("scimGroup"),
                version -> ETags.require(exchange, version),
                attributes -> Membership.patched(attributes, operations));
        exchange.changes("version", null, group.version());
        // Without the members, who may be many: the caller has just said who changes.
        return Reply.empty().withHeader("etag", ETags.of(group.version()));
    }

    private Reply remove(Exchange exchange) {
        groups.remove(exchange.workspace(), exchange.path("scimGroup"), version -> ETags.require(exchange, version));
        return Reply.empty();
    }

    private static JsonNode body(Exchange exchange) {
        JsonNode body = Json.read(exchange.body(), JsonNode.class);
        if (!body.isObject()) {
            throw ScimProblems.syntax("Send one JSON object.");
        }
        return body;
    }

    private static ObjectNode attributes(JsonNode body) {
        return Attribute.GROUP.read(body, "") instanceof ObjectNode kept ? kept : JsonNodeFactory.instance.objectNode();
    }

    private static String location(Exchange exchange, ScimGroup group) {
        return exchange.fullLink("/scim/v2/Groups/" + group.id());
    }

    private static ObjectNode shown(Exchange exchange, ScimGroup group) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.putArray("schemas").add(Attribute.CORE_GROUP);
        shown.put("id", group.id());
        shown.setAll(group.attributes());
        ScimJson.meta(shown, "Group", group.created(), group.modified(), group.version(), location(exchange, group));
        return shown;
    }

    private Reply whole(Exchange exchange, int status, ScimGroup group) {
        ObjectNode shown = shown(exchange, group);
        var members = shown.putArray("members");
        groups.members(exchange.workspace(), group.id())
                .forEach(id -> members.addObject().put("value", id).put("type", "User"));
        return ScimJson.reply(status, shown).withHeader("etag", ETags.of(group.version()));
    }
}
