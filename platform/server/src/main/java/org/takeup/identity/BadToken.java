package org.takeup.identity;

/** A token that is not accepted. The message says why, for the log; it carries nothing of the token. */
final class BadToken extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadToken(String reason) {
        super(reason, null, false, false);
    }
}
