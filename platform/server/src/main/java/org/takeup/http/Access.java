package org.takeup.http;

import java.util.EnumSet;
import java.util.Set;
import org.takeup.tenant.Role;

/** Who may use a route. Every route has one; there is no default. */
public sealed interface Access {
    /** Anybody, signed in or not. For health, sign-in and static files. */
    record Everyone() implements Access {}

    /** A signed-in person of this workspace with one of the roles. */
    record Signed(Set<Role> roles) implements Access {
        public Signed {
            roles = Set.copyOf(roles);
        }
    }

    /** Whoever holds the link: the handler checks the secret in the path before it does anything. */
    record Ticket() implements Access {}

    /** The operator of the platform. Sees no tenant's answers. */
    record Operator() implements Access {}

    static Access everyone() {
        return new Everyone();
    }

    /** Any signed-in person of the workspace. */
    static Access signedIn() {
        return new Signed(EnumSet.allOf(Role.class));
    }

    static Access role(Role role, Role... more) {
        return new Signed(EnumSet.of(role, more));
    }

    static Access ticket() {
        return new Ticket();
    }

    static Access operator() {
        return new Operator();
    }
}
