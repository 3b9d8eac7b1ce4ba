package org.takeup.reach;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.takeup.tenant.Workspace;

/**
 * Ends of addresses that carry what they are about, sealed with the tenant's key: nobody can make, alter or read one, nor use
 * it with another tenant or for another purpose. Thread-safe.
 */
final class Tickets {
    /** More than any ticket has. */
    private static final int LONGEST = 1_000;

    private final String purpose;

    Tickets(String purpose) {
        this.purpose = purpose;
    }

    /** A ticket with these parts, none of which holds a line break. */
    String make(Workspace workspace, String... parts) {
        byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(workspace.sealer().seal(text, purpose));
    }

    /** The parts of a ticket, if it is one and has so many. */
    Optional<List<String>> open(Workspace workspace, String ticket, int parts) {
        if (ticket.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(ticket);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // The last letter has bits to spare: only the one way to write it is the ticket.
        boolean canonical =
                Base64.getUrlEncoder().withoutPadding().encodeToString(sealed).equals(ticket);
        return Optional.of(sealed)
                .filter(ignored -> canonical)
                .flatMap(bytes -> workspace.sealer().open(bytes, purpose))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .filter(found -> found.size() == parts);
    }
}
