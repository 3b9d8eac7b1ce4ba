package org.takeup.plugin.packaging.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the whole of a schema: its size and depth, its frame, and each property by {@link PropertyReader}. */
final class SchemaReader {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_SETTINGS = 100;
    private static final int DEEPEST = 8;
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Set<String> KNOWN =
            Set.of("$schema", "$id", "title", "description", "type", "properties", "required", "additionalProperties");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SchemaReader() {}

    static SettingsSchema read(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw new BadSchema("", "is larger than 64 KB", "Ask for fewer settings, in fewer words.");
        }
        JsonNode root = tree(json);
        refuseUnknown(root, "", KNOWN);
        if (root.has("$schema") && !root.path("$schema").asText().equals(DIALECT)) {
            throw new BadSchema("/$schema", "names another dialect", "Write " + DIALECT + ", or leave it out.");
        }
        if (!root.path("type").asText().equals("object")
                || !root.path("properties").isObject()) {
            throw new BadSchema(
                    "",
                    "is not of type object with properties",
                    "Write {\"type\": \"object\", \"properties\": {...}}.");
        }
        if (root.has("additionalProperties")
                && (!root.path("additionalProperties").isBoolean()
                        || root.path("additionalProperties").asBoolean())) {
            throw new BadSchema(
                    "/additionalProperties", "must be false", "Nothing but the properties is ever handed over.");
        }
        return new SettingsSchema(settings(root.path("properties"), required(root)));
    }

    private static JsonNode tree(byte[] json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (!root.isObject()) {
                throw new BadSchema("", "is no JSON object", "Write {\"type\": \"object\", \"properties\": {...}}.");
            }
            return root;
        } catch (StreamConstraintsException e) {
            throw new BadSchema(
                    "",
                    "is nested more than " + DEEPEST + " deep, or has endless names or numbers",
                    "Settings are flat: one property each.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " near line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new BadSchema("", "cannot be read as JSON" + where, "Write one UTF-8 JSON object, no member twice.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Setting> settings(JsonNode properties, Set<String> required) {
        if (properties.size() > MOST_SETTINGS) {
            throw new BadSchema(
                    "/properties",
                    "has " + properties.size() + " settings",
                    "At most " + MOST_SETTINGS + " are allowed; nobody fills in more.");
        }
        record Placed(Setting setting, int order) {}
        var placed = new ArrayList<Placed>();
        properties.properties().forEach(each -> {
            String pointer = "/properties/" + each.getKey().replace("~", "~0").replace("/", "~1");
            if (!NAME.matcher(each.getKey()).matches()) {
                throw new BadSchema(
                        pointer,
                        "has a name that cannot be used",
                        "Begin with a letter; use letters, digits, - and _.");
            }
            var reader = new PropertyReader(each.getKey(), pointer, each.getValue());
            placed.add(new Placed(reader.read(required.contains(each.getKey())), reader.order()));
        });
        for (String name : required) {
            if (!properties.has(name)) {
                throw new BadSchema("/required", "names " + name, "Every required setting is one of the properties.");
            }
        }
        return placed.stream()
                .sorted(Comparator.comparingInt(Placed::order))
                .map(Placed::setting)
                .toList();
    }

    private static Set<String> required(JsonNode root) {
        JsonNode list = root.path("required");
        var names = new HashSet<String>();
        if (root.has("required") && !list.isArray()) {
            throw new BadSchema("/required", "is no list", "List the names of the properties.");
        }
        for (JsonNode name : list) {
            if (!name.isTextual() || !names.add(name.asText())) {
                throw new BadSchema("/required", "has an entry twice or none", "List each name once.");
            }
        }
        return names;
    }

    /** A word that we do not know could be a rule; a form that passes over a rule takes what the plugin cannot use. */
    static void refuseUnknown(JsonNode node, String pointer, Set<String> known) {
        node.fieldNames().forEachRemaining(word -> {
            if (!known.contains(word)) {
                String place = pointer + "/" + word.replace("~", "~0").replace("/", "~1");
                throw new BadSchema(
                        place.length() > 200 ? place.substring(0, 200) + "…" : place,
                        word.contains("$") ? "points elsewhere" : "is not part of the subset",
                        "Leave it out; plugins/README.md lists what can be used, and references are not.");
            }
        });
    }
}
