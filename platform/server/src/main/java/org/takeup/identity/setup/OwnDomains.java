package org.takeup.identity.setup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.identity.company.Connection.Stage;
import org.takeup.identity.company.Connections;
import org.takeup.identity.company.Domain;
import org.takeup.identity.company.Domains;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.identity.keycloak.Organizations.Organization;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;

/**
 * The mail domains that a company proves to be its own: here, in the workspace's settings and at Keycloak. Thread-safe; blocks
 * on the store, Keycloak and DNS.
 */
final class OwnDomains {
    private static final Logger LOG = LoggerFactory.getLogger(OwnDomains.class);

    private final Optional<KeycloakAdmin> keycloak;
    private final Domains domains;
    private final Amendments amendments;
    private final SignInWatch watch;
    private final Connections connections = new Connections();

    OwnDomains(Optional<KeycloakAdmin> keycloak, Domains domains, Amendments amendments, SignInWatch watch) {
        this.keycloak = keycloak;
        this.domains = domains;
        this.amendments = amendments;
        this.watch = watch;
    }

    /** All that somebody has set out to prove. */
    List<Domain> list(Workspace workspace) {
        return domains.list(workspace);
    }

    /** Notes a domain to be proven. @throws Problem if the file decides the domains and does not name this one */
    Domain add(Workspace workspace, String typed) {
        if (isForeignToFile(workspace, Domains.normal(typed))) {
            throw Amendments.fileDecides("domain", PageSetting.DOMAINS);
        }
        return domains.ask(workspace, typed);
    }

    private static boolean isForeignToFile(Workspace workspace, String domain) {
        return Amendments.isFiles(workspace, PageSetting.DOMAINS)
                && !workspace.settings().signIn().domains().contains(domain);
    }

    /**
     * Looks for the proof of a domain; once it is there, the domain is the workspace's.
     *
     * @throws Problem if the file decides the domains and does not name this one
     */
    Domain check(Workspace workspace, String name, String by) {
        if (isForeignToFile(workspace, domains.find(workspace, name).name())) {
            throw Amendments.fileDecides("domain", PageSetting.DOMAINS);
        }
        Domain now = domains.check(workspace, name, domain -> isOurs(workspace, domain.name(), by));
        if (now.proven().isPresent()) {
            watch.over(workspace);
            keycloak.ifPresent(admin -> organization(admin, workspace));
        }
        return now;
    }

    /** Gives one up. @throws Problem if the file names it, or if it is the last of a sign-in in force */
    void remove(Workspace workspace, String name, String by) {
        domains.find(workspace, name);
        if (Amendments.isFiles(workspace, PageSetting.DOMAINS) && !isForeignToFile(workspace, name)) {
            throw Amendments.fileDecides("domain", PageSetting.DOMAINS);
        }
        List<String> left = provenBut(workspace, name);
        if (left.isEmpty()
                && connections
                        .find(workspace)
                        .map(each -> each.stage() == Stage.IN_FORCE)
                        .orElse(false)) {
            throw SetupProblems.inForce();
        }
        domains.remove(workspace, name);
        keycloak.ifPresent(admin -> organization(admin, workspace, name));
        amendments.amend(
                workspace,
                PageSetting.DOMAINS,
                settings -> settings.withDomains(settings.signIn().domains().stream()
                        .filter(each -> !each.equals(name))
                        .toList()),
                by);
    }

    private boolean isOurs(Workspace workspace, String domain, String by) {
        try {
            amendments.amend(
                    workspace,
                    PageSetting.DOMAINS,
                    settings -> {
                        var all = new LinkedHashSet<>(settings.signIn().domains());
                        all.add(domain);
                        return settings.withDomains(List.copyOf(all));
                    },
                    by);
            return true;
        } catch (WorkspaceSettings.FileDecides e) {
            // Since a moment ago: said when the admin looks again.
            LOG.info("A domain was proven that a file has just taken back");
            return false;
        } catch (Tenants.Conflict e) {
            // Another tenant's, by its file. Whoever asks is not told.
            LOG.info("A domain was proven that is another tenant's by its settings");
            return false;
        }
    }

    /** The names of those that are proven, in order. */
    List<String> proven(Workspace workspace) {
        return provenBut(workspace, "");
    }

    private List<String> provenBut(Workspace workspace, String name) {
        return domains.list(workspace).stream()
                .filter(each -> each.proven().isPresent() && !each.name().equals(name))
                .map(Domain::name)
                .sorted()
                .toList();
    }

    /** Whether an address is of a domain that counts for the workspace. */
    static boolean isOwnAddress(Workspace workspace, String email) {
        return workspace.settings().signIn().domains().stream()
                .anyMatch(domain -> email.toLowerCase(Locale.ROOT).endsWith("@" + domain));
    }

    /** The workspace's organisation at Keycloak, with the domains that are proven or that the operator's file names. */
    Organization organization(KeycloakAdmin admin, Workspace workspace) {
        return organization(admin, workspace, "");
    }

    private Organization organization(KeycloakAdmin admin, Workspace workspace, String without) {
        var signIn = workspace.settings().signIn();
        var all = new TreeSet<>(signIn.domains());
        all.addAll(provenBut(workspace, without));
        all.remove(without);
        return admin.organizations()
                .put(signIn.organization(), workspace.tenant().name(), List.copyOf(all));
    }
}
