package org.takeup.identity.keycloak;

import org.takeup.http.Problem;

/** Keycloak answered and will not do it. */
public final class KeycloakRefused extends Problem {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** The platform's own client has not the rights that it needs: the operator's to mend. */
        RIGHTS,
        /** Something of that name, domain or address exists already and is somebody else's. */
        TAKEN,
        /** What should be changed is not there. */
        MISSING,
        /** Keycloak does not take the values. */
        INVALID
    }

    private final Reason reason;

    KeycloakRefused(Reason reason, String title, String detail) {
        super(reason == Reason.RIGHTS ? 502 : 409, "keycloak-refused", title, detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
