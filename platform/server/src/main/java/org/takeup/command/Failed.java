package org.takeup.command;

/** Why a command ends early, in words for the person at the terminal. */
final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    private final int exit;

    /** Something is wrong with what was given, or the platform refuses it. */
    static Failed refused(String words) {
        return new Failed(1, words);
    }

    /** The command cannot be carried out as it was called. */
    static Failed misused(String words) {
        return new Failed(2, words);
    }

    private Failed(int exit, String words) {
        super(words, null, false, false);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }
}
