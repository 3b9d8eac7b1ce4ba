package org.takeup.operator;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.operator.Nodes.Node;
import org.takeup.plugin.Listed;
import org.takeup.plugin.Packages;
import org.takeup.tenant.Drift;
import org.takeup.tenant.SecretReference;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantConfig;
import org.takeup.tenant.TenantSecrets;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Tenants;

/** The operator's console and its API. */
public final class OperatorRoutes {
    private static final Access OPERATOR = Access.operator();
    private static final Body.Upload PACKAGE = new Body.Upload(20L * 1024 * 1024 + Body.SMALL, Set.of(".zip"));

    private static final int LONGEST_REASON = 300;

    private final Packages packages;
    private final Tenants tenants;
    private final TenantConfig tenantConfig;
    private final Nodes nodes;
    private final TenantSecrets secrets;

    public OperatorRoutes(
            Packages packages, Tenants tenants, TenantConfig tenantConfig, Nodes nodes, TenantSecrets secrets) {
        this.packages = packages;
        this.tenants = tenants;
        this.tenantConfig = tenantConfig;
        this.nodes = nodes;
        this.secrets = secrets;
    }

    public Room room() {
        return new Room(
                List.of(
                        page("operator-home", "/", OperatorRoutes::home),
                        page("operator-door", "", OperatorRoutes::home),
                        page("operator-plugins", "/plugins", this::pluginsPage),
                        form("operator-plugin-upload", "/plugins", this::uploadForm)
                                .accepting(PACKAGE),
                        form("operator-plugin-remove", "/plugins/{plugin}/{version}/removal", this::removeForm),
                        page("operator-tenants", "/tenants", this::tenantsPage),
                        form("operator-tenant-status", "/tenants/{slug}/status", this::statusForm),
                        page("operator-nodes", "/nodes", this::nodesPage),
                        api("operator-plugins-list", HttpMethod.GET, "/plugins", this::plugins),
                        api("operator-plugin-add", HttpMethod.POST, "/plugins", this::upload)
                                .accepting(PACKAGE),
                        api("operator-plugin-delete", HttpMethod.DELETE, "/plugins/{plugin}/{version}", this::remove),
                        api("operator-tenants-list", HttpMethod.GET, "/tenants", this::tenants),
                        api("operator-tenant-set", HttpMethod.PUT, "/tenants/{slug}/status", this::status),
                        api("operator-nodes-list", HttpMethod.GET, "/nodes", this::nodes)),
                List.of(
                        new Room.Entry(Room.Group.PLATFORM, 10, "Plugins", "/plugins", OPERATOR),
                        new Room.Entry(Room.Group.PLATFORM, 20, "Tenants", "/tenants", OPERATOR),
                        new Room.Entry(Room.Group.PLATFORM, 30, "Nodes", "/nodes", OPERATOR)));
    }

    /**
     * All packages.
     *
     * @param nodes what each node has made of them
     * @param unsignedAllowed whether packages that nobody stands for are let in
     */
    public record PluginList(List<Listed> plugins, List<Node> nodes, boolean unsignedAllowed) {}

    /** All tenants, and what keeps files of tenant-config from being carried out. */
    public record TenantList(List<Summary> tenants, List<TenantConfig.Problem> problems) {}

    /** All nodes. */
    public record NodeList(List<Node> nodes) {}

    /**
     * A tenant, as far as the operator sees it.
     *
     * @param status whether people can use it: only if neither the file nor the operator suspends it
     * @param drift where its file and its settings page say different things
     * @param troubles with secrets that are not where its file says, on the answering node
     * @param stay what is under way with its data
     * @param leaves the end of its grace period, if it leaves
     */
    public record Summary(
            String slug,
            String name,
            Tenant.Status status,
            Tenant.Status byFile,
            Tenant.Status byOperator,
            Tenant.Placement placement,
            List<Drifted> drift,
            List<String> troubles,
            Stay.State stay,
            @Nullable Instant leaves) {
        static Summary of(Tenant tenant, List<String> troubles) {
            return new Summary(
                    tenant.slug(),
                    tenant.name(),
                    tenant.status(),
                    tenant.byFile(),
                    tenant.byOperator(),
                    tenant.placement(),
                    tenant.drift().stream().map(Drifted::of).toList(),
                    troubles,
                    tenant.stay().state(),
                    tenant.stay().state() == Stay.State.LEAVING ? tenant.stay().until() : null);
        }
    }

    /** A setting with two values. Who set the page's is the workspace's own affair. */
    public record Drifted(String setting, String file, String page, Instant at, boolean pageWins) {
        static Drifted of(Drift drift) {
            return new Drifted(drift.setting().key(), drift.file(), drift.page(), drift.at(), drift.pageWins());
        }
    }

