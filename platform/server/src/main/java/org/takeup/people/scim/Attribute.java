package org.takeup.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that is kept, and how it is read. What is not in the tables below is left out when a resource comes in:
 * identity providers send far more about people than is needed here.
 *
 * @param key under which it is stored
 * @param name as SCIM calls it; the URN for an extension
 * @param most longest text, or how many values at most
 * @param parts of a complex attribute, or of each value of a list
 */
record Attribute(String key, String name, Kind kind, boolean required, int most, List<Attribute> parts) {
    static final String CORE_USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String CORE_GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /** What a value is. */
    enum Kind {
        TEXT,
        FLAG,
        COMPLEX,
        LIST
    }

    private static final int LONGEST = 256;

    /** A user, with the enterprise extension under a key without dots. */
    static final Attribute USER = complex(
            "user",
            CORE_USER,
            new Attribute("userName", "userName", Kind.TEXT, true, LONGEST, List.of()),
            text("externalId"),
            text("displayName"),
            flag("active"),
            text("preferredLanguage"),
            text("timezone"),
            complex("name", "name", text("formatted"), text("givenName"), text("familyName")),
            new Attribute(
                    "emails", "emails", Kind.LIST, false, 20, List.of(text("value"), text("type"), flag("primary"))),
            complex(
                    "enterprise",
                    ENTERPRISE,
                    text("department"),
                    text("division"),
                    complex("manager", "manager", text("value"))));

    /** A group, but for its members. */
    static final Attribute GROUP = complex(
            "group",
            CORE_GROUP,
            new Attribute("displayName", "displayName", Kind.TEXT, true, LONGEST, List.of()),
            text("externalId"));

    /** Members of a group, as they are shown; {@link Membership} reads them. */
    static final Attribute MEMBERS = new Attribute(
            "members", "members", Kind.LIST, false, Membership.MOST, List.of(text("value"), text("type")));

    Attribute {
        parts = List.copyOf(parts);
    }

    private static Attribute text(String name) {
        return new Attribute(name, name, Kind.TEXT, false, LONGEST, List.of());
    }

    private static Attribute flag(String name) {
        return new Attribute(name, name, Kind.FLAG, false, 0, List.of());
    }

    private static Attribute complex(String key, String name, Attribute... parts) {
        return new Attribute(key, name, Kind.COMPLEX, false, 0, List.of(parts));
    }

    /** The part with this name, in any case: SCIM's names have none. */
    Optional<Attribute> part(String called) {
        return parts.stream().filter(part -> part.name.equalsIgnoreCase(called)).findFirst();
    }

    /**
     * The value without what is not kept, or null if nothing is left of it.
     *
     * @param where for messages
     * @throws org.takeup.http.Problem 400 {@code invalidValue} naming the attribute
     */
    @Nullable
    JsonNode read(JsonNode value, String where) {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        return switch (kind) {
            case TEXT -> readText(value, where);
            case FLAG -> readFlag(value, where);
            case COMPLEX -> readComplex(value, where);
            case LIST -> readList(value, where);
        };
    }

    private @Nullable JsonNode readText(JsonNode value, String where) {
        if (!value.isTextual()) {
            throw ScimProblems.value(where, "Give a text.");
        }
        String text = value.asText();
        if (text.length() > most || text.codePoints().anyMatch(Attribute::unprintable)) {
            throw ScimProblems.value(where, "Give at most " + most + " characters, and no control characters.");
        }
        return text.isBlank() ? null : TextNode.valueOf(text.strip());
    }

    private static boolean unprintable(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
    }

    /** Entra sends truth values as the texts True and False. */
    private static JsonNode readFlag(JsonNode value, String where) {
        return switch (value.isBoolean() || value.isTextual() ? value.asText().toLowerCase(Locale.ROOT) : "") {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> throw ScimProblems.value(where, "Give true or false.");
        };
    }

    private @Nullable JsonNode readComplex(JsonNode value, String where) {
        if (key.equals("manager") && value.isTextual()) {
            // Entra sets the manager's id itself where the standard has an object around it.
            return readComplex(JsonNodeFactory.instance.objectNode().set("value", value), where);
        }
        if (!value.isObject()) {
            throw ScimProblems.value(where, "Give an object.");
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            part(member.getKey()).ifPresent(part -> {
                JsonNode read = part.read(member.getValue(), part.below(where));
                if (read != null) {
                    kept.set(part.key, read);
                }
            });
        }
        return kept.isEmpty() ? null : kept;
    }

    private @Nullable JsonNode readList(JsonNode value, String where) {
        if (!value.isArray() && !value.isObject()) {
            throw ScimProblems.value(where, "Give an array of objects.");
        }
        if (value.isArray() && value.size() > most) {
            throw ScimProblems.value(where, "Give at most " + most + " values.");
        }
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            JsonNode read = readComplex(each, where);
            // A value that says nothing but its type is none.
            if (read != null && read.has("value")) {
                kept.add(read);
            }
        }
        return kept.isEmpty() ? null : kept;
    }

    private String below(String where) {
        return where.isEmpty() ? name : where + "." + name;
    }
}
