package org.takeup.identity.setup;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.takeup.http.Json;
import org.takeup.http.Problem;
import org.takeup.identity.company.Connection;
import org.takeup.tenant.Workspace;

/**
 * Links by which somebody without a session tries a sign-in, because a private window has none. A link gives nothing but
 * the sight of one's own claims. Sealed with the workspace's key.
 */
final class TrialLinks {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String PURPOSE = "sign-in-trial";

    private TrialLinks() {}

    private record Ticket(Instant until, Instant changed) {}

    /** For this state of the connection and an hour. */
    static String ticket(Workspace workspace, Connection connection) {
        var ticket = new Ticket(workspace.clock().instant().plus(LIFE), connection.changed());
        byte[] sealed = workspace.sealer().seal(Json.write(ticket), PURPOSE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** @throws Problem if it is none, too old, or for what the connection was before */
    static void check(Workspace workspace, Connection connection, String typed) {
        boolean good = open(workspace, typed)
                .filter(ticket -> ticket.until().isAfter(workspace.clock().instant()))
                .filter(ticket -> ticket.changed().equals(connection.changed()))
                .isPresent();
        if (!good) {
            throw SetupProblems.badTicket();
        }
    }

    private static Optional<Ticket> open(Workspace workspace, String typed) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(typed.getBytes(StandardCharsets.UTF_8));
            return workspace.sealer().open(sealed, PURPOSE).map(plain -> Json.read(plain, Ticket.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
