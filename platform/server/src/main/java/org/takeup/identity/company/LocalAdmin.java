package org.takeup.identity.company;

import java.time.Instant;
import java.util.Optional;

/**
 * An admin with an account at Keycloak itself, not at the company.
 *
 * @param subject of the account's tokens
 * @param breakGlass whether it still counts while the company's sign-in is in force
 * @param madeBy person id, or empty if the platform made it at onboarding
 * @param used when somebody last came in with it
 */
public record LocalAdmin(
        String subject, String username, boolean breakGlass, Instant made, String madeBy, Optional<Instant> used) {
    LocalAdmin usedAt(Instant at) {
        return new LocalAdmin(subject, username, breakGlass, made, madeBy, Optional.of(at));
    }
}
