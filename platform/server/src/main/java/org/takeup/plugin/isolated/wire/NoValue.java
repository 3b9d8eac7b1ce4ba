package org.takeup.plugin.isolated.wire;

/** Something cannot be sent: it is no value of the plugin API, or it is far too large. Nothing of it was sent. */
public final class NoValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoValue(String message) {
        super(message, null, false, false);
    }
}
