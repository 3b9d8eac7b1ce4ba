package org.takeup.identity.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.audit.AuditTrail;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.identity.Trials;
import org.takeup.identity.company.Connection;
import org.takeup.identity.company.Domain;
import org.takeup.identity.company.Domains;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.keycloak.CompanySignIn.Names;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.identity.setup.EmergencyAccounts.Made;
import org.takeup.plugin.egress.Egress;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The pages on which a company connects its sign-in. */
public final class SetupRoutes {
    static final String HOME = "/sign-in-setup";
    private static final long MOST_METADATA = 2L * SamlMetadata.MOST_CHARACTERS;
    private static final List<Role> MAPPED = List.of(Role.ADMIN, Role.PLANNER, Role.MANAGER);

    private final URI issuer;
    private final Setup setup;
    private final OwnDomains domains;
    private final EmergencyAccounts emergency;
    private final Checks checks;
    private final TrialRoutes trying;

    /**
     * @param issuer the platform's realm, which companies send people back to
     * @param keycloak without it the pages say that the operator connects companies by hand
     * @param watch looks after what was connected
     * @param egress the way out to companies' addresses
     */
    public SetupRoutes(
            URI issuer,
            Optional<KeycloakAdmin> keycloak,
            Domains domains,
            Egress egress,
            Amendments amendments,
            SignInWatch watch,
            Trials trials,
            AuditTrail trail) {
        var outside = new Outside(egress);
        this.issuer = issuer;
        this.domains = new OwnDomains(keycloak, domains, amendments, watch);
        this.setup = new Setup(keycloak, this.domains, outside, amendments, watch);
        this.emergency = new EmergencyAccounts(setup, this.domains);
        this.checks = new Checks(outside, keycloak);
        this.trying = new TrialRoutes(setup, trials, trail);
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        var routes = new ArrayList<>(List.of(
                Route.page("sso", HOME, admins, exchange -> show(exchange, Shown.nothing())),
                form("sso-domain-add", "/domains", this::addDomain),
                form("sso-domain-check", "/domains/{domain}/check", this::checkDomain),
                form("sso-domain-remove", "/domains/{domain}/removal", this::removeDomain),
                form("sso-oidc", "/oidc", this::oidc),
                form("sso-saml", "/saml", this::saml).accepting(new Body.Form(MOST_METADATA)),
                form("sso-saml-upload", "/saml/file", this::samlFile)
                        .accepting(new Body.Upload(MOST_METADATA, Set.of(".xml"))),
                form("sso-renew", "/renewal", this::renew),
                form("sso-secret", "/secret", this::secret),
                form("sso-names", "/names", this::names),
                form("sso-roles", "/roles", this::roles),
                form("sso-enforce", "/enforcement", this::enforce),
                form("sso-relax", "/relaxation", this::relax),
                form("sso-discard", "/discarding", this::discard),
                form("sso-emergency-add", "/emergency", this::makeEmergency),
                form("sso-emergency-remove", "/emergency/{account}/removal", this::removeEmergency)));
        routes.addAll(trying.routes());
        return new Room(routes, List.of());
    }

    private static Route form(String id, String path, org.takeup.http.Handler handler) {
        return Route.form(id, HOME + path, Access.role(Role.ADMIN), handler);
    }

    /** What a form left behind for the page. */
    private record Shown(
            @Nullable Problem problem, @Nullable Made made) {
        static Shown nothing() {
            return new Shown(null, null);
        }
    }

    private Reply show(Exchange exchange, Shown shown) {
        Workspace workspace = exchange.workspace();
        Optional<Connection> connection = setup.connection(workspace);
        String alias = Setup.alias(workspace);
        String back = issuer + "/broker/" + alias + "/endpoint";
        boolean check = exchange.query("check").isPresent();
        var page = new SetupPage(
                setup.isAvailable(),
                setup.isByHand(workspace),
                domains.list(workspace),
                back,
                issuer.toString(),
                connection.orElse(null),
                connection.filter(Connection::wasTried).isPresent(),
                groups(workspace),
                emergency.list(workspace),
                check && connection.isPresent() ? checks.of(workspace, connection.get(), alias, back) : List.of(),
                Explanations.all(),
                connection
                        .map(each ->
                                exchange.fullLink(TrialRoutes.TRY + "?ticket=" + TrialLinks.ticket(workspace, each)))
                        .orElse(""),
                exchange.fullLink("/sign-in?way=local"),
                workspace.settings().signIn().domains(),
                Amendments.isFiles(workspace, PageSetting.DOMAINS),
                Amendments.isFiles(workspace, PageSetting.ROLES),
                workspace.tenant().drift().stream()
                        .filter(each -> each.setting().bySignInSetup())
                        .toList(),
                shown.problem(),
                shown.made(),
                workspace.clock().instant());
        Reply reply = Reply.page("identity/setup.jte", "Your organisation's sign-in", page)
                .withHeader("cache-control", "no-store");
        return shown.problem() == null
                ? reply
                : reply.withStatus(shown.problem().status());
    }

    private static Map<Role, String> groups(Workspace workspace) {
        var groups = new EnumMap<Role, String>(Role.class);
        MAPPED.forEach(role -> groups.put(
                role,
                workspace.settings().groupsByRole().getOrDefault(role, Set.of()).stream()
                        .sorted()
                        .collect(Collectors.joining("\n"))));
        return groups;
    }

