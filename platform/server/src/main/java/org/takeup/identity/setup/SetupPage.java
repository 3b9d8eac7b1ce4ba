package org.takeup.identity.setup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;
import org.takeup.identity.company.Connection;
import org.takeup.identity.company.Domain;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.setup.Checks.Finding;
import org.takeup.identity.setup.EmergencyAccounts.Made;
import org.takeup.identity.setup.Explanations.Explanation;
import org.takeup.tenant.Drift;
import org.takeup.tenant.Role;

/**
 * What the page shows on which a company connects its sign-in.
 *
 * @param byHand whether the operator has connected the company
 * @param back where the company sends people back to
 * @param entityId what SAML calls the platform
 * @param trial the link for trying, or empty
 * @param named the domains that count
 * @param fileDecidesDomains whether the organisation's file names the domains, and this page cannot
 * @param fileDecidesRoles whether the organisation's file names the groups, and this page cannot
 * @param drift where file and page differ in domains or groups
 */
public record SetupPage(
        boolean available,
        boolean byHand,
        List<Domain> domains,
        String back,
        String entityId,
        @Nullable Connection connection,
        boolean tried,
        Map<Role, String> groups,
        List<LocalAdmin> admins,
        List<Finding> findings,
        List<Explanation> explanations,
        String trial,
        String emergencyLink,
        List<String> named,
        boolean fileDecidesDomains,
        boolean fileDecidesRoles,
        List<Drift> drift,
        @Nullable Problem problem,
        @Nullable Made made,
        Instant now) {
    /** Whether a domain is proven. */
    public boolean proven() {
        return domains.stream().anyMatch(each -> each.proven().isPresent());
    }

    /** Whether this page may give a domain up: not if the organisation's file names it and decides. */
    public boolean removable(Domain domain) {
        return !fileDecidesDomains || !named.contains(domain.name());
    }

    /** Domains that count and that nobody has set out to prove. */
    public List<String> unasked() {
        return named.stream()
                .filter(name -> domains.stream().noneMatch(each -> each.name().equals(name)))
                .toList();
    }

    /** Whether the connection is in force. */
    public boolean inForce() {
        return connection != null && connection.stage() == Connection.Stage.IN_FORCE;
    }
}
