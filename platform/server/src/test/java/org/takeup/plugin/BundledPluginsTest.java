package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.leaflet.Leaflet;
import org.takeup.plugin.packaging.ClassScan;
import org.takeup.plugin.packaging.PackageZip;

/** The class scan finds nothing in honest plugins: those that come with Takeup, as they are packed. */
class BundledPluginsTest {
    @Test
    void theNinePluginsHaveNoFindings() throws IOException {
        int looked = 0;
        try (var zips = Files.newDirectoryStream(Path.of("target", "plugins"), "*.zip")) {
            for (Path zip : zips) {
                PackageZip checked = PackageZip.check(Files.readAllBytes(zip));
                assertEquals(List.of(), ClassScan.findings(checked), zip.toString());
                looked++;
            }
        }
        assertEquals(9, looked);
    }

    @Test
    void eachSaysWhatChangedAndListsWhatItBrings() throws IOException {
        try (var zips = Files.newDirectoryStream(Path.of("target", "plugins"), "*.zip")) {
            for (Path zip : zips) {
                Leaflet leaflet = Leaflet.of(PackageZip.check(Files.readAllBytes(zip)));
                assertEquals(
                        leaflet.manifest().version(), leaflet.notes().getFirst().version());
                assertFalse(leaflet.notes().getFirst().lines().isEmpty(), zip.toString());
                assertEquals(jars(zip), leaflet.components().orElseThrow().size(), zip.toString());
            }
        }
    }

    private static long jars(Path zip) throws IOException {
        try (var content = new ZipFile(zip.toFile())) {
            return content.stream()
                    .filter(entry -> entry.getName().startsWith("lib/") && !entry.isDirectory())
                    .count();
        }
    }
}
