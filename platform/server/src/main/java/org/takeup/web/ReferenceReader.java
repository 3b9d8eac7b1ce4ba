package org.takeup.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Route;
import org.takeup.identity.Scopes;
import org.takeup.web.ReferenceView.Answer;
import org.takeup.web.ReferenceView.Member;
import org.takeup.web.ReferenceView.Operation;
import org.takeup.web.ReferenceView.Parameter;
import org.takeup.web.ReferenceView.Trial;

/** Reads operations out of the contract. */
final class ReferenceReader {
    /** Deeper members are left to the document itself. */
    private static final int DEEPEST = 4;

    private static final String JSON = "application/json";

    private final JsonNode document;

    ReferenceReader(JsonNode document) {
        this.document = document;
    }

    /** The operation of a route. */
    Operation operation(Route route) {
        JsonNode path = document.path("paths").path(OpenApi.path(route));
        JsonNode operation = path.path(route.method().name().toLowerCase(Locale.ROOT));
        JsonNode body = operation.path("requestBody").path("content").path(JSON).path("schema");
        return new Operation(
                route.id(),
                route.method().name(),
                route.path(),
                text(operation, "summary"),
                text(operation, "description"),
                who(route.access()),
                route.access() instanceof Access.Signed
                        ? Scopes.needed(route.path(), Forgery.changes(route.method()))
                        : "",
                parameters(path, operation),
                body.isMissingNode() ? List.of() : members(body),
                body.isMissingNode() ? "" : pretty(example(body, 0)),
                answers(operation),
                trial(route));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText("").strip();
    }

