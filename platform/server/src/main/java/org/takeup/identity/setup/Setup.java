package org.takeup.identity.setup;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.identity.Trials;
import org.takeup.identity.company.Connection;
import org.takeup.identity.company.Connection.Stage;
import org.takeup.identity.company.Connection.Tried;
import org.takeup.identity.company.Connections;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.identity.keycloak.CompanySignIn.Names;
import org.takeup.identity.keycloak.CompanySignIn.Oidc;
import org.takeup.identity.keycloak.CompanySignIn.Saml;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.identity.keycloak.KeycloakAway;
import org.takeup.identity.keycloak.LocalAccounts;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;

/**
 * The steps by which a company connects its sign-in. Each may be repeated; none but {@link #enforce} lets anybody in or
 * keeps anybody out. Thread-safe; blocks on the store, Keycloak, DNS and the company's own addresses.
 */
public final class Setup {
    private static final Logger LOG = LoggerFactory.getLogger(Setup.class);
    private static final Duration TRY_COUNTS = Duration.ofHours(24);
    private static final int MOST_GROUPS = 50;
    private static final int LONGEST_GROUP = 200;

    private final Optional<KeycloakAdmin> keycloak;
    private final OwnDomains domains;
    private final Outside outside;
    private final Amendments amendments;
    private final SignInWatch watch;
    private final Connections connections = new Connections();
    private final LocalAdmins localAdmins = new LocalAdmins();

    Setup(
            Optional<KeycloakAdmin> keycloak,
            OwnDomains domains,
            Outside outside,
            Amendments amendments,
            SignInWatch watch) {
        this.keycloak = keycloak;
        this.domains = domains;
        this.outside = outside;
        this.amendments = amendments;
        this.watch = watch;
    }

    /** Whether the operator lets companies connect themselves. */
    boolean isAvailable() {
        return keycloak.isPresent();
    }

    /** Whether the operator has connected the company, so that it is not described here. Unknown while Keycloak is away. */
    boolean isByHand(Workspace workspace) {
        if (keycloak.isEmpty() || connections.find(workspace).isPresent()) {
            return keycloak.isEmpty();
        }
        try {
            return keycloak.get().companySignIns().has(alias(workspace));
        } catch (KeycloakAway e) {
            LOG.warn("Keycloak is away; whether a company is connected by hand is not known");
            return false;
        }
    }

    static String alias(Workspace workspace) {
        return workspace.settings().signIn().identityProvider();
    }

    Optional<Connection> connection(Workspace workspace) {
        return connections.find(workspace);
    }

    Connection described(Workspace workspace) {
        return connection(workspace).orElseThrow(SetupProblems::nothingDescribed);
    }

    /**
     * Describes the sign-in by its discovery document.
     *
     * @param home address of the workspace, where Keycloak sends people back to
     */
    void describeOidc(
            Workspace workspace,
            String home,
            String discovery,
            String clientId,
            String secret,
            Optional<LocalDate> secretEnds) {
        KeycloakAdmin admin = ready(workspace);
        Oidc oidc = new Discovery(outside).read(workspace, discovery, clientId, secret);
        var draft = new Connection(
                Stage.DRAFT,
                Optional.of(oidc),
                Optional.empty(),
                oidc.issuer(),
                Names.OIDC,
                workspace.clock().instant(),
                List.of(),
                secretEnds,
                Optional.empty());
        admin.addresses().admit(home);
        put(admin, workspace, draft);
    }

    /** Describes the sign-in by its metadata, or by an https address where they are. The same sign-in in force is renewed. */
    void describeSaml(Workspace workspace, String home, String typed) {
        Optional<Connection> now = connection(workspace);
        boolean address = typed.strip().startsWith("http");
        String source = address ? Outside.address(SamlMetadata.FIELD, typed).toString() : "";
        var read = saml(workspace, address ? outside.text(workspace, SamlMetadata.FIELD, URI.create(source)) : typed);
        if (now.filter(each -> each.stage() == Stage.IN_FORCE).isPresent()) {
            renew(workspace, now.get(), Optional.empty(), Optional.of(read.saml()), read.ends());
            return;
        }
        KeycloakAdmin admin = ready(workspace);
        var draft = new Connection(
                Stage.DRAFT,
                Optional.empty(),
                Optional.of(read.saml()),
                source,
                now.filter(each -> each.saml().isPresent())
                        .map(Connection::names)
                        .orElse(Names.SAML),
                workspace.clock().instant(),
                read.ends(),
                Optional.empty(),
                Optional.empty());
        admin.addresses().admit(home);
        put(admin, workspace, draft);
    }

