package org.takeup.plugin.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a package beside its classes. */
class ManifestTest {
    private static Manifest with(String line) {
        String text = "plugin.id=sample\nplugin.version=1.0.0\nplugin.requires=>=1.0.0\n" + line + "\n";
        return Manifest.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void extensionsAndHostsAreOptionalLists() {
        assertEquals(List.of(), with("").hosts());
        assertEquals(
                List.of("survey", "lms"), with("plugin.extensions=survey, lms").extensions());
        assertEquals(
                List.of("api.example.com", "*.example.org"),
                with("plugin.hosts=api.example.com,*.example.org").hosts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "*",
                "*.com",
                "10.0.0.1",
                "[::1]",
                "a.example.com:443",
                "https://a.example.com",
                "A.example.com",
                "a..example.com",
                "-a.example.com",
                "*.*.example.com",
                "a.*.com",
                "a.example.com/x",
                "169.254.169.254",
                "a b.example.com"
            })
    void whatIsNoHostNameIsRefused(String host) {
        var bad = assertThrows(BadPackage.class, () -> with("plugin.hosts=" + host));
        assertTrue(bad.what().contains("no name of a host"), bad.what());
    }

    @Test
    void tooManyHostsAndUnknownOrRepeatedKindsAreRefused() {
        String many =
                IntStream.range(0, 51).mapToObj(i -> "a" + i + ".example.com").collect(Collectors.joining(","));
        assertThrows(BadPackage.class, () -> with("plugin.hosts=" + many));
        assertThrows(BadPackage.class, () -> with("plugin.extensions=mail"));
        assertThrows(BadPackage.class, () -> with("plugin.extensions=plan,plan"));
    }

    @Test
    void theKnownFilesAreCarriedAsTheyAreAndHaveLimits() {
        String schema = "{\"type\": \"object\", \"properties\": {}}";
        byte[] zip = Sample.of("sample", "1.0.0")
                .entry("settings.schema.json", schema)
                .entry("CHANGES.md", "# 1.0.0\nFirst.")
                .entry("sbom.json", "[]")
                .zip();
        PackageZip read = PackageZip.check(zip);
        assertArrayEquals(
                schema.getBytes(StandardCharsets.UTF_8), read.settingsSchema().orElseThrow());
        assertEquals("# 1.0.0\nFirst.", read.changes().orElseThrow());
        assertArrayEquals("[]".getBytes(StandardCharsets.UTF_8), read.sbom().orElseThrow());
        assertTrue(PackageZip.check(Sample.of("sample", "1.0.0").zip())
                .settingsSchema()
                .isEmpty());
        for (String name : List.of("settings.schema.json", "CHANGES.md", "plugin.properties")) {
            byte[] large = Sample.of("sample", "1.0.0")
                    .entry(name, new byte[64 * 1024 + 1])
                    .zip();
            var bad = assertThrows(BadPackage.class, () -> PackageZip.check(large));
            assertEquals(name + " is larger than 64 KB", bad.what());
        }
    }
}
