package org.takeup.plugin.isolated;

/** The plugin's process cannot be started. The message follows on the plugin's name and is for the operator. */
public final class Unstartable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unstartable(String why) {
        super(why, null, false, false);
    }
}
