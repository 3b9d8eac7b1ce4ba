package org.takeup.people;

import java.util.Set;

/**
 * Who a checked sign-in says somebody is.
 *
 * @param issuer and {@code subject} together are the identity; the e-mail address is not, because it can pass to
 *     somebody else
 * @param groups the company's groups
 */
public record Identity(String issuer, String subject, String name, String email, Set<String> groups) {
    public Identity {
        groups = Set.copyOf(groups);
    }
}
