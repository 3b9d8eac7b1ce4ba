package org.takeup.plugin.isolated;

/** The plugin's process ended too often and is not started again; an operator may load it anew. */
public final class Quarantined extends RuntimeException {
    private static final long serialVersionUID = 1;

    Quarantined(String reason) {
        super(reason, null, false, false);
    }
}
