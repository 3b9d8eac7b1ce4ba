package org.takeup.identity.setup;

import org.takeup.http.Problem;

/** Why a step of the setup is not done. */
final class SetupProblems {
    private SetupProblems() {}

    static Problem byHand() {
        return new Problem(
                409,
                "sign-in-by-hand",
                "The operator of this platform connects sign-in by hand.",
                "Ask the operator; nothing can be changed from here.");
    }

    static Problem noDomain() {
        return new Problem(
                409,
                "no-domain",
                "No domain is proven yet.",
                "Prove a mail domain of your organisation first; it takes one record in DNS.");
    }

    static Problem nothingDescribed() {
        return new Problem(
                409,
                "no-sign-in",
                "Your organisation's sign-in is not described yet.",
                "Describe it by OpenID Connect or SAML first.");
    }

    static Problem inForce() {
        return new Problem(
                409,
                "sign-in-in-force",
                "This sign-in is in force.",
                "Take it out of force before you change to another one. Who is signed in stays signed in.");
    }

    static Problem notTried() {
        return new Problem(
                409,
                "sign-in-not-tried",
                "This sign-in was not tried with success within the last 24 hours.",
                "Open the link for trying in a private window and sign in there. A change needs a new try.");
    }

    static Problem noBreakGlass() {
        return new Problem(
                409,
                "no-break-glass",
                "There is no emergency account that is ready.",
                "Make one, and sign in with it once to give it a password and a second factor of its own: it is the way"
                        + " in if your sign-in ever fails.");
    }

    static Problem otherParty(String is) {
        return new Problem(
                409,
                "another-sign-in",
                "This is another sign-in than the one in force.",
                "It calls itself " + (is.length() > 120 ? is.substring(0, 120) + "…" : is)
                        + ". Take the one in force out of force first.");
    }

    static Problem badTicket() {
        return new Problem(
                410,
                "trial-link-over",
                "This link for trying no longer works.",
                "It lasts one hour, and until the sign-in is changed. Get a new one from the page for sign-in.");
    }

    static Problem tooManyAdmins(int most) {
        return new Problem(
                409,
                "too-many-local-admins",
                "There are " + most + " local admins.",
                "Remove one that is not used. Each is a way past your own sign-in.");
    }
}