    /** Does a step and leads back to the page, or shows the page with what does not fit. */
    private Reply step(Exchange exchange, Runnable step) {
        try {
            step.run();
            return Reply.redirect(exchange.link(HOME));
        } catch (Problem e) {
            return show(exchange, new Shown(e, null));
        }
    }

    private static String by(Exchange exchange) {
        return exchange.caller().personId();
    }

    private Reply addDomain(Exchange exchange) {
        return step(exchange, () -> {
            Domain asked = domains.add(exchange.workspace(), exchange.form().required("domain", 253));
            exchange.changes("domain", null, asked.name());
        });
    }

    private Reply checkDomain(Exchange exchange) {
        return step(exchange, () -> {
            Domain now = domains.check(exchange.workspace(), exchange.path("domain"), by(exchange));
            exchange.changes(
                    "proven", null, now.proven().isPresent() && now.lost().isEmpty());
            if (now.proven().isEmpty()) {
                throw Problem.invalid(
                        "domain",
                        "There is no such record for " + now.name()
                                + " yet. DNS can take up to an hour to show a new one;" + " check again then.");
            }
        });
    }

    private Reply removeDomain(Exchange exchange) {
        return step(exchange, () -> domains.remove(exchange.workspace(), exchange.path("domain"), by(exchange)));
    }

    private Reply oidc(Exchange exchange) {
        return step(exchange, () -> {
            Form form = exchange.form();
            setup.describeOidc(
                    exchange.workspace(),
                    exchange.fullLink(""),
                    form.required("discovery", 1_000),
                    form.required("clientId", 300),
                    form.required("secret", 1_000),
                    day(form, "ends"));
            noteParty(exchange);
        });
    }

    private Reply saml(Exchange exchange) {
        return step(exchange, () -> {
            setup.describeSaml(
                    exchange.workspace(),
                    exchange.fullLink(""),
                    exchange.form().required("metadata", SamlMetadata.MOST_CHARACTERS));
            noteParty(exchange);
        });
    }

    private Reply samlFile(Exchange exchange) {
        return step(exchange, () -> {
            setup.describeSaml(exchange.workspace(), exchange.fullLink(""), text(exchange.upload()));
            noteParty(exchange);
        });
    }

    private static String text(Exchange.Upload upload) {
        try {
            return new String(Files.readAllBytes(upload.file()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void noteParty(Exchange exchange) {
        Connection now = setup.described(exchange.workspace());
        exchange.changes(
                "party",
                null,
                now.oidc()
                        .map(oidc -> oidc.issuer())
                        .or(() -> now.saml().map(saml -> saml.entityId()))
                        .orElse(""));
    }

    private Reply renew(Exchange exchange) {
        return step(exchange, () -> setup.readAgain(exchange.workspace()));
    }

    private Reply secret(Exchange exchange) {
        return step(exchange, () -> {
            Form form = exchange.form();
            setup.renewSecret(exchange.workspace(), form.required("secret", 1_000), day(form, "ends"));
            exchange.changes(
                    "secret-ends",
                    null,
                    day(form, "ends").map(LocalDate::toString).orElse("not said"));
        });
    }

    private Reply names(Exchange exchange) {
        return step(exchange, () -> {
            Form form = exchange.form();
            var names = new Names(
                    form.required("email", 200),
                    name(form, "givenName"),
                    name(form, "familyName"),
                    name(form, "groups"),
                    name(form, "employeeNumber"));
            setup.rename(exchange.workspace(), names);
            exchange.changes("names", null, names);
        });
    }

    private static String name(Form form, String field) {
        String value = form.text(field).orElse("");
        if (value.length() > 200 || value.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(field, "Give the name of a claim or attribute, at most 200 characters.");
        }
        return value;
    }

    private Reply roles(Exchange exchange) {
        return step(exchange, () -> {
            var groups = new EnumMap<Role, Set<String>>(Role.class);
            for (Role role : MAPPED) {
                String typed = exchange.form().text(role.name()).orElse("");
                var names = new TreeSet<String>();
                typed.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(names::add);
                groups.put(role, names);
                exchange.changes(
                        role.name(),
                        new TreeSet<>(
                                exchange.workspace().settings().groupsByRole().getOrDefault(role, Set.of())),
                        names);
            }
            setup.mapRoles(exchange.workspace(), groups, by(exchange));
        });
    }

    private Reply enforce(Exchange exchange) {
        return step(exchange, () -> {
            setup.enforce(exchange.workspace());
            exchange.changes("in force", false, true);
        });
    }

    private Reply relax(Exchange exchange) {
        return step(exchange, () -> {
            setup.relax(exchange.workspace());
            exchange.changes("in force", true, false);
        });
    }

    private Reply discard(Exchange exchange) {
        return step(exchange, () -> setup.discard(exchange.workspace()));
    }

    /** Not a redirect: the password is shown here, once, and in no address. */
    private Reply makeEmergency(Exchange exchange) {
        try {
            Made made = emergency.make(exchange.workspace(), exchange.caller());
            exchange.changes("account", null, made.username());
            return show(exchange, new Shown(null, made));
        } catch (Problem e) {
            return show(exchange, new Shown(e, null));
        }
    }

    private Reply removeEmergency(Exchange exchange) {
        return step(exchange, () -> {
            LocalAdmin gone = emergency.remove(exchange.workspace(), exchange.path("account"));
            exchange.changes("account", gone.username(), null);
        });
    }

    private static Optional<LocalDate> day(Form form, String field) {
        return form.text(field).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw Problem.invalid(field, "Please give a date like 2027-11-24, or nothing.");
            }
        });
    }
}
