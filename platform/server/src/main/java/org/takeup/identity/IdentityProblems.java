package org.takeup.identity;

import org.takeup.http.Problem;

/** Why somebody does not get in, in words for them. Each has a type of its own. */
final class IdentityProblems {
    private IdentityProblems() {}

    /** The identity provider does not answer, or answers nothing that can be read. */
    static final class ProviderAway extends Problem {
        private static final long serialVersionUID = 1;

        private ProviderAway() {
            super(
                    503,
                    "sign-in-unavailable",
                    "Signing in is not possible right now.",
                    "The sign-in service does not answer. Who is signed in can go on working. Try again in a minute.");
        }
    }

    static ProviderAway providerAway() {
        return new ProviderAway();
    }

    static Problem notAMember(String workspace) {
        return new Problem(
                403,
                "no-organization",
                "Your account belongs to no organisation here.",
                "You signed in, but not as a member of " + workspace
                        + ". Sign out there and sign in with your work account, or ask your admin to add you.");
    }

    static Problem hasLeft(String workspace) {
        return new Problem(
                403,
                "not-active",
                "You are not active any more.",
                "The directory of " + workspace
                        + " says that you do not work there any more. If that is wrong, ask your admin to correct it.");
    }

    static Problem otherOrganization(String workspace) {
        return new Problem(
                403,
                "other-organization",
                "Your account belongs to another organisation.",
                "This is the workspace of " + workspace
                        + ". Go to the address of your own organisation, or sign in with an account of this one.");
    }

    static Problem companyOnly(String workspace) {
        return new Problem(
                403,
                "company-sign-in-only",
                "Sign in with your work account.",
                workspace + " has connected its own sign-in, and accounts from before no longer count. Sign out of that"
                        + " account and sign in again.");
    }

    static Problem onlyTried(String workspace) {
        return new Problem(
                403,
                "sign-in-only-tried",
                "This sign-in does not count yet.",
                "An admin of " + workspace + " is trying it out. It counts once the admin has put it in force.");
    }

    static Problem notAnOperator() {
        return new Problem(
                403,
                "not-an-operator",
                "Your account does not run this platform.",
                "Only its operators come in here. Go to the address of your workspace.");
    }

    static Problem cancelled() {
        return new Problem(
                400,
                "sign-in-cancelled",
                "The sign-in was cancelled.",
                "Nothing has changed. Sign in again when you like.");
    }

    static Problem failedThere() {
        return new Problem(
                502,
                "sign-in-failed-there",
                "Your organisation's sign-in reported a mistake.",
                "Sign in again; if it happens again, tell your admin the number below.");
    }

    /** The browser holds no attempt that this answer fits: it is lost, used, or replaced by one of another tab. */
    static final class AttemptGone extends Problem {
        private static final long serialVersionUID = 1;

        private AttemptGone(String type, String title, String detail) {
            super(400, type, title, detail);
        }
    }

    static AttemptGone cookieLost() {
        return new AttemptGone(
                "sign-in-not-started",
                "This browser did not start this sign-in.",
                "It took too long, cookies are blocked, or it was begun elsewhere. Sign in again from here.");
    }

    static AttemptGone stale() {
        return new AttemptGone(
                "sign-in-stale",
                "This sign-in is no longer valid.",
                "It was used already, or a newer one was begun in another tab. Sign in again.");
    }

    static Problem refused() {
        return new Problem(
                400, "sign-in-refused", "The sign-in could not be confirmed.", "Sign in again; nothing has changed.");
    }

    static Problem badBearer() {
        return new Problem(
                401,
                "invalid-token",
                "The access token is not accepted.",
                "Get a new one from the sign-in service, for this platform and with the organisation's scope.");
    }

    static Problem badLogout() {
        return new Problem(
                400,
                "invalid-logout-token",
                "The logout token is not accepted.",
                "Check issuer, audience and clock of the identity provider.");
    }
}
