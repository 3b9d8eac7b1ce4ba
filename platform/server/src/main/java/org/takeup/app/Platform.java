package org.takeup.app;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Ledger;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.identity.Callers;
import org.takeup.identity.Reception;
import org.takeup.identity.Sessions;
import org.takeup.identity.company.Domains;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.identity.setup.SetupRoutes;
import org.takeup.identity.setup.SignInWatch;
import org.takeup.identity.setup.TxtRecords;
import org.takeup.onboarding.OnboardingRoom;
import org.takeup.operator.Nodes;
import org.takeup.operator.TenantFileRoutes;
import org.takeup.plugin.PluginRuntime;
import org.takeup.plugin.egress.Egress;
import org.takeup.quota.Allowances;
import org.takeup.reach.Reaches;
import org.takeup.store.JobRunner;
import org.takeup.store.Jobs;
import org.takeup.store.Migrations;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.tenant.FirstAdmin;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.Scales;
import org.takeup.tenant.TenantConfig;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.TenantSecrets;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Usage;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;
import org.takeup.tenant.life.Departures;
import org.takeup.web.WebServer;
import org.takeup.workspace.Logos;

/** A running node. Started once per process, or several times in tests; closing it drains and stops everything. */
public final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final Configuration configuration;
    private final Vertx vertx;
    private final Store store;
    private final JobRunner runner;
    private final WebServer web;
    private final Tenants tenants;
    private final TenantConfig tenantConfig;
    private final Reception reception;
    private final List<Room> rooms;
    private final Quotas quotas;
    private final Usage usage;
    private final Allowances allowances;
    private final Logos logos;
    private final Reaches reaches;
    private final PluginRuntime runtime;
    private final Operations operations;
    private final Nodes nodes;
    private final AuditTrail trail;
    private final Optional<KeycloakAdmin> keycloak;
    private final OnboardingRoom onboarding;
    private final RealmWatch realm;

    private Platform(Configuration configuration, Operations operations, Store store, Clock clock) {
        this.configuration = configuration;
        this.operations = operations;
        this.vertx = operations.vertx();
        this.store = store;
        byte[] key = MasterKey.of(configuration);
        this.trail = new AuditTrail(
                Ledger.ofOperators(store::installation, Sealer.fromMaster(key, "operator-audit"), clock));
        this.keycloak =
                configuration.sso().keycloak().map(settings -> new KeycloakAdmin(vertx, settings, Clock.systemUTC()));
        var signals = new Signals(
                vertx, topic -> operations.metrics().signal(topic.name().toLowerCase(Locale.ROOT)));
        var jobs = new Jobs(store, signals, clock);
        this.runner = new JobRunner(jobs, signals, clock, operations.metrics()::job);
        var schema = new TenantSchema(store, Schema.collections());
        this.tenants = new Tenants(store, schema, Sealer.fromMaster(key, "tenants"), signals, clock);
        this.tenantConfig = new TenantConfig(
                configuration.tenantConfigFolder(),
                tenants,
                configuration.settingsDecidedBy() == Configuration.Decider.PAGE
                        ? EnumSet.allOf(PageSetting.class)
                        : Set.of(),
                (workspace, difference) -> TenantFileRoutes.noteByFolder(trail, workspace, difference),
                this::invite);
        var tenantJobs = new TenantJobs(jobs, runner, tenants);
        this.runtime = new PluginRuntime(PartSettings.plugins(configuration), store, signals, registry(), clock);
        this.nodes = new Nodes(store, runtime.packages(), PartSettings.address(configuration), clock);
        var egress = new Egress(vertx, registry(), configuration.pluginPrivateHosts());
        var webhookEgress = new Egress(vertx, registry(), configuration.webhookPrivateHosts());
        this.quotas = new Quotas(store, signals, clock);
        this.usage = new Usage(store, clock);
        var life = new Life(store, tenants, tenantJobs, jobs, schema, key, leaving(), this::endSessions);
        var scales = new Scales(store, schema);
        var secrets = new TenantSecrets(configuration.tenantSecretFolder(), System::getenv);
        var capabilities = new Rooms(
                configuration,
                vertx,
                store,
                tenants,
                life,
                tenantJobs,
                signals,
                runtime,
                egress,
                webhookEgress,
                quotas,
                usage,
                scales,
                trail,
                Ledger.ofBenchmark(store::installation, Sealer.fromMaster(key, "benchmark-ledger"), clock),
                clock,
                secrets);
        this.reception = new Reception(
                vertx,
                store,
                signals,
                clock,
                PartSettings.provider(configuration),
                use -> Sealer.fromMaster(key, use),
                capabilities.people(),
                trail);
        this.allowances = capabilities.allowances();
        capabilities.outbox().tellWindows(operations.metrics()::mailNoted);
        capabilities.outbox().readReturns(vertx, () -> Rooms.inUse(tenants));
        this.logos = capabilities.logos();
        this.reaches = capabilities.reaches();
        this.onboarding = new OnboardingRoom(
                new OnboardingRoom.Surroundings(
                        vertx,
                        store,
                        key,
                        tenants,
                        life.takingBack(),
                        tenantJobs,
                        jobs,
                        trail,
                        PartSettings.mailing(configuration),
                        configuration.http().publicUrl(),
                        this::ownPlugins,
                        configuration.signUp()),
                keycloak);
        this.rooms = Stream.of(
                        reception.rooms(),
                        List.of(signInSetup(tenantJobs, capabilities).room()),
                        onboarding.rooms(),
                        capabilities.all(),
                        Console.rooms(
                                tenants,
                                tenantConfig,
                                secrets,
                                life,
                                runtime,
                                nodes,
                                quotas,
                                usage,
                                capabilities.benchmark(),
                                trail,
                                this::invite))
                .flatMap(List::stream)
                .toList();
        this.realm = new RealmWatch(keycloak);
        operations.watch(store, runtime, jobs, tenantConfig, realm);
        new Migrations(store, clock, UUID.randomUUID().toString()).run(Schema.migrations(schema));
        reception.open();
        runtime.start();
        tenantConfig.start();
        this.web = serve();
        runner.start();
        nodes.start();
        operations.serving();
    }

    /** What is made later is asked for when somebody leaves. */
    private List<Departures.Step> leaving() {
        return Leaving.steps(
                configuration, store, tenants, runtime, quotas, usage, keycloak, tenant -> onboarding.forget(tenant));
    }

    /** What a new workspace begins with: the plugins of the operator's own publishers that this node has. */
    private List<String> ownPlugins() {
        return runtime.packages().list().stream()
                .filter(each -> each.own() && each.trusted() && each.loaded())
                .map(each -> each.version().plugin())
                .distinct()
                .sorted()
                .toList();
    }

    private void invite(Workspace workspace, FirstAdmin admin) {
        onboarding.invite(workspace, admin);
    }

    private void endSessions(Workspace workspace, String person) {
        reception.endSessions(workspace, person);
    }

    private MeterRegistry registry() {
        return operations.metrics().registry();
    }

    /** Starts a node by its configuration. Blocks until it serves. Not for event loops. */
    public static Platform start(Configuration configuration) {
        Store store = configuration
                .mongoUri()
                .map(uri -> Store.connect(uri))
                .orElseGet(() -> Store.embedded(configuration.dataFolder().resolve("store")));
        return start(configuration, store, Clock.systemUTC());
    }

    /** Starts a node on a store that is open already, for tests. The node closes it. */
    public static Platform start(Configuration configuration, Store store, Clock clock) {
        Operations operations = null;
        try {
            operations = new Operations(configuration);
            return new Platform(configuration, operations, store, clock);
        } catch (RuntimeException e) {
            if (operations != null) {
                operations.close();
            }
            store.close();
            throw e;
        }
    }

    private SetupRoutes signInSetup(TenantJobs jobs, Rooms capabilities) {
        var sso = configuration.sso();
        var dns = sso.dns().map(server -> new TxtRecords.Server(server.host(), server.port()));
        var domains = new Domains(store, new TxtRecords(vertx, dns));
        return new SetupRoutes(
                configuration.oidc().issuer(),
                keycloak,
                domains,
                new Egress(vertx, registry(), sso.privateHosts()),
                new WorkspaceSettings(tenants)::amend,
                new SignInWatch(jobs, domains, capabilities.people(), capabilities.outbox()),
                reception.trials(),
                trail);
    }

    private WebServer serve() {
        LOG.info("Takeup serves {}", configuration.http().publicUrl());
        return WebServer.start(
                vertx,
                PartSettings.web(configuration, store.isEmbedded(), onboarding.open()),
                tenants,
                reception.callers(),
                trail,
                capabilityRoutes(),
                rooms.stream().flatMap(room -> room.entries().stream()).toList(),
                allowances,
                logos,
                operations.metrics());
    }

    /** All routes of the platform, those of the door itself included. */
    public List<Route> routes() {
        return web.routes();
    }

    private List<Route> capabilityRoutes() {
        return rooms.stream().flatMap(room -> room.routes().stream()).toList();
    }

    public Tenants tenants() {
        return tenants;
    }

    /** The plugins of this node, for tests. */
    public PluginRuntime pluginRuntime() {
        return runtime;
    }

    /** For tests that must hold an event loop. */
    Vertx vertx() {
        return vertx;
    }

    /** Who makes a request, for tests that open a door of their own. */
    public Callers callers() {
        return reception.callers();
    }

    /** The audit trails, for tests. */
    public AuditTrail trail() {
        return trail;
    }

    /** The kinds of jobs that this node runs, for tests. */
    public Set<String> jobKinds() {
        return runner.kinds();
    }

    /** Sessions, for tests and benchmarks that need signed-in people. */
    public Sessions sessions() {
        return reception.sessions();
    }

    /** What a workspace uses, for tests that open a door of their own. */
    public Allowances allowances() {
        return allowances;
    }

    /** Whom steps of plans have reached, for tests that ask it directly. */
    public Reaches reaches() {
        return reaches;
    }

    /** The logos of workspaces, for tests that open a door of their own. */
    public Logos logos() {
        return logos;
    }

    /** What is lost of the last seconds' requests must not keep the node from ending. */
    private void writeUsage() {
        try {
            usage.close();
        } catch (MongoException e) {
            LOG.warn("The last requests are not counted, the store does not answer: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        operations.draining();
        tenantConfig.close();
        try {
            web.drain(configuration.drainSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runner.close();
        runtime.close();
        nodes.close();
        realm.close();
        writeUsage();
        operations.close();
        store.close();
    }
}
