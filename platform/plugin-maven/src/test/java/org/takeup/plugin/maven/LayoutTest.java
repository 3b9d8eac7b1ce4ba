package org.takeup.plugin.maven;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.PackageZip;

class LayoutTest {
    @TempDir
    private Path folder;

    private Path classes;

    @BeforeEach
    void aClassFolder() throws IOException {
        classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve("META-INF"));
        Files.writeString(classes.resolve("META-INF/extensions.idx"), "com.example.My\n");
        Files.writeString(classes.resolve("texts.properties"), "a=b");
    }

    @Test
    void thePackageSaysWhoItIsAndBringsItsFiles() throws IOException {
        Files.writeString(folder.resolve("CHANGES.md"), "1.0.0: the first.");
        Files.writeString(folder.resolve("settings.schema.json"), "{\"type\": \"object\", \"properties\": {}}");
        Path jar = folder.resolve("lib-1.jar");
        new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
        PackageZip zip = PackageZip.check(
                new Layout(Projects.identity("my-survey"), classes, List.of(library(jar)), folder).pack());
        assertEquals("my-survey", zip.manifest().plugin());
        assertEquals("For tests, on two lines with a \\ and ä.", zip.manifest().description());
        assertEquals("1.0.0: the first.", zip.changes().orElseThrow());
        assertTrue(zip.settingsSchema().isPresent());
        zip.unpack(folder.resolve("out"));
        assertTrue(Files.exists(folder.resolve("out/lib/lib-1.jar")));
        assertTrue(Files.exists(folder.resolve("out/classes/texts.properties")));
        String bill = Files.readString(folder.resolve("out/sbom.json"));
        assertTrue(bill.contains("\"purl\": \"pkg:maven/com.example/lib@1\""), bill);
        assertTrue(bill.contains("\"licenses\": [{\"license\": {\"name\": \"MIT \\\"X11\\\"\"}}]"), bill);
        assertTrue(bill.contains(PackageZip.sha256(Files.readAllBytes(jar))), bill);
    }

    @Test
    void aListOfComponentsOfOnesOwnIsTakenAsItIs() throws IOException {
        Files.writeString(folder.resolve("sbom.json"), "{\"own\": true}");
        PackageZip zip = PackageZip.check(layout(Projects.identity("my-survey")).pack());
        assertEquals("{\"own\": true}", new String(zip.sbom().orElseThrow(), StandardCharsets.UTF_8));
    }

    private static Library library(Path jar) {
        return new Library("com.example", "lib", "1", List.of("MIT \"X11\""), jar);
    }

    @Test
    void theSameFilesGiveTheSameBytesWhenEverTheyWereWritten() throws IOException {
        byte[] first = layout(Projects.identity("my-survey")).pack();
        Files.setLastModifiedTime(classes.resolve("texts.properties"), FileTime.fromMillis(0));
        assertArrayEquals(first, layout(Projects.identity("my-survey")).pack());
    }

    @Test
    void whatAPlatformRefusesFailsHereWithTheRemedy() {
        BadPackage bad = assertThrows(
                BadPackage.class, () -> layout(Projects.identity("My Survey")).pack());
        assertTrue(bad.what().contains("plugin.id is 'My Survey'"), bad.what());
        String shown = Refusal.of("A platform would refuse this package", bad).getMessage();
        assertTrue(shown.startsWith("A platform would refuse this package: plugin.id is"), shown);
        assertTrue(shown.contains("Remedy: Set plugin.id"), shown);
    }

    @Test
    void aPackageWithoutAnExtensionIsRefused() throws IOException {
        Files.delete(classes.resolve("META-INF/extensions.idx"));
        BadPackage bad = assertThrows(
                BadPackage.class, () -> layout(Projects.identity("my-survey")).pack());
        assertTrue(bad.remedy().contains("@Extension"), bad.remedy());
    }

    @Test
    void jarsThatThePlatformBringsAreRefused() {
        for (String jar : List.of("takeup-plugin-api-1.0.0.jar", "pf4j-3.15.0.jar")) {
            var layout =
                    new Layout(Projects.identity("my-survey"), classes, List.of(library(folder.resolve(jar))), folder);
            BadPackage bad = assertThrows(BadPackage.class, layout::pack);
            assertTrue(bad.remedy().contains("provided"), bad.remedy());
        }
    }

    private Layout layout(Map<String, String> identity) {
        return new Layout(identity, classes, List.of(), folder);
    }
}
