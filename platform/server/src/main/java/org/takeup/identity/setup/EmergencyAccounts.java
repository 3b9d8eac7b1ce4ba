package org.takeup.identity.setup;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.takeup.http.Problem;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.identity.keycloak.LocalAccounts.Account;
import org.takeup.identity.keycloak.LocalAccounts.Demand;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Break-glass accounts: admins with a password and a second factor at Keycloak itself, for the day on which the company's
 * sign-in fails. Thread-safe; blocks.
 */
public final class EmergencyAccounts {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Setup setup;
    private final OwnDomains domains;
    private final LocalAdmins localAdmins = new LocalAdmins();

    EmergencyAccounts(Setup setup, OwnDomains domains) {
        this.setup = setup;
        this.domains = domains;
    }

    /** An account that was just made. @param password for its first sign-in, shown once */
    public record Made(String username, String password) {
        @Override
        public String toString() {
            return "Made[" + username + "]";
        }
    }

    List<LocalAdmin> list(Workspace workspace) {
        return localAdmins.list(workspace);
    }

    /** Makes an account. Its first sign-in asks for a password and a second factor of its owner's own. */
    Made make(Workspace workspace, Caller by) {
        if (list(workspace).size() >= LocalAdmins.MOST) {
            throw SetupProblems.tooManyAdmins(LocalAdmins.MOST);
        }
        KeycloakAdmin admin = setup.adminOfFitRealm();
        String name = "emergency-" + random();
        var organization = domains.organization(admin, workspace);
        Account account = admin.localAccounts()
                .put(
                        organization,
                        name,
                        // No mail ever goes there (RFC 2606): the account is nobody's in particular.
                        name + "@" + organization.alias() + ".invalid",
                        "Emergency",
                        "account",
                        List.of(Demand.UPDATE_PASSWORD, Demand.CONFIGURE_TOTP));
        localAdmins.put(
                workspace,
                new LocalAdmin(
                        account.id(),
                        account.username(),
                        true,
                        workspace.clock().instant(),
                        by.personId(),
                        java.util.Optional.empty()));
        return new Made(account.username(), admin.localAccounts().oneTimePassword(account));
    }

    /** Takes an account away, with its password; sessions that began with it end. @throws Problem if there is none */
    LocalAdmin remove(Workspace workspace, String subject) {
        LocalAdmin gone = localAdmins.find(workspace, subject).orElseThrow(Problem::notFound);
        setup.admin().localAccounts().delete(subject);
        localAdmins.remove(workspace, subject);
        return gone;
    }

    private static String random() {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
