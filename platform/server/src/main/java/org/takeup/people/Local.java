package org.takeup.people;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Languages;

/**
 * Where and in which language somebody works, as sources say it. Immutable.
 *
 * @param language tag of one of the platform's languages
 * @param zone by its name, such as {@code Europe/Madrid}
 */
public record Local(Optional<String> language, Optional<ZoneId> zone) {
    /** Of whom nothing is known. */
    public static final Local UNKNOWN = new Local(Optional.empty(), Optional.empty());

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    /**
     * As a directory says it. What is no language of the platform and no zone by name says nothing, so that a directory which
     * has its own words for them is no trouble.
     *
     * @param language such as {@code de-AT}
     * @param zone such as {@code Europe/Vienna}
     */
    public static Local of(Optional<String> language, Optional<String> zone) {
        return new Local(
                language.flatMap(Languages::spoken).map(spoken -> spoken.toLanguageTag()),
                zone.filter(ZONES::contains).map(ZoneId::of));
    }
}
