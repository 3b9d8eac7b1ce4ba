package org.takeup.onboarding;

import org.takeup.http.Problem;

/** What can keep an organisation from coming in. */
final class OnboardingProblems {
    private OnboardingProblems() {}

    static Problem closed() {
        return new Problem(
                404,
                "sign-up-closed",
                "Nobody can sign up here by themselves.",
                "Ask the operator of this platform for a workspace.");
    }

    static Problem tooMany() {
        return new Problem(
                429,
                "too-many-sign-ups",
                "Too many have signed up from here within an hour.",
                "Wait an hour, or ask the operator of this platform for a workspace.");
    }

    static Problem taken() {
        return new Problem(
                409, "address-taken", "This address belongs to another workspace, or did.", "Choose another one.");
    }

    static Problem linkGone() {
        return new Problem(
                404,
                "sign-up-gone",
                "This link is not good any more.",
                "A link to confirm is good for a day. Sign up once more, or ask whoever invited you.");
    }

    static Problem byHand() {
        return new Problem(
                409,
                "keycloak-not-connected",
                "This installation cannot make workspaces by itself.",
                "Set TAKEUP_KEYCLOAK_CLIENT_SECRET, so that it may make organisations at Keycloak, or make tenants by files.");
    }

    static Problem notConfirmed() {
        return new Problem(
                409,
                "not-confirmed",
                "Nobody has confirmed the mail address yet.",
                "Whoever signed up does that with the link in their mail; you can invite them here instead.");
    }

    static Problem noPassword() {
        return new Problem(
                409,
                "no-first-password",
                "There is no first password any more.",
                "Whoever has come in has a password of their own; after seven days nobody gets one here. Ask the operator"
                        + " of this platform to invite you again.");
    }
}
