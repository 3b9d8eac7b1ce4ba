package org.takeup.plugin.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.takeup.plugin.packaging.PackageZip;

/**
 * What a package is made of, as a CycloneDX document in JSON, {@code sbom.json}. The same libraries give the same bytes: it
 * carries no time and no random number.
 */
final class Bill {
    private Bill() {}

    /** @param identity what the manifest says; libraries without a licence are listed without one */
    static byte[] of(Map<String, String> identity, List<Library> libraries) throws IOException {
        String id = identity.getOrDefault("id", "");
        String version = identity.getOrDefault("version", "");
        String license = identity.getOrDefault("license", "");
        var text = new StringBuilder("""
                {
                  "bomFormat": "CycloneDX",
                  "specVersion": "1.6",
                  "version": 1,
                  "metadata": {
                    "component": {
                      "type": "library",
                      "bom-ref": %s,
                      "name": %s,
                      "version": %s%s
                    }
                  },
                  "components": [""".formatted(
                        quoted(id + "@" + version),
                        quoted(id),
                        quoted(version),
                        license.isBlank() ? "" : ",\n      \"licenses\": " + licenses(List.of(license))));
        String between = "\n";
        for (Library library :
                libraries.stream().sorted(Comparator.comparing(Bill::purl)).toList()) {
            text.append(between).append(component(library));
            between = ",\n";
        }
        return text.append(libraries.isEmpty() ? "" : "\n  ")
                .append("]\n}\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String component(Library library) throws IOException {
        return """
                    {
                      "type": "library",
                      "bom-ref": %s,
                      "group": %s,
                      "name": %s,
                      "version": %s,
                      "hashes": [{"alg": "SHA-256", "content": %s}],%s
                      "purl": %s
                    }""".formatted(
                        quoted(purl(library)),
                        quoted(library.group()),
                        quoted(library.name()),
                        quoted(library.version()),
                        quoted(PackageZip.sha256(Files.readAllBytes(library.jar()))),
                        library.licenses().isEmpty()
                                ? ""
                                : "\n      \"licenses\": " + licenses(library.licenses()) + ",",
                        quoted(purl(library)))
                .indent(4)
                .stripTrailing();
    }

    private static String purl(Library library) {
        return "pkg:maven/" + library.group() + "/" + library.name() + "@" + library.version();
    }

    private static String licenses(List<String> names) {
        return names.stream()
                .map(name -> "{\"license\": {\"name\": " + quoted(name) + "}}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(each -> {
            if (each == '"' || each == '\\') {
                quoted.append('\\').append((char) each);
            } else if (each < ' ') {
                quoted.append(String.format("\\u%04x", each));
            } else {
                quoted.append((char) each);
            }
        });
        return quoted.append('"').toString();
    }
}
