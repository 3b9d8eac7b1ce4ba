package org.takeup.people.scim;

import org.takeup.http.Problem;

/** What this room refuses. Each type is SCIM's own word for it (RFC 7644, table 9), where there is one. */
final class ScimProblems {
    private ScimProblems() {}

    static Problem value(String attribute, String remedy) {
        return new Problem(400, "invalidValue", "The value of " + attribute + " does not fit.", remedy);
    }

    static Problem syntax(String remedy) {
        return new Problem(400, "invalidSyntax", "The body is not what this operation takes.", remedy);
    }

    static Problem path(String remedy) {
        return new Problem(400, "invalidPath", "The path of an operation cannot be read.", remedy);
    }

    static Problem filter(String remedy) {
        return new Problem(400, "invalidFilter", "This filter is not supported.", remedy);
    }

    static Problem taken(String attribute) {
        return new Problem(
                409,
                "uniqueness",
                "Another resource has this " + attribute + ".",
                "Look it up with a filter and change that one, or give another " + attribute + ".");
    }

    static Problem erased() {
        return new Problem(
                403,
                "person-erased",
                "This person was erased from the workspace.",
                "Stop provisioning them. After 90 days without an attempt they can be provisioned anew.");
    }

    static Problem stale() {
        return new Problem(
                412,
                "version-changed",
                "The resource was changed in the meantime.",
                "Read it again, and send the change with its new ETag.");
    }
}
