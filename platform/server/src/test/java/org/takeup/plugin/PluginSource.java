package org.takeup.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.trial.Compiler;
import org.takeup.plugin.trial.ReleasedApi;
import org.takeup.plugin.trial.Zips;

/** Writes, compiles and packs a small plugin within a test. */
public final class PluginSource {
    /** The class files by their sources: most plugins of tests differ in their manifest alone. */
    private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Properties manifest = new Properties();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private PluginSource(String id, String version) {
        manifest.setProperty("plugin.id", id);
        manifest.setProperty("plugin.version", version);
        manifest.setProperty("plugin.provider", "Tests");
        manifest.setProperty("plugin.requires", ">=1.0.0 & <2.0.0");
        manifest.setProperty("plugin.description", "A plugin of a test.");
    }

    /** A plugin without any class. */
    static PluginSource empty(String id, String version) {
        return new PluginSource(id, version);
    }

    /**
     * A plan builder.
     *
     * @param members of its class, for example a static initialiser
     * @param wizard statements of the method {@code wizard}, which returns a {@code List<FormField>}
     */
    static PluginSource builder(String id, String version, String members, String wizard) {
        return empty(id, version).extension("sample.Sample", """
                package sample;
                import java.util.*;
                import org.takeup.plugin.api.*;
                import org.takeup.plugin.api.plan.*;
                public class Sample implements PlanBuilder {
                    %s
                    @Override public BuilderProfile profile() {
                        return new BuilderProfile("sample", LocalizedText.english("%s"), LocalizedText.english("Sample"));
                    }
                    @Override public List<FormField> wizard(PlanContext context) {
                        %s
                    }
                    @Override public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
                        throw new UnsupportedOperationException();
                    }
                    @Override public List<Finding> lint(PlanContext context, PlanDraft plan) {
                        return List.of();
                    }
                }
                """.formatted(members, version, wizard));
    }

    /** A plan builder that answers with its version. */
    public static PluginSource good(String id, String version) {
        return builder(id, version, "", "return List.of();");
    }

    /** A package of a plan builder that says this wherever it can say something. */
    public static byte[] hostileWords(String id, String words) {
        String literal = words.replace("\\", "\\\\").replace("\"", "\\\"");
        return builder(
                        id,
                        "1.0.0",
                        "private static LocalizedText w() { return LocalizedText.english(\"" + literal + "\"); }",
                        "return List.of(new FormField(\"f\", w(), w(), FormField.Kind.TEXT, List.of(), false, \""
                                + literal + "\"));")
                .set("plugin.description", words)
                .set("plugin.provider", words)
                .set("plugin.license", words)
                .entry("CHANGES.md", ("## 1.0.0\n- " + words + "\n").getBytes(StandardCharsets.UTF_8))
                .zip();
    }

    /**
     * A connector that takes uploads and may call other systems.
     *
     * @param schema of its settings
     * @param check statements of the method {@code check}, which has a {@code context} and returns a {@code List<Finding>}
     */
    public static PluginSource connector(String id, String version, String schema, String check) {
        return empty(id, version)
                .entry("settings.schema.json", schema.getBytes(StandardCharsets.UTF_8))
                .extension("sample.Connector", """
                        package sample;
                        import java.io.IOException;
                        import java.net.URI;
                        import java.util.*;
                        import org.takeup.plugin.api.*;
                        import org.takeup.plugin.api.http.*;
                        import org.takeup.plugin.api.lms.*;
                        public class Connector implements LmsConnector {
                            @Override public ConnectorProfile profile() {
                                return new ConnectorProfile("sample", LocalizedText.english("Sample"),
                                        LocalizedText.english("Sample"), ConnectorProfile.Source.UPLOAD, List.of(".zip"));
                            }
                            @Override public List<Finding> check(ConnectorContext context) {
                                %s
                            }
                            @Override public void read(ConnectorContext context, RecordSink sink) {}
                            private static Finding error(String text) {
                                return new Finding(Finding.Severity.ERROR, "", LocalizedText.english(text));
                            }
                        }
                        """.formatted(check));
    }

    PluginSource set(String key, String value) {
        if (value.isEmpty()) {
            manifest.remove(key);
        } else {
            manifest.setProperty(key, value);
        }
        return this;
    }

    PluginSource entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    /** An extension, compiled with the API alone on the class path. */
    PluginSource extension(String name, String source) {
        return sources(name, Map.of(name, source));
    }

    /** @param sources by the full name of their type */
    PluginSource sources(String name, Map<String, String> sources) {
        return extension(
                name,
                COMPILED.computeIfAbsent(
                        Map.copyOf(sources),
                        fresh -> Compiler.compile(fresh, ReleasedApi.placesWith(PluginApi.class))));
    }

    /** @param classes by entry name */
    PluginSource extension(String name, Map<String, byte[]> classes) {
        classes.forEach((file, bytes) -> entry("classes/" + file, bytes));
        return entry("classes/META-INF/extensions.idx", (name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The package, signed by the publisher that test platforms trust. */
    public byte[] zip() {
        return signed(TestPublisher::sign);
    }

    /** The package, signed by somebody else. What is no good package to begin with stays as it is. */
    byte[] signed(UnaryOperator<byte[]> signer) {
        byte[] plain = unsigned();
        try {
            return signer.apply(plain);
        } catch (BadPackage e) {
            return plain;
        }
    }

    /** The package as a build makes it, before anybody signs it. */
    public byte[] unsigned() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("plugin.properties", manifest());
        all.putAll(entries);
        return Zips.of(all);
    }

    byte[] zipWithoutManifest() {
        return Zips.of(entries);
    }

    private byte[] manifest() {
        var lines = new StringBuilder();
        manifest.stringPropertyNames().stream()
                .sorted()
                .forEach(key -> lines.append(key)
                        .append('=')
                        .append(manifest.getProperty(key))
                        .append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("takeup-plugin-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
