package org.takeup.tenant;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a tenant has set: the content of its file in tenant-config, checked.
 *
 * @param hosts own host names, lower case; may be empty
 * @param groupsByRole company groups that give a role
 * @param plugins ids of the plugins that are enabled by configuration
 * @param smallestGroup the smallest number of respondents that a result is shown for
 * @param accent CSS colour, {@code #rrggbb}
 * @param sessions how long people stay signed in
 */
public record TenantSettings(
        List<String> hosts,
        ZoneId zone,
        Locale language,
        SignIn signIn,
        Map<Role, Set<String>> groupsByRole,
        List<String> plugins,
        int smallestGroup,
        Mail mail,
        String accent,
        SessionLimits sessions) {
    public TenantSettings {
        hosts = List.copyOf(hosts);
        groupsByRole = groupsByRole.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        plugins = List.copyOf(plugins);
    }

    /** As above, with sessions that last as long as usual. */
    public TenantSettings(
            List<String> hosts,
            ZoneId zone,
            Locale language,
            SignIn signIn,
            Map<Role, Set<String>> groupsByRole,
            List<String> plugins,
            int smallestGroup,
            Mail mail,
            String accent) {
        this(hosts, zone, language, signIn, groupsByRole, plugins, smallestGroup, mail, accent, SessionLimits.USUAL);
    }

    /**
     * How the company's people sign in.
     *
     * @param organization alias of the Keycloak organisation
     * @param identityProvider alias of the company's identity provider, so that no choice is shown
     * @param domains proven e-mail domains, lower case
     * @param clientSecret where Takeup's secret at the identity provider is, if it speaks OpenID Connect
     */
    public record SignIn(
            String organization,
            String identityProvider,
            List<String> domains,
            Optional<SecretReference> clientSecret) {
        public SignIn {
            domains = List.copyOf(domains);
        }

        /** Without a secret, as with SAML or where the operator has entered it in Keycloak. */
        public SignIn(String organization, String identityProvider, List<String> domains) {
            this(organization, identityProvider, domains, Optional.empty());
        }
    }

    /**
     * How mail is sent.
     *
     * @param from the sender as shown, an address with an optional name; empty for the installation's own
     * @param quietFrom no mail from this time, in the tenant's zone
     * @param quietTo until this time, possibly of the next day
     * @param officeFrom what people may do without comes from this time, in each person's own zone, unless they said when
     * @param officeTo until this time; equal to {@code officeFrom} for the whole day
     * @param dkim with which mails from the sender's domain are signed
     */
    public record Mail(
            String from,
            LocalTime quietFrom,
            LocalTime quietTo,
            LocalTime officeFrom,
            LocalTime officeTo,
            Optional<Dkim> dkim) {
        /** When people are told, where nobody has set it. */
        public static final LocalTime USUAL_FROM = LocalTime.of(9, 0);

        public static final LocalTime USUAL_TO = LocalTime.of(17, 0);

        /** Without a signature of the tenant's own, at any hour of people's days. */
        public Mail(String from, LocalTime quietFrom, LocalTime quietTo) {
            this(from, quietFrom, quietTo, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Optional.empty());
        }
    }

    /**
     * A tenant's own signature under its mails.
     *
     * @param selector names the public key in the DNS of the sender's domain
     * @param key where the private key is
     */
    public record Dkim(String selector, SecretReference key) {}

    /** With other mail domains. */
    public TenantSettings withDomains(List<String> domains) {
        var other = new SignIn(signIn.organization(), signIn.identityProvider(), domains, signIn.clientSecret());
        return new TenantSettings(
                hosts, zone, language, other, groupsByRole, plugins, smallestGroup, mail, accent, sessions);
    }

    /** With other company groups for roles. */
    public TenantSettings withGroups(Map<Role, Set<String>> groups) {
        return new TenantSettings(
                hosts, zone, language, signIn, groups, plugins, smallestGroup, mail, accent, sessions);
    }

    /** The roles of a person in these company groups. A group without a mapping gives nothing. */
    public Set<Role> rolesFor(Set<String> groups) {
        var roles = EnumSet.of(Role.LEARNER);
        groupsByRole.forEach((role, names) -> {
            if (names.stream().anyMatch(groups::contains)) {
                roles.add(role);
            }
        });
        if (roles.contains(Role.ADMIN)) {
            roles.add(Role.PLANNER);
        }
        return roles;
    }
}
