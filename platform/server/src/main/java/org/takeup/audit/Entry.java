package org.takeup.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Change;

/**
 * An entry of the trail, as it is stored and exported.
 *
 * @param seq counts from 1 without a gap
 * @param at in milliseconds
 * @param who who did it and from where; null once that person was erased
 * @param whoDigest digest of {@code who}, which stays
 * @param previous hash of the entry before; 64 zeros for the first
 * @param hash of this entry, see {@link Chain}
 */
public record Entry(
        long seq,
        Instant at,
        String action,
        String target,
        String request,
        List<Change> changes,
        @Nullable Who who,
        String whoDigest,
        String previous,
        String hash) {
    public Entry {
        changes = List.copyOf(changes);
    }

    /**
     * The part that names a person.
     *
     * @param salt keeps the digest from being guessed after this part is gone; 32 hex digits
     */
    public record Who(Actor.Kind kind, String id, String address, String salt) {}
}
