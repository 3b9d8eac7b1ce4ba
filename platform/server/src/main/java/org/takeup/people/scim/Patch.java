package org.takeup.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Json;
import org.takeup.http.Problem;

/**
 * Carries out PATCH (RFC 7644, 3.5.2) on a resource that was read by its {@link Attribute}. Paths may name an attribute,
 * one of its parts, or values of a list by {@code [type eq "work"]}. Also what Okta and Entra send beside the standard:
 * names of operations in any case, values without a path whose keys are paths, and texts for truth values. Paths that
 * name what is not kept are passed over, as unknown attributes are.
 */
final class Patch {
    static final int MOST = 100;

    private static final Pattern PATH = Pattern.compile(
            "([A-Za-z][A-Za-z0-9_-]{0,63})(?:\\[\\s*([^\\[\\]]{1,400}?)\\s*])?(?:\\.([A-Za-z$][A-Za-z0-9_-]{0,63}))?");
    private static final Pattern CONDITION =
            Pattern.compile("(?i)([a-z]{1,64})\\s+eq\\s+(?:\"([^\"\\\\]*)\"|(true|false))");

    private final Attribute schema;

    Patch(Attribute schema) {
        this.schema = schema;
    }

    /** What an operation does. */
    enum Op {
        ADD,
        REPLACE,
        REMOVE
    }

    /** One operation. @param path empty if the keys of the value are the paths */
    record Operation(Op op, String path, JsonNode value) {}

    /**
     * The operations of a request.
     *
     * @param most how many at most
     * @throws Problem 400 if the body is no patch
     */
    static List<Operation> operations(byte[] body, int most) {
        JsonNode list = member(Json.read(body, JsonNode.class), "Operations");
        if (!list.isArray() || list.isEmpty() || list.size() > most) {
            throw ScimProblems.syntax("Send an object with 1 to " + most + " Operations.");
        }
        var operations = new ArrayList<Operation>();
        for (JsonNode each : list) {
            JsonNode path = member(each, "path");
            if (!path.isMissingNode() && !path.isNull() && !path.isTextual()) {
                throw ScimProblems.path("Give the path as a text.");
            }
            Op op = op(member(each, "op").asText());
            JsonNode value = member(each, "value");
            if (op != Op.REMOVE && value.isMissingNode()) {
                throw ScimProblems.syntax("Give each add and replace operation a value.");
            }
            operations.add(new Operation(op, path.asText("").strip(), value));
        }
        return operations;
    }

