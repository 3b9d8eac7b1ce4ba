package org.takeup.identity.company;

import java.time.Instant;
import java.util.Optional;

/**
 * A mail domain that a workspace says is its own.
 *
 * @param name lower case, as DNS has it
 * @param token what the owner of the domain publishes; tells workspaces apart
 * @param lost since when the proof, once given, is no longer to be seen
 */
public record Domain(String name, String token, Instant asked, Optional<Instant> proven, Optional<Instant> lost) {
    /** Where the record belongs. */
    public String recordName() {
        return "_takeup-challenge." + name;
    }

    /** What the record says. */
    public String recordValue() {
        return "takeup-domain-verification=" + token;
    }

    Domain provenAt(Instant at) {
        return new Domain(name, token, asked, proven.or(() -> Optional.of(at)), Optional.empty());
    }

    Domain lostAt(Instant at) {
        return new Domain(name, token, asked, proven, lost.or(() -> Optional.of(at)));
    }
}
