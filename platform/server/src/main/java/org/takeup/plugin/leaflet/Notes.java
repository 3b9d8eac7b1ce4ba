package org.takeup.plugin.leaflet;

import java.util.List;

/**
 * What changed in one version, in its provider's words: plain text, never markup.
 *
 * @param date as it is written behind the version, or empty
 * @param lines one a change, in order; never empty texts
 */
public record Notes(String version, String date, List<String> lines) {
    /** Copies the lines. */
    public Notes {
        lines = List.copyOf(lines);
    }
}