    private static String who(Access access) {
        return switch (access) {
            case Access.Everyone _ -> "anybody";
            case Access.Ticket _ -> "whoever has the link";
            case Access.Operator _ -> "the operator";
            case Access.Signed signed ->
                signed.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(", "));
        };
    }

    private static Trial trial(Route route) {
        boolean session = route.access() instanceof Access.Signed || route.access() instanceof Access.Operator;
        boolean sendable = route.body() instanceof Body.None || route.body() instanceof Body.Json;
        return session && sendable ? Trial.SESSION : Trial.NONE;
    }

    private List<Parameter> parameters(JsonNode path, JsonNode operation) {
        var parameters = new ArrayList<Parameter>();
        for (JsonNode owner : List.of(path, operation)) {
            for (JsonNode given : owner.path("parameters")) {
                JsonNode each = resolved(given);
                parameters.add(new Parameter(
                        text(each, "name"),
                        text(each, "in"),
                        each.path("required").asBoolean(),
                        type(each.path("schema")),
                        text(each, "description")));
            }
        }
        return parameters;
    }

    private List<Answer> answers(JsonNode operation) {
        var answers = new ArrayList<Answer>();
        for (Map.Entry<String, JsonNode> each : operation.path("responses").properties()) {
            JsonNode answer = resolved(each.getValue());
            JsonNode schema = answer.path("content").path(JSON).path("schema");
            answers.add(new Answer(
                    each.getKey(), text(answer, "description"), schema.isMissingNode() ? List.of() : members(schema)));
        }
        answers.sort(java.util.Comparator.comparing(Answer::status));
        return answers;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = document.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }

    private List<Member> members(JsonNode schema) {
        var members = new ArrayList<Member>();
        addMembers(schema, 0, members);
        return members;
    }

    private void addMembers(JsonNode given, int depth, List<Member> into) {
        JsonNode schema = inner(given);
        if (depth == DEEPEST) {
            return;
        }
        schema.path("allOf").forEach(part -> addMembers(part, depth, into));
        List<String> required = texts(schema.path("required"));
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
            JsonNode member = resolved(each.getValue());
            into.add(new Member(
                    depth, each.getKey(), type(member), required.contains(each.getKey()), text(member, "description")));
            addMembers(member, depth + 1, into);
        }
    }

    /** The object that is meant: what is in a list, or the alternative that has members. */
    private JsonNode inner(JsonNode given) {
        JsonNode schema = resolved(given);
        while (schema.has("items")
                || schema.has("additionalProperties")
                        && schema.get("additionalProperties").isObject()) {
            schema = resolved(schema.has("items") ? schema.get("items") : schema.get("additionalProperties"));
        }
        return alternatives(schema)
                .flatMap(each -> StreamSupport.stream(each.spliterator(), false)
                        .map(this::resolved)
                        .filter(one -> one.has("properties"))
                        .findFirst())
                .orElse(schema);
    }

    private static Optional<JsonNode> alternatives(JsonNode schema) {
        return Optional.ofNullable(schema.has("oneOf") ? schema.get("oneOf") : schema.get("anyOf"));
    }

    /** In words, such as {@code list of text}. */
    private String type(JsonNode given) {
        JsonNode schema = resolved(given);
        if (schema.has("enum")) {
            return String.join(" | ", texts(schema.path("enum")));
        }
        if (schema.has("const")) {
            return schema.path("const").asText();
        }
        Optional<JsonNode> alternatives = alternatives(schema);
        if (alternatives.isPresent()) {
            return StreamSupport.stream(alternatives.get().spliterator(), false)
                    .map(this::type)
                    .distinct()
                    .collect(Collectors.joining(" or "));
        }
        if (schema.path("type").isArray()) {
            return texts(schema.path("type")).stream()
                    .map(name -> word(name, schema))
                    .collect(Collectors.joining(" or "));
        }
        return word(text(schema, "type"), schema);
    }

    private String word(String type, JsonNode schema) {
        String format = text(schema, "format");
        return switch (type) {
            case "string" -> format.isEmpty() ? "text" : format;
            case "integer" -> "whole number";
            case "number" -> "number";
            case "boolean" -> "true or false";
            case "array" -> "list of " + type(schema.path("items"));
            case "null" -> "null";
            case "" -> schema.has("properties") || schema.has("allOf") ? "object" : "anything";
            default -> type;
        };
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** A document to begin with: everything that is required, and what is simple. */
    private JsonNode example(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        JsonNodeFactory make = JsonNodeFactory.instance;
        for (String member : List.of("example", "default", "const")) {
            if (schema.has(member)) {
                return schema.get(member);
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        Optional<JsonNode> alternatives = alternatives(schema);
        if (alternatives.isPresent()) {
            return example(alternatives.get().path(0), depth);
        }
        if (schema.has("allOf")) {
            ObjectNode all = make.objectNode();
            schema.path("allOf").forEach(part -> {
                if (example(part, depth) instanceof ObjectNode object) {
                    all.setAll(object);
                }
            });
            return all;
        }
        return exampleOf(schema, depth, make);
    }

    private JsonNode exampleOf(JsonNode schema, int depth, JsonNodeFactory make) {
        String type = schema.path("type").isArray() ? texts(schema.path("type")).getFirst() : text(schema, "type");
        return switch (type) {
            case "string" ->
                make.textNode(
                        switch (text(schema, "format")) {
                            case "date-time" -> "2027-01-15T12:00:00Z";
                            case "date" -> "2027-01-15";
                            case "uri" -> "https://example.com/";
                            default -> "";
                        });
            case "integer", "number" -> make.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> make.booleanNode(false);
            case "array" -> {
                ArrayNode list = make.arrayNode();
                yield depth < DEEPEST ? list.add(example(schema.path("items"), depth + 1)) : list;
            }
            case "null" -> make.nullNode();
            default -> {
                ObjectNode object = make.objectNode();
                if (depth < DEEPEST) {
                    schema.path("properties")
                            .properties()
                            .forEach(each -> object.set(each.getKey(), example(each.getValue(), depth + 1)));
                }
                yield object;
            }
        };
    }

    private static String pretty(JsonNode example) {
        return example.toPrettyString();
    }
}
