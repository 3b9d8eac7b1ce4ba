package org.takeup.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;

/** The order of versions, and ranges of them, as SemVer has it. */
final class Versions {
    private static final VersionManager ORDER = new DefaultVersionManager();
    private static final Pattern BOUND = Pattern.compile("(>=|>|<=|<|=?)\\s*(\\d[0-9A-Za-z.-]*)");

    static final Comparator<String> OLDEST_FIRST = ORDER::compareVersions;

    private Versions() {}

    static boolean newer(String version, String than) {
        return OLDEST_FIRST.compare(version, than) > 0;
    }

    /** Whether a version is within a range; a range that cannot be read holds none. */
    static boolean within(String version, String range) {
        try {
            return !range.isBlank() && ORDER.checkVersionConstraint(version, range);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A range as people say it: {@code 1.0.0 or newer, and older than 2.0.0}. One that is written otherwise stays as it is. */
    static String inWords(String range) {
        List<String> bounds = new ArrayList<>();
        for (String part : range.split("&", -1)) {
            Matcher bound = BOUND.matcher(part.strip());
            if (!bound.matches()) {
                return range;
            }
            String version = bound.group(2);
            bounds.add(
                    switch (bound.group(1)) {
                        case ">=" -> version + " or newer";
                        case ">" -> "newer than " + version;
                        case "<=" -> version + " or older";
                        case "<" -> "older than " + version;
                        default -> "exactly " + version;
                    });
        }
        return String.join(", and ", bounds);
    }
}
