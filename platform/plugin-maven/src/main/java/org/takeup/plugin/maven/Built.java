package org.takeup.plugin.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** Finds the package that an earlier goal has made. */
final class Built {
    private Built() {}

    static Path zip(@Nullable File named, File target) throws MojoFailureException {
        if (named != null) {
            return named.toPath();
        }
        List<Path> zips = zipsIn(target.toPath());
        if (zips.size() != 1) {
            throw Refusal.of(
                    "There are " + zips.size() + " packages in " + target + ".",
                    "Run mvn clean package first, or name the package with -Dtakeup.plugin.zip=<file>.");
        }
        return zips.getFirst();
    }

    private static List<Path> zipsIn(Path target) {
        var zips = new ArrayList<Path>();
        if (Files.isDirectory(target)) {
            try (var files = Files.newDirectoryStream(target, "*.zip")) {
                files.forEach(zips::add);
            } catch (IOException e) {
                return List.of();
            }
        }
        return zips;
    }
}
