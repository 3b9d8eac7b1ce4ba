package org.takeup.delivery;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.takeup.app.TestPlatform;
import org.takeup.people.People;
import org.takeup.people.PeopleStore;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner;
import org.takeup.store.Jobs;
import org.takeup.store.Sealer;
import org.takeup.store.ServedStore;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.store.TestStores;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Usage;
import org.takeup.tenant.Workspace;

/** The store, the jobs and the outbox of one node, without the web: enough to send mail. */
final class DeliveryNode implements AutoCloseable {
    /** At most once, and nobody can do without them. */
    static final String KIND = "test";

    /** At least once. */
    static final String INVITATION = "invitation";

    /** At most once, and people may do without them. */
    static final String CAMPAIGN = "campaign";

    /** A node that was killed is given up soon. */
    private static final Duration TERM = Duration.ofSeconds(2);

    private final Store store;
    private final Vertx vertx = Vertx.vertx();
    private final Jobs jobs;
    private final JobRunner runner;
    private final Tenants tenants;
    private final Outbox outbox;

    DeliveryNode(Store store, URI server, Clock clock) {
        this(store, mailing(server), clock);
    }

    static Mailing mailing(URI server) {
        return new Mailing(server, "takeup.example", "Takeup <installation@takeup.example>");
    }

    DeliveryNode(Store store, Mailing mailing, Clock clock) {
        this(store, mailing, clock, true);
    }

    /** @param running whether it sends; else it only adds and looks */
    DeliveryNode(Store store, Mailing mailing, Clock clock, boolean running) {
        this(store, mailing, clock, running, System::nanoTime);
    }

    /** @param nanos the clock that only counts */
    DeliveryNode(Store store, Mailing mailing, Clock clock, boolean running, LongSupplier nanos) {
        this.store = store;
        var signals = new Signals(vertx);
        this.jobs = new Jobs(store, signals, clock);
        this.runner = new JobRunner(jobs, signals, clock);
        List<CollectionSpec> collections = java.util.stream.Stream.concat(
                        Outbox.COLLECTIONS.stream(), List.of(PeopleStore.PEOPLE).stream())
                .toList();
        var schema = new TenantSchema(store, collections);
        byte[] key = Arrays.copyOf("for tests only".getBytes(StandardCharsets.UTF_8), 32);
        this.tenants = new Tenants(store, schema, Sealer.fromMaster(key, "tenants"), signals, clock);
        schema.preparePool();
        this.outbox = new Outbox(
                vertx,
                mailing,
                new TenantJobs(jobs, runner, tenants),
                new People(),
                new Quotas(store, signals, clock),
                new Usage(store, clock),
                TERM,
                nanos);
        MailComposer composer = (workspace, mail) -> new Mail("For " + mail.personId(), "Key " + mail.key() + "\n");
        outbox.register(KIND, composer);
        outbox.register(INVITATION, MailClass.NEEDED, composer);
        outbox.register(CAMPAIGN, MailClass.CAMPAIGN, composer);
        if (running) {
            runner.start();
        }
    }

    Outbox outbox() {
        return outbox;
    }

    Jobs jobs() {
        return jobs;
    }

    /** The jobs that wait or run for a workspace. */
    List<Jobs.Waiting> jobs(Workspace workspace) {
        return jobs.waiting(workspace.tenant().id());
    }

    Workspace tenant(Tenant.Placement placement) {
        return tenant("d" + UUID.randomUUID().toString().substring(0, 8), placement, UnaryOperator.identity());
    }

    /** @param mail changes how this tenant sends mail */
    Workspace tenant(String slug, Tenant.Placement placement, UnaryOperator<TenantSettings.Mail> mail) {
        TenantDefinition usual = TestPlatform.definition(slug, placement);
        TenantSettings settings = usual.settings();
        var adjusted = new TenantSettings(
                settings.hosts(),
                settings.zone(),
                settings.language(),
                settings.signIn(),
                settings.groupsByRole(),
                settings.plugins(),
                settings.smallestGroup(),
                mail.apply(settings.mail()),
                settings.accent());
        tenants.apply(new TenantDefinition(slug, usual.name(), usual.status(), placement, adjusted));
        return tenants.bySlug(slug).orElseThrow();
    }

    static UnaryOperator<TenantSettings.Mail> quiet(LocalTime from, LocalTime to) {
        return mail -> new TenantSettings.Mail(mail.from(), from, to);
    }

    /** A mail to somebody at this tenant's own domain. */
    static MailToSend mail(Workspace workspace, String name) {
        return mail(workspace, name, KIND);
    }

    static MailToSend mail(Workspace workspace, String name, String kind) {
        return new MailToSend(
                "key:" + name, name, name + "@" + workspace.tenant().slug() + ".example", kind, "matter");
    }

    /** A name that no tenant has had. */
    static String slug() {
        return "d" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A node that adds and looks, and sends nothing. */
    static DeliveryNode looker(ServedStore store) {
        Mailing nowhere = mailing(URI.create("smtp://127.0.0.1:1"));
        return new DeliveryNode(TestStores.connect(store.uri()), nowhere, Clock.systemUTC(), false);
    }

    /** Adds mails of this kind to so many people. */
    void add(Workspace workspace, String kind, int count) {
        outbox.addAll(
                workspace,
                IntStream.range(0, count)
                        .mapToObj(n -> mail(workspace, "p" + n, kind))
                        .toList());
    }

    /** All workspaces that were made here. */
    List<Workspace> workspaces() {
        return tenants.all().stream()
                .flatMap(tenant -> tenants.byId(tenant.id()).stream())
                .toList();
    }

    @Override
    public void close() {
        runner.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
    }
}
