package org.takeup.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.takeup.http.Reply;
import org.takeup.identity.Sessions;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * A node in a JVM of its own, as small as we promise to run on: two processors, a heap of 512 MB, the embedded store on
 * disk. It has one tenant, and an admin who is signed in.
 */
public final class SmallNode implements AutoCloseable {
    /** The one tenant. */
    public static final String SLUG = "large";

    private static final Path OPTIONS =
            Path.of("..", "jvm.options").toAbsolutePath().normalize();
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final String COOKIE = "cookie";

    private final Path folder;
    private final Process process;
    private final URI url;

    private SmallNode() throws IOException {
        this.folder = Files.createTempDirectory("takeup-small-node");
        this.url = URI.create("http://localhost:" + TestPlatform.freePort());
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + OPTIONS,
                        "-Xmx512m",
                        "-XX:ActiveProcessorCount=2",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Node.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TAKEUP_"));
        builder.environment()
                .putAll(Map.of(
                        "TAKEUP_HTTP_PORT", String.valueOf(url.getPort()),
                        "TAKEUP_MANAGEMENT_PORT", String.valueOf(TestPlatform.freePort()),
                        "TAKEUP_PUBLIC_URL", url.toString(),
                        "TAKEUP_DATA_DIR", folder.resolve("data").toString(),
                        "TAKEUP_PLUGIN_DIR", TestPlatform.PACKAGES.toString(),
                        "TAKEUP_TENANT_CONFIG_DIR", folder.resolve("tenants").toString(),
                        "TAKEUP_SMTP_URI", "smtp://127.0.0.1:1",
                        "TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only",
                        "TAKEUP_OIDC_ISSUER", "http://localhost:1/realms/takeup"));
        this.process = builder.start();
    }

    /** Starts a node and waits until it serves. */
    public static SmallNode start() throws IOException, InterruptedException {
        var node = new SmallNode();
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.exists(node.folder.resolve(COOKIE))) {
            if (System.nanoTime() > end || node.process.waitFor(50, TimeUnit.MILLISECONDS)) {
                String log = node.log();
                node.close();
                throw new AssertionError("The node did not start:\n" + log);
            }
        }
        return node;
    }

    /** The admin of the tenant. */
    public Visitor admin() throws IOException {
        return new Visitor(HttpClient.newHttpClient(), url, Files.readString(folder.resolve(COOKIE)));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time that it has used; on a busy machine this says more than a clock. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The last of what it wrote. */
    public String log() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs in the other JVM. */
    static final class Node {
        private Node() {}

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            Platform platform = Platform.start(Configuration.from(System.getenv()));
            platform.tenants().apply(TestPlatform.definition(SLUG, Tenant.Placement.POOLED));
            Workspace workspace = platform.tenants().bySlug(SLUG).orElseThrow();
            Set<String> admins = workspace.settings().groupsByRole().get(Role.ADMIN);
            var person = new Sessions.Person("idp-ada", "sub-ada", "ada", "Ada", "ada@large.example", admins);
            Reply.Cookie cookie = platform.sessions().start(Sessions.Realm.of(workspace.tenant()), person);
            Path whole = Files.writeString(folder.resolve("cookie.part"), cookie.name() + "=" + cookie.value());
            Files.move(whole, folder.resolve(COOKIE), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
