package org.takeup.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.takeup.http.Reply;
import org.takeup.identity.Sessions;
import org.takeup.store.TestStores;
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

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final String COOKIE = "cookie";

    private final NodeProcess process;

    private SmallNode(NodeProcess process) {
        this.process = process;
    }

    /** Starts a node and waits until it serves. */
    public static SmallNode start() throws InterruptedException {
        var process = NodeProcess.start(Node.class, List.of("-Xmx512m", "-XX:ActiveProcessorCount=2"), Map.of());
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.exists(process.folder().resolve(COOKIE))) {
            if (System.nanoTime() > end || !process.isAlive()) {
                String log = process.log();
                process.close();
                throw new AssertionError("The node did not start:\n" + log);
            }
            LockSupport.parkNanos(50_000_000);
        }
        return new SmallNode(process);
    }

    /** The admin of the tenant. */
    public Visitor admin() throws IOException {
        return process.visitor(Files.readString(process.folder().resolve(COOKIE)));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time that it has used; on a busy machine this says more than a clock. */
    public Duration processorTime() {
        return process.processorTime();
    }

    /** The last of what it wrote. */
    public String log() {
        return process.log();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }

    /** What runs in the other JVM. */
    static final class Node {
        private Node() {}

        public static void main(String[] args) throws IOException {
            Configuration configuration = Configuration.from(System.getenv());
            var store = TestStores.embedded(configuration.dataFolder().resolve("store"));
            Platform platform = Platform.start(configuration, store, Clock.systemUTC());
            platform.tenants().apply(TestPlatform.definition(SLUG, Tenant.Placement.POOLED));
            Workspace workspace = platform.tenants().bySlug(SLUG).orElseThrow();
            Set<String> admins = workspace.settings().groupsByRole().get(Role.ADMIN);
            var person = new Sessions.Person("idp-ada", "sub-ada", "ada", "Ada", "ada@large.example", admins);
            Reply.Cookie cookie = platform.sessions().start(Sessions.Realm.of(workspace.tenant()), person);
            Path folder = Objects.requireNonNull(configuration.dataFolder().getParent());
            Path whole = Files.writeString(folder.resolve("cookie.part"), cookie.name() + "=" + cookie.value());
            Files.move(whole, folder.resolve(COOKIE), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
