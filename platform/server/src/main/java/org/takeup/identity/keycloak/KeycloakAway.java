package org.takeup.identity.keycloak;

import org.takeup.http.Problem;

/** Keycloak does not answer, not in time or not in a way that can be read. What was asked may have been done or not. */
public final class KeycloakAway extends Problem {
    private static final long serialVersionUID = 1;

    KeycloakAway() {
        super(
                503,
                "keycloak-away",
                "The sign-in service does not answer.",
                "Nothing is lost. Try again in a minute; what was done already is not done twice.");
    }
}