    private static Op op(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "add" -> Op.ADD;
            case "replace" -> Op.REPLACE;
            case "remove" -> Op.REMOVE;
            default -> throw ScimProblems.syntax("Give each operation an op: add, replace or remove.");
        };
    }

    private static JsonNode member(JsonNode object, String name) {
        return object.properties().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> object.path(name));
    }

    /** Changes the resource. @throws Problem 400 naming what does not fit */
    void apply(ObjectNode resource, Operation operation) {
        if (!operation.path().isEmpty()) {
            at(resource, operation);
        } else if (operation.op() == Op.REMOVE) {
            throw new Problem(400, "noTarget", "A remove operation has no path.", "Say what is to be removed.");
        } else if (!operation.value().isObject()) {
            throw ScimProblems.syntax("Give an operation without a path an object as its value.");
        } else {
            operation
                    .value()
                    .properties()
                    .forEach(member -> at(resource, new Operation(operation.op(), member.getKey(), member.getValue())));
        }
    }

    private void at(ObjectNode resource, Operation operation) {
        String path = operation.path();
        for (Attribute extension : schema.parts()) {
            if (extension.name().indexOf(':') < 0 || !startsWith(path, extension.name())) {
                continue;
            }
            if (path.length() == extension.name().length()) {
                change(resource, extension, operation);
            } else {
                inside(resource, extension, path.substring(extension.name().length() + 1), operation);
            }
            return;
        }
        if (startsWith(path, schema.name())) {
            path = path.substring(Math.min(path.length(), schema.name().length() + 1));
        } else if (path.indexOf(':') >= 0 && path.regionMatches(true, 0, "urn:", 0, 4)) {
            return; // another extension
        }
        step(resource, schema, path, operation);
    }

    private static boolean startsWith(String path, String urn) {
        return path.regionMatches(true, 0, urn, 0, urn.length())
                && (path.length() == urn.length() || path.charAt(urn.length()) == ':');
    }

    private void inside(ObjectNode resource, Attribute extension, String path, Operation operation) {
        ObjectNode holder = resource.withObjectProperty(extension.key());
        step(holder, extension, path, operation);
        dropIfEmpty(resource, extension);
    }

    private static void step(ObjectNode holder, Attribute schema, String path, Operation operation) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw ScimProblems.path(
                    "Give an attribute, such as active, name.givenName or emails[type eq \"work\"].value.");
        }
        Optional<Attribute> found = schema.part(parts.group(1));
        if (found.isEmpty()) {
            return;
        }
        Attribute attribute = found.get();
        if (attribute.kind() == Attribute.Kind.LIST && (parts.group(2) != null || parts.group(3) != null)) {
            values(holder, attribute, parts.group(2), parts.group(3), operation);
        } else if (parts.group(2) != null) {
            throw ScimProblems.path(attribute.name() + " has one value only; leave out the brackets.");
        } else if (parts.group(3) == null) {
            change(holder, attribute, operation);
        } else {
            Optional<Attribute> part = attribute.part(parts.group(3));
            if (part.isPresent()) {
                change(holder.withObjectProperty(attribute.key()), part.get(), operation);
                dropIfEmpty(holder, attribute);
            }
        }
    }

    private static void change(ObjectNode holder, Attribute attribute, Operation operation) {
        JsonNode value = operation.op() == Op.REMOVE ? null : attribute.read(operation.value(), attribute.name());
        JsonNode there = holder.get(attribute.key());
        if (value == null) {
            if (operation.op() != Op.ADD) {
                holder.remove(attribute.key());
            }
        } else if (there instanceof ObjectNode object && value instanceof ObjectNode more) {
            object.setAll(more);
        } else if (there instanceof ArrayNode list && value instanceof ArrayNode more && operation.op() == Op.ADD) {
            more.forEach(each -> addOnce(list, each, attribute));
        } else {
            holder.set(attribute.key(), value);
        }
    }

    private static void addOnce(ArrayNode list, JsonNode value, Attribute attribute) {
        for (JsonNode each : list) {
            if (each.equals(value)) {
                return;
            }
        }
        if (list.size() >= attribute.most()) {
            throw ScimProblems.value(attribute.name(), "At most " + attribute.most() + " values are kept.");
        }
        list.add(value);
    }

    /** Changes those values of a list that meet the condition, or all; makes one if it is to be set and none is there. */
    private static void values(
            ObjectNode holder, Attribute list, @Nullable String condition, @Nullable String part, Operation operation) {
        Optional<Attribute> named = part == null ? Optional.empty() : list.part(part);
        if (part != null && named.isEmpty()) {
            return;
        }
        ArrayNode all = holder.withArrayProperty(list.key());
        List<ObjectNode> met = met(all, list, condition);
        if (operation.op() == Op.REMOVE && part == null) {
            met.forEach(each -> removeSame(all, each));
        } else {
            if (met.isEmpty() && operation.op() != Op.REMOVE) {
                met = List.of(fresh(all, list, condition));
            }
            met.forEach(each -> change(each, named, list, operation));
        }
        // A value that says nothing but its type is none.
        all.removeIf(each -> !each.has("value"));
        dropIfEmpty(holder, list);
    }

    private static void change(ObjectNode value, Optional<Attribute> part, Attribute list, Operation operation) {
        if (part.isPresent()) {
            change(value, part.get(), operation);
        } else if (list.read(operation.value(), list.name()) instanceof ArrayNode given) {
            given.forEach(each -> value.setAll((ObjectNode) each));
        }
    }

    private static void removeSame(ArrayNode all, ObjectNode value) {
        all.removeIf(each -> each == value);
    }

    private static List<ObjectNode> met(ArrayNode all, Attribute list, @Nullable String condition) {
        Optional<Map.Entry<String, JsonNode>> wanted = condition(list, condition);
        var met = new ArrayList<ObjectNode>();
        for (JsonNode each : all) {
            boolean fits = wanted.isEmpty()
                    || each.path(wanted.get().getKey())
                            .asText()
                            .equalsIgnoreCase(wanted.get().getValue().asText());
            if (fits && each instanceof ObjectNode object) {
                met.add(object);
            }
        }
        return met;
    }

    private static ObjectNode fresh(ArrayNode all, Attribute list, @Nullable String condition) {
        if (all.size() >= list.most()) {
            throw ScimProblems.value(list.name(), "At most " + list.most() + " values are kept.");
        }
        ObjectNode value = all.addObject();
        condition(list, condition).ifPresent(wanted -> value.set(wanted.getKey(), wanted.getValue()));
        return value;
    }

    private static Optional<Map.Entry<String, JsonNode>> condition(Attribute list, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher condition = CONDITION.matcher(text);
        Attribute part = condition.matches() ? list.part(condition.group(1)).orElse(null) : null;
        if (part == null) {
            throw ScimProblems.filter("In a path's brackets, compare one attribute by eq, such as type eq \"work\".");
        }
        String value = condition.group(2) == null ? condition.group(3) : condition.group(2);
        JsonNode read = part.read(TextNode.valueOf(value), list.name() + "." + part.name());
        return Optional.of(Map.entry(part.key(), read == null ? TextNode.valueOf("") : read));
    }

    private static void dropIfEmpty(ObjectNode holder, Attribute attribute) {
        if (holder.path(attribute.key()).isEmpty()) {
            holder.remove(attribute.key());
        }
    }
}
