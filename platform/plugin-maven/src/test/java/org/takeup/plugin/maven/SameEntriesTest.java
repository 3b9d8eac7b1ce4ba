package org.takeup.plugin.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugins in {@code plugins/} are packed by Maven's assembly, those of partners by the kit: both look the same. */
class SameEntriesTest {
    private static final Path PLUGINS = Path.of("../../plugins");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "survey-maturity",
                "survey-barriers",
                "survey-learner-voice",
                "survey-culture",
                "survey-acceptance",
                "plan-stakeholder",
                "plan-champions",
                "plan-launch",
                "lms-oneroster"
            })
    void theKitPacksWhatTheAssemblyPacks(String plugin) throws IOException {
        Path target = PLUGINS.resolve(plugin).resolve("target");
        Map<String, String> assembled = entries(Files.readAllBytes(newest(target, plugin)));
        var identity = new LinkedHashMap<String, String>();
        var said = new Properties();
        said.load(new StringReader(utf8(assembled.get("plugin.properties"))));
        for (String key : List.of("id", "version", "provider", "requires", "license", "description")) {
            identity.put(key, said.getProperty("plugin." + key));
        }
        // What partners keep beside their pom stands in a folder of its own here.
        Path beside = PLUGINS.resolve(plugin).resolve("src/main/package");
        byte[] packed = new Layout(identity, target.resolve("classes"), List.of(), beside).pack();
        Map<String, String> own = entries(packed);
        assertEquals(assembled.keySet(), own.keySet());
        assembled.forEach((name, content) -> assertTrue(content.equals(own.get(name)), name + " differs"));
    }

    /** A target folder that was not cleaned may have older versions too. */
    private static Path newest(Path target, String plugin) throws IOException {
        try (var zips = Files.newDirectoryStream(target, plugin + "-[0-9]*.zip")) {
            return StreamSupport.stream(zips.spliterator(), false)
                    .max(Comparator.comparingLong(zip -> zip.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    /** Entries are compared byte by byte, as texts of one byte a character. */
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static Map<String, String> entries(byte[] bytes) throws IOException {
        var entries = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    String text = new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1);
                    entries.put(entry.getName(), entry.getName().endsWith(".properties") ? text.strip() : text);
                }
            }
        }
        return entries;
    }
}
