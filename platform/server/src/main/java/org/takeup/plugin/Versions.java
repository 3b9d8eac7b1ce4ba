package org.takeup.plugin;

import java.util.Comparator;
import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;

/** The order of versions, as SemVer has it. */
final class Versions {
    private static final VersionManager ORDER = new DefaultVersionManager();

    static final Comparator<String> OLDEST_FIRST = ORDER::compareVersions;

    private Versions() {}

    static boolean newer(String version, String than) {
        return OLDEST_FIRST.compare(version, than) > 0;
    }
}
