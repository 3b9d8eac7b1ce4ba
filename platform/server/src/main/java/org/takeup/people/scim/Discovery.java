package org.takeup.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;

/** What this server can do (RFC 7643, 5 to 7), from the tables by which it does it. */
final class Discovery {
    private Discovery() {}

    static List<Route> routes() {
        return List.of(
                Route.scim("scim-config", HttpMethod.GET, "/ServiceProviderConfig", Discovery::config),
                Route.scim("scim-types", HttpMethod.GET, "/ResourceTypes", list(Discovery::types)::apply),
                Route.scim(
                        "scim-type",
                        HttpMethod.GET,
                        "/ResourceTypes/{scimType}",
                        one(Discovery::types, "scimType")::apply),
                Route.scim("scim-schemas", HttpMethod.GET, "/Schemas", list(Discovery::schemas)::apply),
                Route.scim(
                        "scim-schema",
                        HttpMethod.GET,
                        "/Schemas/{scimSchema}",
                        one(Discovery::schemas, "scimSchema")::apply));
    }

    private static Function<Exchange, Reply> list(Function<Exchange, List<ObjectNode>> all) {
        return exchange -> {
            List<ObjectNode> found = all.apply(exchange);
            ObjectNode list = ScimJson.listOf(found.size(), 1);
            list.put("itemsPerPage", found.size());
            found.forEach(each -> list.withArrayProperty("Resources").add(each));
            return ScimJson.reply(200, list);
        };
    }

    private static Function<Exchange, Reply> one(Function<Exchange, List<ObjectNode>> all, String parameter) {
        return exchange -> all.apply(exchange).stream()
                .filter(each -> each.path("id").asText().equals(exchange.path(parameter)))
                .findFirst()
                .map(found -> ScimJson.reply(200, found))
                .orElseThrow(Problem::notFound);
    }

    private static Reply config(Exchange exchange) {
        ObjectNode config = object("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
        config.putObject("patch").put("supported", true);
        config.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
        config.putObject("filter").put("supported", true).put("maxResults", Page.MOST);
        config.putObject("changePassword").put("supported", false);
        config.putObject("sort").put("supported", false);
        config.putObject("etag").put("supported", true);
        config.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "API token")
                .put("description", "A token of the workspace with the scope directory:write");
        return ScimJson.reply(200, located(exchange, config, "ServiceProviderConfig", ""));
    }

    private static List<ObjectNode> types(Exchange exchange) {
        ObjectNode user = type(exchange, "User", "/Users", Attribute.USER);
        user.putArray("schemaExtensions")
                .addObject()
                .put("schema", Attribute.ENTERPRISE)
                .put("required", false);
        return List.of(user, type(exchange, "Group", "/Groups", Attribute.GROUP));
    }

    private static ObjectNode type(Exchange exchange, String name, String endpoint, Attribute schema) {
        ObjectNode type = object("urn:ietf:params:scim:schemas:core:2.0:ResourceType");
        type.put("id", name).put("name", name).put("endpoint", endpoint).put("schema", schema.name());
        return located(exchange, type, "ResourceType", "/ResourceTypes/" + name);
    }

    private static List<ObjectNode> schemas(Exchange exchange) {
        var schemas = new ArrayList<ObjectNode>();
        schemas.add(schema(exchange, "User", Attribute.USER));
        Attribute.USER
                .part(Attribute.ENTERPRISE)
                .ifPresent(extension -> schemas.add(schema(exchange, "EnterpriseUser", extension)));
        ObjectNode group = schema(exchange, "Group", Attribute.GROUP);
        group.withArrayProperty("attributes").add(attribute(Attribute.MEMBERS));
        schemas.add(group);
        return schemas;
    }

    private static ObjectNode schema(Exchange exchange, String name, Attribute of) {
        ObjectNode schema = object("urn:ietf:params:scim:schemas:core:2.0:Schema");
        schema.put("id", of.name()).put("name", name);
        schema.putArray("attributes");
        of.parts().stream()
                .filter(part -> part.name().indexOf(':') < 0)
                .forEach(part -> schema.withArrayProperty("attributes").add(attribute(part)));
        return located(exchange, schema, "Schema", "/Schemas/" + of.name());
    }

    private static JsonNode attribute(Attribute attribute) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("name", attribute.name())
                .put(
                        "type",
                        switch (attribute.kind()) {
                            case TEXT -> "string";
                            case FLAG -> "boolean";
                            case COMPLEX, LIST -> "complex";
                        })
                .put("multiValued", attribute.kind() == Attribute.Kind.LIST)
                .put("required", attribute.required())
                .put("caseExact", attribute.name().equals("externalId"))
                .put("mutability", "readWrite")
                .put("returned", "default")
                .put("uniqueness", attribute.name().equals("userName") ? "server" : "none");
        if (!attribute.parts().isEmpty()) {
            shown.putArray("subAttributes");
            attribute
                    .parts()
                    .forEach(part -> shown.withArrayProperty("subAttributes").add(attribute(part)));
        }
        return shown;
    }

    private static ObjectNode object(String schema) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putArray("schemas").add(schema);
        return object;
    }

    private static ObjectNode located(Exchange exchange, ObjectNode shown, String type, String path) {
        String at = path.isEmpty() ? "/" + type : path;
        shown.putObject("meta").put("resourceType", type).put("location", exchange.fullLink("/scim/v2" + at));
        return shown;
    }
}
