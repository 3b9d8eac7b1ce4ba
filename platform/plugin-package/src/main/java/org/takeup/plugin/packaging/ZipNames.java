package org.takeup.plugin.packaging;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that entries of a package may have, one package at a time. */
public final class ZipNames {
    private static final int LONGEST = 240;
    private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{N}._$+@ -]+");
    private static final List<String> ARCHIVES = List.of(
            ".zip", ".jar", ".war", ".ear", ".jmod", ".gz", ".tgz", ".tar", ".xz", ".bz2", ".zst", ".7z", ".rar");

    private final Set<String> seen = new HashSet<>();

    /** @throws BadPackage if the name climbs, is absolute, comes twice in any case, or is in the wrong place */
    void check(String name) {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (name.length() > LONGEST || !List.of(path.split("/", -1)).stream().allMatch(ZipNames::isSafe)) {
            throw new BadPackage(
                    "an entry has the name '" + shown(name) + "', which could leave the package's folder",
                    "Use relative names of letters, digits and . _ $ - only.");
        }
        if (!seen.add(path.toLowerCase(Locale.ROOT))) {
            throw new BadPackage(
                    "the entry " + shown(name) + " is there twice, perhaps in another case", "Pack every file once.");
        }
        if (isArchive(path) && !isLibrary(path)) {
            throw new BadPackage(
                    "it holds the archive " + shown(name),
                    "Libraries go to lib/ as .jar files; other archives stay out.");
        }
    }

    /** Whether the entry is a library of the plugin. */
    static boolean isLibrary(String name) {
        return name.startsWith("lib/") && name.indexOf('/', 4) < 0 && name.endsWith(".jar");
    }

    private static boolean isSafe(String segment) {
        return SEGMENT.matcher(segment).matches() && !segment.equals(".") && !segment.equals("..");
    }

    private static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ARCHIVES.stream().anyMatch(lower::endsWith);
    }

    /** A name of a stranger's choosing, cut short and without control characters, to be put into a sentence. */
    public static String shown(String name) {
        String start = name.length() > 80 ? name.substring(0, 80) + "..." : name;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
