package org.takeup.plugin.api.http;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.MayGrow;

/** The platform did not let a call go out, or stopped it at a limit. The message says why and what to do. */
public final class HttpRefused extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final @Nullable Instant until;

    /** Why. */
    @MayGrow
    public enum Reason {
        /** The address or a header cannot be sent: another scheme, a user in the address, an odd way to write a host. */
        MALFORMED,
        /** Neither the manifest nor a setting names the host. */
        NOT_ALLOWED,
        /** The host's name leads to an address inside the operator's network, or to one that is nobody's. */
        PRIVATE_ADDRESS,
        /** The other side asked for a pause that is not over; {@link HttpRefused#until} says when it is. */
        PAUSED,
        /** Too many calls, too many at once, or too many bytes. */
        LIMIT,
        /** The plugin's call is over, and its HTTP with it. */
        OVER
    }

    public HttpRefused(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param until when the host may be called again */
    public HttpRefused(Reason reason, String message, @Nullable Instant until) {
        super(message);
        this.reason = reason;
        this.until = until;
    }

    public Reason reason() {
        return reason;
    }

    /** When the host may be called again, if it asked for a pause. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }
}
