package org.takeup.plugin.isolated;

/** What a plugin was to be given is more than any call may take. It was not asked. The message says which bound. */
public final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TooMuch(String message) {
        super(message, null, false, false);
    }
}
