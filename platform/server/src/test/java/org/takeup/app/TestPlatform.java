package org.takeup.app;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.event.CommandListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bson.Document;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Reply;
import org.takeup.identity.Sessions;
import org.takeup.plugin.TestPublisher;
import org.takeup.store.QueryPlans;
import org.takeup.store.Store;
import org.takeup.store.TenantWatch;
import org.takeup.store.TestStores;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/**
 * The real platform on a free port, for tests: in-memory store by default, or the one that {@code
 * TAKEUP_TEST_MONGODB_URI} names. Every command it sends is watched.
 */
public final class TestPlatform implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    /** The packages of the three plugins, made by the build and signed here. Nothing of them is on the class path. */
    public static final Path PACKAGES =
            TestPublisher.signAll(Path.of("target", "plugins").toAbsolutePath());

    /** The plugins that tenants have enabled in tests. */
    public static final List<String> PLUGINS = List.of("survey-maturity", "plan-stakeholder", "lms-oneroster");

    private final TenantWatch watch = new TenantWatch();
    private final LoopWatch loops = LoopWatch.begin();
    private final Path folder;
    private final Store store;
    private final Platform platform;
    private final URI url;
    private final URI management;

    private TestPlatform(UnaryOperator<Map<String, String>> adjust, Clock clock, Function<TenantWatch, Store> opened) {
        this.folder = temporaryFolder();
        int port = FreePort.next();
        this.url = URI.create("http://localhost:" + port);
        int managementPort = FreePort.next();
        this.management = URI.create("http://localhost:" + managementPort);
        var environment = new HashMap<>(Map.of(
                "TAKEUP_HTTP_PORT", String.valueOf(port),
                "TAKEUP_MANAGEMENT_PORT", String.valueOf(managementPort),
                "TAKEUP_PUBLIC_URL", url.toString(),
                "TAKEUP_DATA_DIR", folder.toString(),
                "TAKEUP_PLUGIN_DIR", PACKAGES.toString(),
                "TAKEUP_TENANT_CONFIG_DIR", folder.resolve("tenants").toString(),
                "TAKEUP_SMTP_URI", "smtp://127.0.0.1:1",
                "TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only",
                "TAKEUP_OIDC_ISSUER", "http://localhost:1/realms/takeup"));
        // Attacks on all routes are many requests of few callers; RateLimitIT has a limit of its own.
        environment.put("TAKEUP_API_REQUESTS_PER_MINUTE", "1000000");
        environment.put(TestPublisher.VARIABLE, TestPublisher.configured());
        this.store = opened.apply(watch);
        this.platform = Platform.start(Configuration.from(adjust.apply(environment)), store, clock);
    }

    /** A platform with everything as it is by default. */
    public static TestPlatform start() {
        return start(UnaryOperator.identity(), Clock.systemUTC());
    }

    /** A platform with other variables or another clock. */
    public static TestPlatform start(UnaryOperator<Map<String, String>> adjust, Clock clock) {
        return new TestPlatform(adjust, clock, watch -> TestStores.open(watch));
    }

    /** A platform that sends its mails to this catcher, on this clock. */
    public static TestPlatform mailing(MailCatcher mail, Clock clock) {
        return start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_SMTP_URI", mail.uri().toString());
                    return more;
                },
                clock);
    }

    /** A platform on the store with this connection string. */
    public static TestPlatform on(String store) {
        return new TestPlatform(UnaryOperator.identity(), Clock.systemUTC(), watch -> TestStores.connect(store, watch));
    }

    /** A platform on that store with other variables, another clock and somebody who hears of each command. */
    public static TestPlatform on(
            String store, UnaryOperator<Map<String, String>> adjust, Clock clock, CommandListener more) {
        return new TestPlatform(adjust, clock, watch -> TestStores.connect(store, watch, more));
    }

    /** A platform on another clock, with somebody who hears of each command. */
    public static TestPlatform heardBy(CommandListener more, Clock clock) {
        return new TestPlatform(UnaryOperator.identity(), clock, watch -> TestStores.open(watch, more));
    }

    public Platform platform() {
        return platform;
    }

    /** The platform's store, for what only a fault leaves behind in it. */
    public Store store() {
        return store;
    }

    /** What was sent to the store so far. */
    public TenantWatch watch() {
        return watch;
    }

    public URI url() {
        return url;
    }

    /** Where health and metrics are. */
    public URI management() {
        return management;
    }

    /** A folder of this platform alone, deleted at the end. */
    public Path folder() {
        return folder;
    }

    /** A new pooled tenant with this slug. */
    public Workspace tenant(String slug) {
        return tenant(slug, Tenant.Placement.POOLED);
    }

    /** A new tenant with this slug and placement. */
    public Workspace tenant(String slug, Tenant.Placement placement) {
        platform.tenants().apply(definition(slug, placement));
        return platform.tenants().bySlug(slug).orElseThrow();
    }

    /** What a tenant looks like in tests. */
    public static TenantDefinition definition(String slug, Tenant.Placement placement) {
        var groups = new EnumMap<Role, Set<String>>(Role.class);
        groups.put(Role.ADMIN, Set.of("learning-leads"));
        groups.put(Role.PLANNER, Set.of("learning-team"));
        groups.put(Role.MANAGER, Set.of("line-managers"));
        var settings = new TenantSettings(
                List.of(slug + ".localhost"),
                ZoneId.of("Europe/London"),
                Locale.ENGLISH,
                new TenantSettings.SignIn(slug, slug, List.of(slug + ".example")),
                groups,
                PLUGINS,
                5,
                new TenantSettings.Mail("learning@" + slug + ".example", LocalTime.of(0, 0), LocalTime.of(0, 0)),
                "#1d5c63");
        return new TenantDefinition(slug, "Tenant " + slug, Tenant.Status.ACTIVE, placement, settings);
    }

    /** Somebody signed in to this workspace with the role. */
    public Visitor signedIn(Workspace workspace, Role role) {
        return signedIn(workspace, role, "person-" + role.name().toLowerCase(Locale.ROOT));
    }

    /** This person, signed in to this workspace with the role. */
    public Visitor signedIn(Workspace workspace, Role role, String personId) {
        return signedIn(workspace, Set.of(role), personId);
    }

    /** This person, signed in to this workspace with all of these roles. */
    public Visitor signedIn(Workspace workspace, Set<Role> roles, String personId) {
        Set<String> groups = roles.stream()
                .flatMap(role -> workspace.settings().groupsByRole().getOrDefault(role, Set.of()).stream())
                .collect(Collectors.toSet());
        String email = personId + "@" + workspace.tenant().slug() + ".example";
        var person =
                new Sessions.Person("idp-" + personId, "sub-" + personId, personId, "Pat " + personId, email, groups);
        Reply.Cookie cookie = platform.sessions().start(Sessions.Realm.of(workspace.tenant()), person);
        return new Visitor(CLIENT, url, cookie.name() + "=" + cookie.value());
    }

    /** The operator, signed in to the console. */
    public Visitor operator() {
        var person = new Sessions.Person("idp-op", "sub-op", "operator", "Olga Operator", "olga@example.org", Set.of());
        Reply.Cookie cookie = platform.sessions().start(new Sessions.Realm.OfOperator(), person);
        return new Visitor(CLIENT, url, cookie.name() + "=" + cookie.value());
    }

    /** Somebody without a session. */
    public Visitor stranger() {
        return new Visitor(CLIENT, url, "");
    }

    /** Everything that is stored of this tenant: its part of each collection, and its jobs. */
    public List<Document> dump(Workspace workspace) {
        // Side by side, because the attacks on all routes look often, and most of it is waiting; in the same order.
        var all = new ArrayList<>(Schema.collections().parallelStream()
                .flatMap(spec -> workspace.collection(spec).all().into(new ArrayList<>()).stream())
                .toList());
        all.addAll(jobs(workspace));
        return all;
    }

    /** The jobs of a workspace. */
    public List<Document> jobs(Workspace workspace) {
        return store.control("jobs")
                // By ids as well: production never looks for a tenant's jobs, and the watch would ask for an index.
                .find(and(gt("_id", ""), eq("tenant", workspace.tenant().id())))
                .into(new ArrayList<>());
    }

    /** Every collection that a tenant has. */
    public static List<org.takeup.store.CollectionSpec> collections() {
        return Schema.collections();
    }

    /** What is in no archive. */
    public static Set<String> leftOut() {
        return Schema.leftOut().keySet();
    }

    /** Everything in the shared collections that names this tenant, whether there is such a one or not. */
    public List<Document> pooled(String tenant) {
        var all = new ArrayList<Document>();
        Schema.collections()
                .forEach(spec -> store.tenant(tenant, false, spec).all().into(all));
        return all;
    }

    /** Sends any request, for tests that need a crooked one. */
    public HttpResponse<String> send(HttpRequest request) {
        return Visitor.send(CLIENT, request);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("takeup-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the platform; fails if a command named no tenant, a query has no index to use or an event loop was held. */
    @Override
    public void close() {
        try {
            refuseHeldLoops();
            refuseCarelessQueries();
        } finally {
            loops.close();
            stop();
        }
    }

    private void refuseHeldLoops() {
        if (!loops.warnings().isEmpty()) {
            throw new AssertionError("An event loop or a worker was held: " + loops.warnings());
        }
    }

    private void refuseCarelessQueries() {
        if (!watch.offences().isEmpty()) {
            throw new AssertionError("Commands that name no tenant: " + watch.offences());
        }
        var unserved = watch.shapes().withoutIndex(Schema.collections());
        if (!unserved.isEmpty()) {
            throw new AssertionError("Queries that no declared index serves: " + unserved);
        }
        var unservedControl = watch.controlWithoutIndex();
        if (!unservedControl.isEmpty()) {
            throw new AssertionError("Queries for control data that no index serves: " + unservedControl);
        }
        var scans = QueryPlans.scans(watch.shapes(), Schema.collections());
        if (!scans.isEmpty()) {
            throw new AssertionError("Queries that the engine answers without an index: " + scans);
        }
    }

    private void stop() {
        platform.close();
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
