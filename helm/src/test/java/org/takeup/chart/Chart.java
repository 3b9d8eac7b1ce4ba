package org.takeup.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The chart in this module, rendered by the real Helm library as release {@code learn} in the namespace {@code prod}. */
final class Chart {
    static final Path FOLDER = Path.of("takeup").toAbsolutePath();
    static final String RELEASE = "learn";
    static final String NAMESPACE = "prod";

    /** The value sets of the folder {@code ci}, each on top of the ones before it. */
    enum Values {
        REQUIRED,
        INGRESS,
        EVERYTHING;

        private List<Path> files() {
            return Stream.of(values())
                    .filter(each -> each.compareTo(this) <= 0)
                    .map(each -> each.name().toLowerCase(Locale.ROOT) + "-values.yaml")
                    .map(FOLDER.resolve("ci")::resolve)
                    .toList();
        }
    }

    private Chart() {}

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /** Lints with the value set. Helm's library takes no values here, so they become the defaults of a copy of the chart. */
    static LintResult lint(Values values) {
        try {
            Path copy = Files.createTempDirectory("chart").resolve(FOLDER.getFileName());
            try {
                copy(FOLDER, copy);
                JsonNode all = Rendering.yaml(Files.readString(FOLDER.resolve("values.yaml")));
                for (Path file : values.files()) {
                    all = merged(all, Rendering.yaml(Files.readString(file)));
                }
                // JSON is YAML.
                Files.writeString(copy.resolve("values.yaml"), all.toString());
                return new Helm(copy).lint().strict().call();
            } finally {
                delete(copy.getParent());
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** As Helm merges values: mappings key by key, everything else as a whole. */
    private static JsonNode merged(JsonNode below, JsonNode above) {
        if (!(below instanceof ObjectNode) || !(above instanceof ObjectNode)) {
            return above;
        }
        ObjectNode result = below.deepCopy();
        above.properties()
                .forEach(each -> result.set(each.getKey(), merged(below.path(each.getKey()), each.getValue())));
        return result;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    static Rendering render(Values values) {
        return render(values, "");
    }

    /**
     * Renders with the value set and, on top, with {@code change}, which is YAML too.
     * @throws IllegalStateException with Helm's own message when the chart refuses the values
     */
    static Rendering render(Values values, String change) {
        return renderFiles(values.files(), change);
    }

    /** Renders with the chart's own defaults and {@code change} only. */
    static Rendering renderDefaults(String change) {
        return renderFiles(List.of(), change);
    }

    private static Rendering renderFiles(List<Path> files, String change) {
        var template = new Helm(FOLDER)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion("1.30");
        files.forEach(template::withValuesFile);
        try {
            Path last = Files.writeString(Files.createTempFile("values", ".yaml"), change);
            try {
                return Rendering.of(template.withValuesFile(last).call());
            } finally {
                Files.delete(last);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
