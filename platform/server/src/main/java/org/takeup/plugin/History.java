package org.takeup.plugin;

import java.time.Instant;
import java.util.List;
import org.takeup.plugin.leaflet.Notes;

/**
 * What changed from version to version, as the packages tell it.
 *
 * @param here the versions that are on this platform, newest first
 * @param earlier what the newest of them tells about versions that are not here
 */
public record History(List<Entry> here, List<Notes> earlier) {
    public History {
        here = List.copyOf(here);
        earlier = List.copyOf(earlier);
    }

    /**
     * A version.
     *
     * @param added when it came to this platform
     * @param date as its provider writes it, or empty
     * @param lines what changed, as its own package says; empty if it does not
     */
    public record Entry(String version, Instant added, String date, List<String> lines) {
        public Entry {
            lines = List.copyOf(lines);
        }
    }
}
