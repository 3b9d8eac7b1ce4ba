package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.plugin.trial.Zips;

/** What a package is refused for before a byte of it is written or a class of it is loaded. */
class PackageChecksTest {
    private static BadPackage rejected(byte[] zip) {
        return assertThrows(BadPackage.class, () -> PackageZip.check(zip));
    }

    private static void assertSays(String word, BadPackage rejected) {
        assertTrue(rejected.getMessage().contains(word), rejected.getMessage());
    }

    @Test
    void aGoodPackageIsReadWithItsManifestAndDigest() {
        byte[] zip = PluginSource.good("sample", "1.2.3").zip();
        PackageZip checked = PackageZip.check(zip);
        assertEquals("sample", checked.manifest().plugin());
        assertEquals("1.2.3", checked.manifest().version());
        assertEquals(PackageZip.sha256(zip), checked.digest());
    }

    @Test
    void whatIsNoZipIsRefused() {
        assertSays("not a zip", rejected("hello".repeat(100).getBytes(StandardCharsets.UTF_8)));
        assertSays("not a zip", rejected(new byte[0]));
        byte[] cut = PluginSource.good("sample", "1.0.0").zip();
        assertSays("not a zip", rejected(java.util.Arrays.copyOf(cut, cut.length / 2)));
    }

    @Test
    void everyDamagedByteIsEitherRefusedOrHarmless() {
        byte[] zip = PluginSource.good("sample", "1.0.0").zip();
        for (int at = 0; at < zip.length; at += 7) {
            byte[] damaged = zip.clone();
            damaged[at] ^= 0x41;
            try {
                PackageZip.check(damaged);
            } catch (BadPackage e) {
                assertFalse(e.remedy().isEmpty());
            }
        }
    }

    @Test
    void aPackageWithoutManifestIsRefused() {
        assertSays(
                "no plugin.properties",
                rejected(PluginSource.good("sample", "1.0.0").zipWithoutManifest()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugin.id", "plugin.version", "plugin.requires"})
    void aMissingKeyIsNamed(String key) {
        assertSays(
                "has no " + key,
                rejected(PluginSource.good("sample", "1.0.0").set(key, "").zip()));
    }

    @Test
    void wrongIdsAndVersionsAreRefused() {
        for (String id : List.of("A", "../x", "a b", "Sample", "x@y")) {
            assertSays(
                    "plugin.id",
                    rejected(PluginSource.empty("sample", "1.0.0")
                            .set("plugin.id", id)
                            .zip()));
        }
        for (String version : List.of("1", "1.0", "01.0.0", "1.0.0@2", "latest")) {
            assertSays(
                    "plugin.version",
                    rejected(PluginSource.empty("sample", "1.0.0")
                            .set("plugin.version", version)
                            .zip()));
        }
    }

    @Test
    void anotherRangeOfTheApiIsRefusedAndBothVersionsAreSaid() {
        var rejected = rejected(PluginSource.good("sample", "1.0.0")
                .set("plugin.requires", ">=2.0.0")
                .zip());
        assertSays(">=2.0.0", rejected);
        assertSays("1.0.0", rejected);
        assertSays(
                "no range",
                rejected(PluginSource.good("sample", "1.0.0")
                        .set("plugin.requires", "newest!")
                        .zip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.class",
                "classes/../../evil.class",
                "/etc/passwd",
                "C:/evil",
                "classes\\evil",
                "classes//x",
                "./x",
                "classes/\u0001x"
            })
    void namesThatClimbOrAreAbsoluteAreRefused(String name) {
        assertSays(
                "could leave",
                rejected(PluginSource.good("sample", "1.0.0")
                        .entry(name, new byte[1])
                        .zip()));
    }

    @Test
    void namesThatComeTwiceInAnotherCaseAreRefused() {
        var source = PluginSource.good("sample", "1.0.0")
                .entry("classes/readme.txt", new byte[1])
                .entry("classes/README.txt", new byte[2]);
        assertSays("twice", rejected(source.zip()));
    }

    @Test
    void nestedArchivesBeyondLibrariesAreRefused() {
        byte[] inner = Zips.of(Map.of("a.txt", new byte[1]));
        assertSays(
                "archive",
                rejected(PluginSource.good("sample", "1.0.0")
                        .entry("classes/a.zip", inner)
                        .zip()));
        assertSays(
                "archive",
                rejected(PluginSource.good("sample", "1.0.0")
                        .entry("lib/sub/a.jar", inner)
                        .zip()));
        PackageZip.check(
                PluginSource.good("sample", "1.0.0").entry("lib/a.jar", inner).zip());
    }

    @Test
    void aBombIsRefusedAlsoInsideOfALibrary() {
        byte[] zeros = new byte[30 * 1024 * 1024];
        assertSays(
                "100",
                rejected(PluginSource.good("sample", "1.0.0")
                        .entry("classes/a.bin", zeros)
                        .zip()));
        byte[] library = Zips.of(Map.of("a.bin", zeros));
        assertSays(
                "100",
                rejected(PluginSource.good("sample", "1.0.0")
                        .entry("lib/a.jar", library)
                        .zip()));
    }

    @Test
    void tooManyEntriesAreRefused() {
        var entries = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 2_001; i++) {
            entries.put("classes/" + i + ".txt", new byte[0]);
        }
        assertSays("2000 entries", rejected(Zips.of(entries)));
    }

    @Test
    void morethan20MegabytesAreRefused() {
        assertSays("20 MB", rejected(new byte[20 * 1024 * 1024 + 1]));
    }

    @Test
    void classesOfTheHostAreRefusedInClassesAndInLibraries() {
        for (String name :
                List.of("org/pf4j/Plugin.class", "org/takeup/plugin/api/Answer.class", "java/lang/X.class")) {
            assertSays(
                    "class of the platform",
                    rejected(PluginSource.good("sample", "1.0.0")
                            .entry("classes/" + name, new byte[4])
                            .zip()));
            byte[] library = Zips.of(Map.of(name, new byte[4]));
            assertSays(
                    "class of the platform",
                    rejected(PluginSource.good("sample", "1.0.0")
                            .entry("lib/a.jar", library)
                            .zip()));
        }
    }

    @Test
    void symbolicLinksAreRefused() {
        byte[] zip = PluginSource.good("sample", "1.0.0").zip();
        int directory = directory(zip);
        zip[directory + 5] = 3; // made by Unix
        zip[directory + 41] = (byte) 0xa1; // a link
        assertSays("link", rejected(zip));
    }

    private static int directory(byte[] zip) {
        for (int at = zip.length - 22; at >= 0; at--) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 5) {
                return (zip[at + 16] & 0xff) | (zip[at + 17] & 0xff) << 8 | (zip[at + 18] & 0xff) << 16;
            }
        }
        throw new AssertionError("no end of the directory");
    }
}
