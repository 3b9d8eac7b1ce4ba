package org.takeup.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.packaging.BadPackage;

/** Writes, compiles and packs a small plugin within a test. */
public final class PluginSource {
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

    PluginSource extension(String name, String source) {
        compile(name, source);
        return entry("classes/META-INF/extensions.idx", (name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Compiles with the API alone on the class path. */
    private void compile(String name, String source) {
        Path folder = temporary();
        try {
            Path file = folder.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
            Files.writeString(file, source);
            var out = new StringWriter();
            Path classes = folder.resolve("out");
            var task = ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            out,
                            null,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", api()),
                            null,
                            ToolProvider.getSystemJavaCompiler()
                                    .getStandardFileManager(null, null, null)
                                    .getJavaFileObjects(file));
            if (!task.call()) {
                throw new AssertionError(out.toString());
            }
            try (Stream<Path> made = Files.walk(classes)) {
                for (Path each : made.filter(Files::isRegularFile).toList()) {
                    entry("classes/" + classes.relativize(each), Files.readAllBytes(each));
                }
            }
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String api() {
        return String.join(
                ":",
                Path.of(PluginApi.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString(),
                Path.of(org.pf4j.ExtensionPoint.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString());
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
    byte[] unsigned() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("plugin.properties", manifest());
        all.putAll(entries);
        return zip(all);
    }

    byte[] zipWithoutManifest() {
        return zip(entries);
    }

    static byte[] zip(Map<String, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                var written = new ZipEntry(entry.getKey());
                written.setTime(0);
                zip.putNextEntry(written);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
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
