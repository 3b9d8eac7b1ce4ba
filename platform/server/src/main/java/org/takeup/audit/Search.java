package org.takeup.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What is looked for in a trail. What is empty does not matter.
 *
 * @param action exactly
 * @param person who did it, by the id of the directory
 * @param from not before
 * @param until before
 */
public record Search(
        Optional<String> action, Optional<String> person, Optional<Instant> from, Optional<Instant> until) {
    /** Everything. */
    public static Search all() {
        return new Search(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
