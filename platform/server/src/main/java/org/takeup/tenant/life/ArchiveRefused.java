package org.takeup.tenant.life;

/** An archive that is not taken. Nothing of it was stored. The message says what is wrong, in a sentence. */
public final class ArchiveRefused extends Exception {
    private static final long serialVersionUID = 1;

    ArchiveRefused(String message) {
        super(message);
    }
}