    private SamlMetadata.Read saml(Workspace workspace, String xml) {
        var read = SamlMetadata.read(xml, workspace.clock().instant());
        outside.allowed(SamlMetadata.FIELD, "signing in", read.saml().signOn());
        read.saml().logout().ifPresent(url -> outside.allowed(SamlMetadata.FIELD, "signing out", url));
        return read;
    }

    /** Reads the document again that the sign-in was described by: new keys and addresses of the same party. */
    void readAgain(Workspace workspace) {
        Connection now = described(workspace);
        if (now.oidc().isPresent()) {
            Oidc is = now.oidc().get();
            Oidc fresh = new Discovery(outside).read(workspace, now.source(), is.clientId(), is.clientSecret());
            renew(workspace, now, Optional.of(fresh), Optional.empty(), List.of());
        } else if (!now.source().isEmpty()) {
            var read = saml(workspace, outside.text(workspace, SamlMetadata.FIELD, URI.create(now.source())));
            renew(workspace, now, Optional.empty(), Optional.of(read.saml()), read.ends());
        } else {
            throw Problem.invalid(SamlMetadata.FIELD, "The metadata were pasted; paste the new ones.");
        }
    }

    private void renew(
            Workspace workspace, Connection now, Optional<Oidc> oidc, Optional<Saml> saml, List<Instant> ends) {
        boolean same = oidc.map(Oidc::issuer).equals(now.oidc().map(Oidc::issuer))
                && saml.map(Saml::entityId).equals(now.saml().map(Saml::entityId));
        if (!same) {
            throw SetupProblems.otherParty(
                    oidc.map(Oidc::issuer).or(() -> saml.map(Saml::entityId)).orElse(""));
        }
        put(admin(), workspace, now.readAgain(oidc, saml, ends));
    }

    /** Takes a new client secret over; the sign-in goes on with it at once. */
    void renewSecret(Workspace workspace, String secret, Optional<LocalDate> ends) {
        Connection now = described(workspace);
        Oidc is = now.oidc().orElseThrow(SetupProblems::nothingDescribed);
        var oidc = new Oidc(
                is.issuer(),
                is.authorization(),
                is.token(),
                is.keys(),
                is.userInfo(),
                is.logout(),
                is.clientId(),
                secret,
                is.basic());
        put(
                admin(),
                workspace,
                now.readAgain(Optional.of(oidc), Optional.empty(), List.of()).with(ends));
    }

    /** Says what the company calls what we need to know of people. Has to be tried again. */
    void rename(Workspace workspace, Names names) {
        put(
                admin(),
                workspace,
                described(workspace).with(names, workspace.clock().instant()));
    }

    /** Says which groups of the company give a role. Counts at once, also for who is signed in. */
    void mapRoles(Workspace workspace, Map<Role, Set<String>> groups, String by) {
        var clean = new EnumMap<Role, Set<String>>(Role.class);
        groups.forEach((role, names) -> {
            if (names.size() > MOST_GROUPS || names.stream().anyMatch(name -> name.length() > LONGEST_GROUP)) {
                throw Problem.invalid(
                        role.name().toLowerCase(java.util.Locale.ROOT),
                        "Give at most " + MOST_GROUPS + " groups of at most " + LONGEST_GROUP + " characters.");
            }
            if (!names.isEmpty() && role != Role.LEARNER) {
                clean.put(role, names);
            }
        });
        if (!clean.containsKey(Role.ADMIN) && localAdmins.list(workspace).isEmpty()) {
            throw Problem.invalid(
                    "admin",
                    "Name at least one group for admins, or make an emergency account first: otherwise nobody could set this"
                            + " workspace up any more.");
        }
        try {
            amendments.amend(workspace, PageSetting.ROLES, settings -> settings.withGroups(clean), by);
        } catch (WorkspaceSettings.FileDecides e) {
            throw Amendments.fileDecides("roles", PageSetting.ROLES);
        }
    }

