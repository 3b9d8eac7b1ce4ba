package org.takeup.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.takeup.app.Configuration;
import org.takeup.app.Platform;
import org.takeup.http.Reply;
import org.takeup.identity.Sessions;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/** The whole platform with one tenant and many signed-in people, whose cookies it leaves in a file. */
final class PlatformServer {
    /** The same in every run, because jobs of the tenants of earlier runs are still in the database. */
    private static final String MASTER_KEY =
            Base64.getEncoder().encodeToString("takeup-bench-needs-no-secret-key".getBytes(StandardCharsets.US_ASCII));

    private static final int CROWD_BATCH = 5_000;

    private final Settings settings;

    private PlatformServer(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is served.
     *
     * @param mongoUri empty for the embedded store
     * @param plugins the folder with plugin packages
     * @param folder gets {@code cookies.txt}: the admin's cookie, then one a line for each person
     * @param slug of the tenant, new in each run
     * @param cluster the port that says whether the node is ready, the one of the event bus, the one at which other nodes
     *     meet this one, and those of the others; empty for a node alone
     */
    record Settings(
            int port, String mongoUri, Path plugins, Path folder, String slug, int people, List<String> cluster) {
        Settings {
            cluster = List.copyOf(cluster);
        }

        /** From the command line that {@link #child} makes. */
        static Settings of(String[] args) {
            return new Settings(
                    Integer.parseInt(args[1]),
                    args[2],
                    Path.of(args[3]),
                    Path.of(args[4]),
                    args[5],
                    Integer.parseInt(args[6]),
                    List.of(args).subList(7, args.length));
        }
    }

    /** A tenant's name in addresses that no run has had before. */
    static String newSlug() {
        return "bench-" + Long.toString(System.currentTimeMillis(), 36);
    }

    /** Starts it in a JVM of its own; it is ready when the cookies are there. */
    static Child child(String mongoUri, Path plugins, Path folder, String slug, int people) throws IOException {
        return Child.start(
                folder.resolve("platform.log"),
                "platform-server",
                mongoUri,
                plugins.toString(),
                folder.toString(),
                slug,
                String.valueOf(people));
    }

    /** Starts it with so many people in the directory, each with an address, of whom only the admin is signed in. */
    static Child crowd(String mongoUri, Path plugins, Path folder, String slug, int people) throws IOException {
        return Child.start(
                folder.resolve("platform.log"),
                "crowd-server",
                mongoUri,
                plugins.toString(),
                folder.toString(),
                slug,
                String.valueOf(people));
    }

    /** Starts it once more at the same port, for the people who are there and signed in. */
    static Child again(int port, String mongoUri, Path plugins, Path folder, String slug) throws IOException {
        return Child.start(
                port,
                folder.resolve("platform-again.log"),
                "platform-server",
                mongoUri,
                plugins.toString(),
                folder.toString(),
                slug,
                "0");
    }

    /**
     * Starts a node of several, for the people who are there and signed in.
     *
     * @param port where it listens
     * @param cluster the port where it says whether it is ready, the one of the event bus, the one where other nodes meet
     *     it, then where it meets them
     */
    static Child node(
            int port, String mongoUri, Path plugins, Path folder, String slug, int people, List<Integer> cluster)
            throws IOException {
        var arguments = new ArrayList<String>(
                List.of(mongoUri, plugins.toString(), folder.toString(), slug, String.valueOf(people)));
        cluster.forEach(each -> arguments.add(String.valueOf(each)));
        Path log = folder.resolve("platform-" + port + "-" + System.currentTimeMillis() + ".log");
        return Child.start(port, log, "platform-server", arguments.toArray(String[]::new));
    }

    /** Serves until the process is ended. */
    static void start(Settings settings) {
        new PlatformServer(settings).serve();
    }

    /** The same for {@link #crowd}. */
    static void startWithCrowd(Settings settings) {
        new PlatformServer(settings).serveCrowd();
    }

    private void serveCrowd() {
        Platform platform = Platform.start(Configuration.from(environment()));
        platform.tenants().apply(tenant());
        Workspace workspace = platform.tenants().bySlug(settings.slug()).orElseThrow();
        for (int from = 0; from < settings.people(); from += CROWD_BATCH) {
            new People()
                    .upsert(
                            workspace,
                            IntStream.range(from, Math.min(from + CROWD_BATCH, settings.people()))
                                    .mapToObj(this::personWithAddress)
                                    .toList());
        }
        write(
                settings.folder().resolve("cookies.txt"),
                List.of(cookie(platform, workspace, "admin", Set.of("admins"))));
    }

    private PersonRecord personWithAddress(int n) {
        String address = "p" + n + "@" + settings.slug() + ".example";
        return new PersonRecord(
                "bench", "p" + n, "Person " + n, address, Optional.of("Unit " + n % 200), Optional.empty(), true);
    }

    private void serve() {
        Platform platform = Platform.start(Configuration.from(environment()));
        platform.tenants().apply(tenant());
        Workspace workspace = platform.tenants().bySlug(settings.slug()).orElseThrow();
        List<PersonRecord> records = new ArrayList<>();
        for (int i = 0; i < settings.people(); i++) {
            records.add(new PersonRecord(
                    "bench", "p" + i, "Person " + i, "", Optional.of("Unit " + i % 20), Optional.empty(), true));
        }
        new People().upsert(workspace, records);
        var cookies = new ArrayList<String>();
        cookies.add(cookie(platform, workspace, "admin", Set.of("admins")));
        records.forEach(record -> cookies.add(cookie(platform, workspace, record.personId(), Set.of())));
        write(settings.folder().resolve("cookies.txt"), cookies);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = environment(settings.port(), settings.mongoUri(), settings.folder());
        environment.put("TAKEUP_PLUGIN_PUBLISHERS", signPlugins());
        // The load comes from few callers; what is measured is not the limit.
        environment.put("TAKEUP_API_REQUESTS_PER_MINUTE", "1000000");
        if (!settings.cluster().isEmpty()) {
            environment.put("TAKEUP_CLUSTER", "true");
            environment.put("TAKEUP_MANAGEMENT_PORT", settings.cluster().getFirst());
            environment.put("TAKEUP_EVENTBUS_PORT", settings.cluster().get(1));
            environment.put("TAKEUP_CLUSTER_PORT", settings.cluster().get(2));
            environment.put(
                    "TAKEUP_CLUSTER_MEMBERS",
                    settings.cluster().stream()
                            .skip(2)
                            .map(port -> "127.0.0.1:" + port)
                            .collect(Collectors.joining(",")));
        }
        return environment;
    }

    /** The variables of a node that listens on this port and keeps its data in this folder. */
    static Map<String, String> environment(int port, String mongoUri, Path folder) {
        var environment = new HashMap<>(Map.of(
                "TAKEUP_HTTP_PORT",
                String.valueOf(port),
                "TAKEUP_MANAGEMENT_PORT",
                "0",
                "TAKEUP_PUBLIC_URL",
                "http://localhost:" + port,
                "TAKEUP_MASTER_KEY",
                MASTER_KEY,
                "TAKEUP_DATA_DIR",
                folder.toString(),
                "TAKEUP_PLUGIN_DIR",
                folder.resolve("plugins").toString(),
                "TAKEUP_TENANT_CONFIG_DIR",
                folder.resolve("tenants").toString(),
                "TAKEUP_OIDC_CLIENT_SECRET",
                "nobody-signs-in-here",
                "TAKEUP_OIDC_ISSUER",
                "http://localhost:1/realms/none"));
        if (!mongoUri.isEmpty()) {
            environment.put("TAKEUP_MONGODB_URI", mongoUri);
        }
        return environment;
    }

    /**
     * Copies the packages, signed by a publisher of this run alone; nodes that are started later find them.
     *
     * @return how the platform is told of it
     */
    private String signPlugins() {
        Path known = settings.folder().resolve("publisher.txt");
        if (Files.exists(known)) {
            return read(known);
        }
        KeyPair keys = PackageSigner.newKeys();
        var signer = new PackageSigner("bench", keys);
        try (var zips = Files.newDirectoryStream(settings.plugins(), "*.zip")) {
            Path signed = Files.createDirectories(settings.folder().resolve("plugins"));
            for (Path zip : zips) {
                Files.write(signed.resolve(zip.getFileName()), signer.sign(Files.readAllBytes(zip), Instant.now()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String publisher = "bench=" + new PublisherKey(keys.getPublic()).text();
        write(known, List.of(publisher));
        return publisher;
    }

    private static String read(Path file) {
        try {
            return Files.readAllLines(file).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cookie of a session that begins now. */
    static String cookie(Platform platform, Workspace workspace, String person, Set<String> groups) {
        var signedIn = new Sessions.Person("idp-" + person, "sub-" + person, person, person, "", groups);
        Reply.Cookie cookie = platform.sessions().start(Sessions.Realm.of(workspace.tenant()), signedIn);
        return cookie.name() + "=" + cookie.value();
    }

    private TenantDefinition tenant() {
        String slug = settings.slug();
        var settings = new TenantSettings(
                List.of(),
                ZoneId.of("UTC"),
                Locale.ENGLISH,
                new TenantSettings.SignIn(slug, slug, List.of(slug + ".example")),
                Map.of(Role.ADMIN, Set.of("admins")),
                List.of("survey-maturity", "lms-oneroster"),
                5,
                new TenantSettings.Mail("", LocalTime.MIN, LocalTime.MIN),
                "#1d5c63");
        return new TenantDefinition(slug, "Bench", Tenant.Status.ACTIVE, Tenant.Placement.POOLED, settings);
    }

    /** Writes a file that is whole as soon as it is there. */
    static void write(Path file, List<String> lines) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
