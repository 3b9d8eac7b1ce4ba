package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.plugin.trial.Zips;

class PackedPluginTest {
    @TempDir
    private Path folder;

    @Test
    void aPackageSeesNeitherTheKitNorItsLibraries() throws Exception {
        ApiOnly parent = new ApiOnly();

        assertEquals(SurveyInstrument.class, parent.loadClass(SurveyInstrument.class.getName()));
        assertThrows(ClassNotFoundException.class, () -> parent.loadClass(PackedPlugin.class.getName()));
        assertThrows(ClassNotFoundException.class, () -> parent.loadClass("org.junit.jupiter.api.Test"));
        assertThrows(ClassNotFoundException.class, () -> parent.loadClass("org.slf4j.Logger"));
    }

    @Test
    void anEntryThatClimbsOutIsRefused() {
        var refused =
                assertThrows(UncheckedIOException.class, () -> PackedPlugin.open(zip(Map.of("../outside.txt", "x"))));

        assertTrue(String.valueOf(refused.getCause()).contains("climbs out of the package"));
    }

    @Test
    void aPackageWithoutAnIndexSaysHowToMakeOne() throws Exception {
        try (PackedPlugin plugin = PackedPlugin.open(zip(Map.of("plugin.properties", "plugin.id=x")))) {
            assertEquals("x", plugin.property("plugin.id"));
            assertEquals("", plugin.property("plugin.version"));
            var missing = assertThrows(IllegalStateException.class, () -> plugin.extensions(SurveyInstrument.class));
            assertTrue(missing.toString().contains("Annotate the extension with @Extension"));
        }
    }

    @Test
    void anExtensionThatUsesWhatAPluginMayNotSeeIsNamed() throws Exception {
        Map<String, String> files =
                Map.of("classes/META-INF/extensions.idx", "# comment\norg.junit.jupiter.api.Test\n");
        try (PackedPlugin plugin = PackedPlugin.open(zip(files))) {
            var refused = assertThrows(IllegalStateException.class, () -> plugin.extensions(SurveyInstrument.class));
            assertTrue(refused.toString().contains("org.junit.jupiter.api.Test cannot be made"));
        }
    }

    @Test
    void classesOfThePlatformInAPackageAreFound() throws Exception {
        try (PackedPlugin plugin = PackedPlugin.open(
                zip(Map.of("classes/org/pf4j/Plugin.class", "x", "classes/com/acme/Own.class", "x")))) {
            assertEquals(List.of("org.pf4j.Plugin"), plugin.classesOfThePlatform());
        }
    }

    private Path zip(Map<String, String> files) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        files.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return Files.write(folder.resolve("plugin.zip"), Zips.of(entries));
    }
}