    /** What the API is told about a tenant. */
    public record StatusChange(
            Tenant.@Nullable Status status, @Nullable String reason) {
        Tenant.Status required() {
            if (status == null) {
                throw Problem.invalid("status", "Give ACTIVE or SUSPENDED.");
            }
            return status;
        }
    }

    private static Route page(String id, String path, Handler handler) {
        return Route.page(id, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    private static Route form(String id, String path, Handler handler) {
        return Route.form(id, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    private static Route api(String id, HttpMethod method, String path, Handler handler) {
        return Route.api(id, method, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    private static Reply home(Exchange exchange) {
        return Reply.redirect(exchange.link("/plugins"));
    }

    private Reply pluginsPage(Exchange exchange) {
        return Reply.page("operator/plugins.jte", "Plugins", pluginList());
    }

    private Reply plugins(Exchange exchange) {
        return Reply.json(pluginList());
    }

    private PluginList pluginList() {
        return new PluginList(packages.list(), nodes.list(), packages.letsUnsignedIn());
    }

    private Reply uploadForm(Exchange exchange) {
        install(exchange, exchange.form().text("older").isPresent());
        return Reply.redirect(exchange.link("/plugins"));
    }

    private Reply upload(Exchange exchange) {
        return Reply.json(
                201,
                install(exchange, exchange.query("older").filter("true"::equals).isPresent()));
    }

    private Listed install(Exchange exchange, boolean older) {
        Exchange.Upload upload = exchange.upload();
        try {
            Listed installed = packages.upload(Files.readAllBytes(upload.file()), older);
            var version = installed.version();
            exchange.changes("package", null, version.plugin() + " " + version.version());
            exchange.changes("publisher", null, installed.publisher());
            exchange.changes("digest", null, installed.digest());
            exchange.changes("older", false, older);
            return installed;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what was just uploaded", e);
        }
    }

    private Reply removeForm(Exchange exchange) {
        remove(exchange);
        return Reply.redirect(exchange.link("/plugins"));
    }

    private Reply remove(Exchange exchange) {
        packages.remove(new Packages.Version(exchange.path("plugin"), exchange.path("version")));
        return Reply.empty();
    }

    private Reply tenantsPage(Exchange exchange) {
        return Reply.page("operator/tenants.jte", "Tenants", tenantList());
    }

    private Reply tenants(Exchange exchange) {
        return Reply.json(tenantList());
    }

    private TenantList tenantList() {
        return new TenantList(
                tenants.all().stream()
                        .map(tenant -> Summary.of(tenant, troubles(tenant)))
                        .toList(),
                tenantConfig.problems());
    }

    private List<String> troubles(Tenant tenant) {
        TenantSettings settings = tenant.settings();
        return Stream.of(
                        trouble("signIn.clientSecret", tenant, settings.signIn().clientSecret()),
                        trouble("mail.dkim.key", tenant, settings.mail().dkim().map(TenantSettings.Dkim::key)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> trouble(String setting, Tenant tenant, Optional<SecretReference> reference) {
        try {
            reference.ifPresent(secret -> secrets.resolve(tenant.slug(), secret));
            return Optional.empty();
        } catch (TenantSecrets.Unresolved e) {
            return Optional.of(setting + ": " + e.getMessage());
        }
    }

    private Reply statusForm(Exchange exchange) {
        setStatus(
                exchange,
                exchange.form().one("status", Tenant.Status.class),
                exchange.form().text("reason").orElse(""));
        return Reply.redirect(exchange.link("/tenants"));
    }

    private Reply status(Exchange exchange) {
        StatusChange change = exchange.json(StatusChange.class);
        setStatus(exchange, change.required(), change.reason() == null ? "" : change.reason());
        return Reply.empty();
    }

    /** The reason is for the tenant's people; whoever is resumed needs none. */
    private void setStatus(Exchange exchange, Tenant.Status status, String told) {
        String reason = status == Tenant.Status.ACTIVE ? "" : told.strip();
        if (reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "Give at most " + LONGEST_REASON + " characters.");
        }
        String slug = exchange.path("slug");
        Tenant before = tenants.bySlug(slug).orElseThrow(Problem::notFound).tenant();
        if (!tenants.setStatus(slug, status, reason)) {
            throw Problem.notFound();
        }
        exchange.changes("status", before.byOperator(), status);
        exchange.changes("reason", before.stay().reason(), reason);
    }

    private Reply nodesPage(Exchange exchange) {
        return Reply.page("operator/nodes.jte", "Nodes", new NodeList(nodes.list()));
    }

    private Reply nodes(Exchange exchange) {
        return Reply.json(new NodeList(nodes.list()));
    }
}
