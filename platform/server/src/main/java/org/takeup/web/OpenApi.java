package org.takeup.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Route;

/**
 * The contract of the REST API: one OpenAPI 3.1 document, put together at start from the fragment that each capability
 * has in {@code openapi/}. What the door does on every operation (roles, security, its own problems) is added here from
 * the routes, so it is written once and cannot differ from what happens.
 */
final class OpenApi {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode document;

    private OpenApi(ObjectNode document) {
        this.document = document;
    }

    /** @throws IllegalStateException if two fragments say the same thing differently, or one cannot be read */
    static OpenApi of(List<Route> routes) {
        ObjectNode document = read("base.yaml");
        for (String fragment : Fragments.names()) {
            merge(document, read(fragment), fragment);
        }
        routes.stream().filter(OpenApi::isOperation).forEach(route -> complete(document, route));
        return new OpenApi(document);
    }

    Route route() {
        return new Route(
                "openapi",
                Route.Realm.PLATFORM,
                Route.Style.PAGE,
                HttpMethod.GET,
                "/api/openapi.json",
                Access.everyone(),
                new Body.None(),
                this::document);
    }

    /** The whole document. */
    JsonNode document() {
        return document;
    }

    private Reply document(Exchange exchange) {
        return Reply.json(document);
    }

    /** Whether the contract must name a route. */
    static boolean isOperation(Route route) {
        return route.style() == Route.Style.API;
    }

    /** A route's path in the document; a workspace's paths are below the server {@code /w/{tenant}}. */
    static String path(Route route) {
        return route.realm() == Route.Realm.OPERATOR ? "/operator" + route.path() : route.path();
    }

    private static void merge(ObjectNode document, ObjectNode fragment, String name) {
        putAll(child(document, "paths"), fragment.path("paths"), name);
        for (Map.Entry<String, JsonNode> kind : fragment.path("components").properties()) {
            putAll(child(child(document, "components"), kind.getKey()), kind.getValue(), name);
        }
    }

    private static void putAll(ObjectNode into, JsonNode from, String name) {
        for (Map.Entry<String, JsonNode> each : from.properties()) {
            JsonNode there = into.get(each.getKey());
            if (there instanceof ObjectNode path
                    && into.has(each.getKey())
                    && each.getKey().startsWith("/")) {
                putAll(path, each.getValue(), name);
            } else if (there != null && !there.equals(each.getValue())) {
                throw new IllegalStateException("openapi/" + name + " says something else about " + each.getKey()
                        + " than a fragment before it; rename one");
            } else {
                into.set(each.getKey(), each.getValue());
            }
        }
    }

    private static void complete(ObjectNode document, Route route) {
        JsonNode path = document.path("paths").path(path(route));
        String method = route.method().name().toLowerCase(Locale.ROOT);
        if (!(path instanceof ObjectNode item) || !(path.path(method) instanceof ObjectNode operation)) {
            return;
        }
        if (route.realm() != Route.Realm.WORKSPACE && !item.has("servers")) {
            item.putArray("servers").addObject().put("url", "/");
        }
        operation.set("x-takeup-roles", roles(route.access()));
        operation.set("security", security(route.access()));
        if (Idempotency.covers(route)) {
            operation.withArray("/parameters").addObject().put("$ref", "#/components/parameters/IdempotencyKey");
        }
        ObjectNode responses = child(operation, "responses");
        DoorProblems.of(route).forEach((status, problem) -> {
            if (!responses.has(status)) {
                responses.putObject(status).put("$ref", "#/components/responses/" + problem);
            }
        });
    }

    private static ArrayNode roles(Access access) {
        ArrayNode roles = YAML.createArrayNode();
        switch (access) {
            case Access.Everyone _ -> roles.add("everyone");
            case Access.Ticket _ -> roles.add("ticket");
            case Access.Operator _ -> roles.add("operator");
            case Access.Signed signed ->
                signed.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .forEach(roles::add);
        }
        return roles;
    }

    private static ArrayNode security(Access access) {
        ArrayNode security = YAML.createArrayNode();
        if (access instanceof Access.Signed || access instanceof Access.Operator) {
            security.addObject().putArray("token");
            security.addObject().putArray("session");
        }
        return security;
    }

    private static ObjectNode child(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }

    private static ObjectNode read(String name) {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi/" + name)) {
            if (in == null) {
                throw new IllegalStateException("openapi/" + name + " is missing from the class path");
            }
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi/" + name + " cannot be read", e);
        }
    }
}
