package org.takeup.tenant.life;

/** Something that a tenant is in no state for. The message says why, in a sentence. */
public final class LifeRefused extends Exception {
    private static final long serialVersionUID = 1;

    LifeRefused(String message) {
        super(message);
    }
}
