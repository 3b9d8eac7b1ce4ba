package org.takeup.benchmark;

import java.util.List;
import java.util.Optional;
import org.takeup.http.Problem;

/**
 * Whether a workspace takes part, and as what.
 *
 * @param profile empty if it has never said
 * @param instruments the plugins whose surveys it shares; empty if it does not take part
 */
public record TakingPart(Optional<Profile> profile, List<String> instruments) {
    static final TakingPart NOT = new TakingPart(Optional.empty(), List.of());

    public TakingPart {
        instruments = instruments.stream().distinct().sorted().toList();
        if (profile.isEmpty() && !instruments.isEmpty()) {
            throw Problem.invalid("sector", "Say what your organisation is before you share anything.");
        }
    }
}
