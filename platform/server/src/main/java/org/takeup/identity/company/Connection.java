package org.takeup.identity.company;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.identity.keycloak.CompanySignIn;
import org.takeup.identity.keycloak.CompanySignIn.Names;
import org.takeup.identity.keycloak.CompanySignIn.Oidc;
import org.takeup.identity.keycloak.CompanySignIn.Saml;
import org.takeup.tenant.Role;

/**
 * A company's sign-in as its admin has described it. Kept sealed; holds a secret.
 *
 * @param oidc if it speaks OpenID Connect; else {@code saml}
 * @param source address that it was read from and can be read from again; empty if it was pasted
 * @param changed when anything changed that a try depends on
 * @param certificatesEnd when each of SAML's certificates runs out
 * @param secretEnds as the admin said
 * @param tried the last try that went well
 */
public record Connection(
        Stage stage,
        Optional<Oidc> oidc,
        Optional<Saml> saml,
        String source,
        Names names,
        Instant changed,
        List<Instant> certificatesEnd,
        Optional<LocalDate> secretEnds,
        Optional<Tried> tried) {
    /** How long ahead an end is warned of. */
    public static final Duration WARNED_AHEAD = Duration.ofDays(30);

    public Connection {
        certificatesEnd = List.copyOf(certificatesEnd);
    }

    /** Whether it counts. */
    public enum Stage {
        /** Only its admin can try it; nobody comes in through it. */
        DRAFT,
        /** The one way in, but for break-glass accounts. */
        IN_FORCE
    }

    /**
     * A sign-in that was tried.
     *
     * @param groups of the company, all that came
     * @param roles that the person would have
     */
    public record Tried(Instant at, String name, String email, boolean proven, Set<String> groups, Set<Role> roles) {
        public Tried {
            groups = Set.copyOf(groups);
            roles = Set.copyOf(roles);
        }
    }

    /** As Keycloak should have it. */
    public CompanySignIn signIn(String alias, String title) {
        CompanySignIn.Way way = oidc.isPresent() ? oidc.get() : saml.orElseThrow();
        return new CompanySignIn(alias, title, way, names);
    }

    /** Whether what is there now was tried, and with success. */
    public boolean wasTried() {
        return tried.filter(done -> !done.at().isBefore(changed)).isPresent();
    }

    /** The day from which nobody can sign in, as far as it is known: a secret's, or the last certificate's. */
    public Optional<Instant> ends() {
        Optional<Instant> secret =
                secretEnds.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return secret.or(() -> certificatesEnd.stream().max(Comparator.naturalOrder()));
    }

    /** Whether that day is near or over. */
    public boolean endsSoon(Instant now) {
        return ends().filter(end -> end.isBefore(now.plus(WARNED_AHEAD))).isPresent();
    }

    /** The same sign-in, read again: what was tried stays tried. */
    public Connection readAgain(Optional<Oidc> newOidc, Optional<Saml> newSaml, List<Instant> ends) {
        return new Connection(stage, newOidc, newSaml, source, names, changed, ends, secretEnds, tried);
    }

    /** With other names for what the company says of people; has to be tried again. */
    public Connection with(Names others, Instant now) {
        return new Connection(stage, oidc, saml, source, others, now, certificatesEnd, secretEnds, tried);
    }

    public Connection with(Stage other) {
        return new Connection(other, oidc, saml, source, names, changed, certificatesEnd, secretEnds, tried);
    }

    public Connection with(Tried done) {
        return new Connection(
                stage, oidc, saml, source, names, changed, certificatesEnd, secretEnds, Optional.of(done));
    }

    public Connection with(Optional<LocalDate> secretsEnd) {
        return new Connection(stage, oidc, saml, source, names, changed, certificatesEnd, secretsEnd, tried);
    }

    @Override
    public String toString() {
        return "Connection[" + stage + "]";
    }
}
