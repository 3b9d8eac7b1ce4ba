package org.takeup.web;

import org.takeup.http.Problem;
import org.takeup.tenant.Tenant;

/** What the door itself refuses. */
final class WebProblems {
    /** The type of the problem that a suspended tenant's people see. */
    static final String SUSPENDED = "workspace-suspended";

    private WebProblems() {}

    static Problem unknownTenant() {
        return new Problem(
                404,
                "unknown-workspace",
                "There is no workspace at this address.",
                "Check the spelling, or ask the person who gave you the address.");
    }

    static Problem unknownHost() {
        return new Problem(
                421,
                "unknown-host",
                "Nothing answers at this host.",
                "Use the address that your organisation gave you.");
    }

    static Problem suspended(Tenant tenant) {
        String workspace = "The workspace of " + tenant.name();
        return switch (tenant.stay().state()) {
            case ARRIVING, MOVING, WITHDRAWN ->
                new Problem(
                        403, SUSPENDED, workspace + " is being moved.", "Nothing is lost. Come back in some minutes.");
            case GOING ->
                new Problem(
                        403,
                        SUSPENDED,
                        workspace + " is being deleted.",
                        "It was asked for, and cannot be taken back.");
            case HERE, LEAVING ->
                new Problem(
                        403,
                        SUSPENDED,
                        workspace + " is suspended.",
                        (tenant.stay().reason().isEmpty()
                                        ? ""
                                        : "The operator of this platform says: "
                                                + tenant.stay().reason() + " ")
                                + "Nothing is lost. The admin of your workspace can ask the operator of this platform to"
                                + " resume it.");
        };
    }

    static Problem tooMany(long seconds) {
        return new Problem(
                429,
                "too-many-requests",
                "There were too many requests.",
                "Wait " + seconds + (seconds == 1 ? " second" : " seconds") + ", and spread them out.");
    }

    static Problem dayIsUsedUp(long quota) {
        return new Problem(
                429,
                "api-quota",
                "The workspace's programs have made all " + String.format(java.util.Locale.ROOT, "%,d", quota)
                        + " requests of today.",
                "Wait until midnight UTC, as Retry-After says, or ask the operator of this platform for more.");
    }

    /** @param scope that is missing, or empty if no API token may do it */
    static Problem scopeMissing(String scope) {
        return new Problem(
                403,
                "scope-missing",
                "The token does not include this.",
                scope.isEmpty()
                        ? "Only a person who is signed in can do this."
                        : "It needs the scope " + scope + ". Ask an admin of the workspace for such a token.");
    }

    static Problem signInFirst() {
        return new Problem(
                401, "sign-in-required", "You are not signed in here.", "Sign in to this workspace and try again.");
    }

    static Problem forged() {
        return new Problem(
                403,
                "foreign-request",
                "This request did not come from a page of this workspace.",
                "Open the page again and send the form from there.");
    }

    static Problem tooLarge(long mostBytes) {
        return new Problem(
                413,
                "too-large",
                "What was sent is too large.",
                "At most " + readable(mostBytes) + " are accepted here; send less, or split it.");
    }

    static Problem noBody() {
        return new Problem(413, "too-large", "This address takes no body.", "Send the request without one.");
    }

    static Problem wrongType(String wanted) {
        return new Problem(415, "wrong-type", "The body has the wrong type.", "Send it as " + wanted + ".");
    }

    static Problem wrongMethod() {
        return new Problem(405, "wrong-method", "This address does not do that.", "Use one of the documented methods.");
    }

    static Problem slow() {
        return new Problem(
                408,
                "too-slow",
                "The rest of the request did not come in time.",
                "Check the connection and send it again.");
    }

    static Problem malformed() {
        return new Problem(400, "malformed", "The request cannot be read.", "Check its address and its headers.");
    }

    static Problem longAddress() {
        return new Problem(
                414,
                "long-address",
                "The address is too long.",
                "Use at most 4,000 characters; send the rest in a form.");
    }

    static Problem longHeaders() {
        return new Problem(
                431,
                "long-headers",
                "The headers of the request are too long.",
                "Use at most 16 KB of headers; in a browser, delete the cookies of this site.");
    }

    /** @param seconds after which there is likely to be room */
    static Problem busy(int seconds) {
        return new Problem(
                503,
                "busy",
                "There is more to do here right now than can be done at once.",
                "Nothing was changed. Try again in %d %s.".formatted(seconds, seconds == 1 ? "second" : "seconds"));
    }

    static Problem storeAway() {
        return new Problem(
                503,
                "store-unavailable",
                "The data store does not answer right now.",
                "Nothing was half done. Try again in a moment.");
    }

    static Problem broken(String requestId) {
        return new Problem(
                500,
                "internal-error",
                "Something went wrong on our side.",
                "Try again; if it happens again, tell the operator this number: " + requestId + ".");
    }

    private static String readable(long bytes) {
        return bytes >= 1024 * 1024 ? bytes / (1024 * 1024) + " MB" : bytes / 1024 + " KB";
    }
}
