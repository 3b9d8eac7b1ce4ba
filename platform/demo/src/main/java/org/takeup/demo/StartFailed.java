package org.takeup.demo;

/** The demo, or a part of it, cannot start. The message is one sentence for the person at the terminal: what, where, what to do. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the sentence to print. */
    public StartFailed(String message) {
        super(message);
    }

    /** With the sentence to print, and what was behind it. */
    public StartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
