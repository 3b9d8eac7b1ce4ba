package org.takeup.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.takeup.http.Problem;

/** A problem as SCIM says it (RFC 7644, 3.12). */
final class ScimErrors {
    static final String MEDIA_TYPE = "application/scim+json";

    private static final Set<String> TYPES = Set.of(
            "invalidFilter",
            "tooMany",
            "uniqueness",
            "mutability",
            "invalidSyntax",
            "invalidPath",
            "noTarget",
            "invalidValue",
            "invalidVers",
            "sensitive");

    private ScimErrors() {}

    static Map<String, Object> body(Problem problem) {
        var body = new LinkedHashMap<String, Object>();
        body.put("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:Error"));
        body.put("status", String.valueOf(problem.status()));
        String type = problem.type().equals("bad-json") ? "invalidSyntax" : problem.type();
        if (TYPES.contains(type)) {
            body.put("scimType", type);
        }
        body.put("detail", problem.title() + " " + problem.detail());
        return body;
    }
}
