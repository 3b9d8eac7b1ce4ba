package org.takeup.plugin.leaflet;

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
import java.util.LinkedHashSet;
import java.util.List;
import org.takeup.plugin.packaging.BadPackage;

/** Reads the components of a CycloneDX 1.x document in JSON. What people are not shown is not looked at. */
final class SbomReader {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_COMPONENTS = 1_000;
    private static final int DEEPEST = 32;
    private static final int LONGEST = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(40)
                            .maxNameLength(256)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<Component> components = new ArrayList<>();

    private SbomReader() {}

    /** The components, those within others too, in the order of the document. @throws BadPackage saying where it does not fit */
    static List<Component> read(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw bad("is larger than 1 MB", "List the components without what nobody reads.");
        }
        JsonNode root = tree(json);
        if (!root.path("bomFormat").asText().equals("CycloneDX")
                || !root.path("specVersion").asText().startsWith("1.")) {
            throw bad(
                    "is no CycloneDX document",
                    "Write \"bomFormat\": \"CycloneDX\" and a \"specVersion\" such as \"1.6\", as CycloneDX tools do.");
        }
        var reader = new SbomReader();
        reader.all(root.path("components"), "/components");
        return List.copyOf(reader.components);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (StreamConstraintsException e) {
            throw bad("is nested more than " + DEEPEST + " deep, or has endless names or numbers", "Make it anew.");
        } catch (JsonProcessingException e) {
            throw bad(
                    "is no JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    "Write one JSON document, in UTF-8, without a name twice in an object.");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read bytes in memory", e);
        }
    }

    private void all(JsonNode list, String place) {
        if (list.isMissingNode()) {
            return;
        }
        if (!list.isArray()) {
            throw bad("has no list at " + place, "Write \"components\": [...].");
        }
        for (int i = 0; i < list.size(); i++) {
            if (components.size() == MOST_COMPONENTS) {
                throw bad("lists more than " + MOST_COMPONENTS + " components", "A plugin needs far fewer.");
            }
            one(list.get(i), place + "/" + i);
        }
    }

    private void one(JsonNode component, String place) {
        String name = text(component, "name");
        if (name.isEmpty()) {
            throw bad("has no name at " + place, "Give each component a name.");
        }
        String group = text(component, "group");
        components.add(new Component(
                group.isEmpty() ? name : group + ":" + name, text(component, "version"), licenses(component)));
        all(component.path("components"), place + "/components");
    }

    private static String licenses(JsonNode component) {
        var licenses = new LinkedHashSet<String>();
        for (JsonNode each : component.path("licenses")) {
            JsonNode license = each.path("license");
            for (String found : List.of(text(each, "expression"), text(license, "id"), text(license, "name"))) {
                if (!found.isEmpty()) {
                    licenses.add(found);
                }
            }
        }
        return Plain.line(String.join(", ", licenses), LONGEST);
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() ? Plain.line(value.textValue(), LONGEST) : "";
    }

    private static BadPackage bad(String what, String remedy) {
        return new BadPackage("sbom.json " + what, remedy);
    }
}
