package org.takeup.chart;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** What Helm would send to the cluster: the text, and the objects in it. A key given twice is an error. */
record Rendering(String text, List<JsonNode> objects) {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    static Rendering of(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return new Rendering(
                    text,
                    documents.readAll().stream().filter(JsonNode::isObject).toList());
        } catch (IOException cause) {
            throw new UncheckedIOException(text, cause);
        }
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException cause) {
            throw new UncheckedIOException(text, cause);
        }
    }

    List<String> kinds() {
        return objects.stream().map(object -> object.path("kind").asText()).toList();
    }

    Stream<JsonNode> all(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    JsonNode one(String kind) {
        List<JsonNode> found = all(kind).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind + " and found " + found.size() + " in\n" + text);
        }
        return found.getFirst();
    }

    JsonNode named(String kind, String name) {
        return all(kind)
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in\n" + text));
    }

    JsonNode pod() {
        return one("Deployment").at("/spec/template/spec");
    }

    JsonNode container() {
        return pod().at("/containers/0");
    }

    /** The variable of the platform's container, or a missing node. */
    JsonNode variable(String name) {
        return list(container().path("env")).stream()
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    static List<JsonNode> list(JsonNode array) {
        return array.valueStream().toList();
    }
}
