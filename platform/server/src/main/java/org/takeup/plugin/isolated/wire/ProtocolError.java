package org.takeup.plugin.isolated.wire;

/** The peer sent what was never agreed. It cannot be trusted any more: its connection, or its process, has to end. */
public final class ProtocolError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message says what is wrong in our own words, never in the peer's */
    public ProtocolError(String message) {
        super(message, null, false, false);
    }
}
