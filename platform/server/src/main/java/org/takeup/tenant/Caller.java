package org.takeup.tenant;

import java.util.Set;

/**
 * A person who acts in a workspace. Made only at the door, after sign-in was checked.
 *
 * @param personId of the directory, unique within the tenant
 * @param name as the company's sign-in gave it
 * @param email as the company's sign-in gave it; shown, never used as identity
 * @param roles at least {@code LEARNER}
 */
public record Caller(String personId, String name, String email, Set<Role> roles) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
