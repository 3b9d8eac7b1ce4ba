package org.takeup.plugin.maven;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.ClassScan;
import org.takeup.plugin.packaging.PackageZip;

/**
 * Where things stand in a package. The same files give the same bytes: entries are sorted and carry one fixed time.
 *
 * @param identity what {@code plugin.properties} says, without the prefix {@code plugin.}, in this order
 * @param classes the folder with compiled classes and text files
 * @param libraries jars that the plugin needs and the platform does not bring
 * @param beside the project's folder; {@code settings.schema.json}, {@code CHANGES.md} and {@code sbom.json} in it are
 *     packed if they are there; without a {@code sbom.json} of the project's own, one is made from the libraries
 */
record Layout(Map<String, String> identity, Path classes, List<Library> libraries, Path beside) {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final String EXTENSIONS = "META-INF/extensions.idx";
    private static final String BILL = "sbom.json";
    private static final List<String> EXTRAS = List.of("settings.schema.json", "CHANGES.md", BILL);

    /** Jars that a package must not bring: with them its classes would not be the platform's. */
    private static final List<String> PLATFORM = List.of("takeup-plugin-api", "pf4j", "jspecify", "slf4j-api");

    /**
     * Packs, and looks at the package as a platform does.
     *
     * @throws BadPackage saying what a platform would refuse it for
     */
    byte[] pack() throws IOException {
        refuseWithoutExtensions();
        refuseJarsOfThePlatform();
        byte[] zip = zip(entries());
        ClassScan.check(PackageZip.check(zip));
        return zip;
    }

    private void refuseWithoutExtensions() {
        if (!Files.exists(classes.resolve(EXTENSIONS))) {
            throw new BadPackage(
                    "classes/" + EXTENSIONS + " is missing, so no extension would be found",
                    "Annotate the extension with @Extension and name PF4J in the compiler's annotationProcessorPaths.");
        }
    }

    private void refuseJarsOfThePlatform() {
        for (Library each : libraries) {
            Path library = each.jar();
            String name = fileName(library);
            if (PLATFORM.stream().anyMatch(jar -> name.matches(jar + "-[0-9].*\\.jar"))) {
                throw new BadPackage(
                        "lib/" + name + " is brought by the platform", "Give this dependency the scope provided.");
            }
            if (Files.isDirectory(library)) {
                throw new BadPackage(
                        "the dependency " + library + " is a folder and no jar yet",
                        "Build it to a jar first, for example with mvn package.");
            }
        }
    }

    private Map<String, byte[]> entries() throws IOException {
        var entries = new TreeMap<String, byte[]>();
        entries.put("plugin.properties", manifest());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                entries.put("classes/" + name, Files.readAllBytes(file));
            }
        }
        for (Library library : libraries) {
            entries.put("lib/" + fileName(library.jar()), Files.readAllBytes(library.jar()));
        }
        entries.put(BILL, Bill.of(identity, libraries));
        for (String extra : EXTRAS) {
            if (Files.isRegularFile(beside.resolve(extra))) {
                entries.put(extra, Files.readAllBytes(beside.resolve(extra)));
            }
        }
        return entries;
    }

    /** Not by {@link java.util.Properties#store}, which writes the time of day. */
    private byte[] manifest() {
        var text = new StringBuilder();
        identity.forEach((key, value) -> {
            if (!value.isBlank()) {
                text.append("plugin.").append(key).append('=').append(onOneLine(value));
                text.append('\n');
            }
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String onOneLine(String value) {
        return value.strip().replaceAll("\\s+", " ").replace("\\", "\\\\");
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var one : entries.entrySet()) {
                var entry = new ZipEntry(one.getKey());
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                zip.write(one.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
