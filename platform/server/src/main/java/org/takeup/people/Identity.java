package org.takeup.people;

import java.util.Set;

/**
 * Who a checked sign-in says somebody is.
 *
 * @param issuer and {@code subject} together are the identity; the e-mail address is not, because it can pass to
 *     somebody else
 * @param emailProven whether the company's own sign-in vouches for the address; only then does it find a record
 * @param groups the company's groups
 */
public record Identity(
        String issuer, String subject, String name, String email, boolean emailProven, Set<String> groups) {
    public Identity {
        groups = Set.copyOf(groups);
    }
}