    /** Notes a try that came back. What its account at Keycloak was is forgotten while the sign-in does not count. */
    Tried tried(Workspace workspace, Trials.Outcome outcome) {
        Connection now = described(workspace);
        var tried = new Tried(
                workspace.clock().instant(),
                outcome.name(),
                outcome.email(),
                outcome.emailProven() && OwnDomains.isOwnAddress(workspace, outcome.email()),
                outcome.groups(),
                outcome.roles());
        if (now.stage() == Stage.DRAFT) {
            admin().companySignIns().forgetPeople(alias(workspace));
        }
        boolean own = outcome.member()
                && outcome.way().filter(alias(workspace)::equals).isPresent();
        if (!own) {
            throw new Problem(
                    409,
                    "trial-of-another-way",
                    "This sign-in did not go through your organisation's sign-in.",
                    "Somebody is signed in here with another account. Open the link in a private window.");
        }
        connections.put(workspace, now.with(tried));
        return tried;
    }

    /** From now on everybody comes through the company, but for emergency accounts. Who is signed in stays. */
    void enforce(Workspace workspace) {
        Connection now = described(workspace);
        Instant since = workspace.clock().instant().minus(TRY_COUNTS);
        if (!now.wasTried()
                || now.tried().filter(done -> done.at().isAfter(since)).isEmpty()) {
            throw SetupProblems.notTried();
        }
        ready(workspace, now.stage());
        if (readyAdmins(workspace).isEmpty()) {
            throw SetupProblems.noBreakGlass();
        }
        if (now.stage() == Stage.DRAFT) {
            admin().companySignIns().forgetPeople(alias(workspace));
        }
        connections.put(workspace, now.with(Stage.IN_FORCE));
    }

    private List<LocalAdmin> readyAdmins(Workspace workspace) {
        LocalAccounts accounts = admin().localAccounts();
        return localAdmins.list(workspace).stream()
                .filter(LocalAdmin::breakGlass)
                .filter(each -> accounts.byId(each.subject())
                        .map(LocalAccounts.Account::ready)
                        .orElse(false))
                .toList();
    }

    /** Lets nobody in through the company any more, until it is put in force again. */
    void relax(Workspace workspace) {
        connections.put(workspace, described(workspace).with(Stage.DRAFT));
    }

    /** Forgets a sign-in that is not in force, and its accounts at Keycloak. */
    void discard(Workspace workspace) {
        if (described(workspace).stage() == Stage.IN_FORCE) {
            throw SetupProblems.inForce();
        }
        admin().companySignIns().delete(alias(workspace));
        connections.remove(workspace);
    }

    private void put(KeycloakAdmin admin, Workspace workspace, Connection connection) {
        admin.companySignIns()
                .put(
                        domains.organization(admin, workspace),
                        connection.signIn(alias(workspace), workspace.tenant().name()));
        connections.put(workspace, connection);
        watch.over(workspace);
    }

    KeycloakAdmin admin() {
        return keycloak.orElseThrow(SetupProblems::byHand);
    }

    /** For whoever sets something up: only in a realm that is safe. Taking away is always possible. */
    KeycloakAdmin adminOfFitRealm() {
        KeycloakAdmin admin = admin();
        admin.realm().require();
        return admin;
    }

    private KeycloakAdmin ready(Workspace workspace) {
        return ready(workspace, connection(workspace).map(Connection::stage).orElse(Stage.DRAFT));
    }

    private KeycloakAdmin ready(Workspace workspace, Stage stage) {
        KeycloakAdmin admin = adminOfFitRealm();
        if (isByHand(workspace)) {
            throw SetupProblems.byHand();
        }
        if (stage == Stage.IN_FORCE) {
            throw SetupProblems.inForce();
        }
        if (domains.proven(workspace).isEmpty()) {
            throw SetupProblems.noDomain();
        }
        return admin;
    }
}
