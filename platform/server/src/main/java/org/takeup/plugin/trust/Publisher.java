package org.takeup.plugin.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose plugins the operator lets in.
 *
 * @param own whether it is the operator itself; its plugins run in the platform's process
 * @param configured whether it comes from the configuration and so cannot be changed here
 * @param revoked since when and why its plugins are stopped, or null
 */
public record Publisher(
        String id,
        String name,
        boolean own,
        boolean configured,
        List<Key> keys,
        @Nullable Revocation revoked) {
    /** Copies the keys. */
    public Publisher {
        keys = List.copyOf(keys);
    }

    /**
     * A key.
     *
     * @param fingerprint SHA-256 in hex
     * @param publicKey Ed25519, X.509 in base64
     * @param from a package signed earlier is refused
     * @param until a package signed later is refused; null for no end
     * @param revoked since when and why nothing that it signed counts, or null
     */
    public record Key(
            String fingerprint,
            String publicKey,
            Instant from,
            @Nullable Instant until,
            @Nullable Revocation revoked) {}

    /** An operator's decision to trust no more. */
    public record Revocation(Instant at, String reason) {}

    Optional<Key> key(String fingerprint) {
        return keys.stream()
                .filter(key -> key.fingerprint().equals(fingerprint))
                .findFirst();
    }
}
