package org.takeup.people.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A group as it was provisioned, without its members, who may be many.
 *
 * @param attributes as {@link Attribute#GROUP} reads them; not to be changed
 * @param version counts up with each change, of members too
 */
record ScimGroup(String id, ObjectNode attributes, long version, Instant created, Instant modified) {
    /** Refuses a group without a name. */
    static ObjectNode complete(ObjectNode attributes) {
        if (!attributes.hasNonNull("displayName")) {
            throw ScimProblems.value("displayName", "Every group needs one.");
        }
        return attributes;
    }

    String name() {
        return attributes.path("displayName").asText();
    }

    String nameKey() {
        return ScimUser.key(name());
    }

    String externalId() {
        return attributes.path("externalId").asText();
    }
}
