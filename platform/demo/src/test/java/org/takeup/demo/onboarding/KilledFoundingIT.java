package org.takeup.demo.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.app.Configuration;
import org.takeup.app.Platform;
import org.takeup.demo.Realms;
import org.takeup.demo.SharedDemo;
import org.takeup.demo.TestChild;
import org.takeup.demo.onboarding.CuttingProxy.Fault;
import org.takeup.demo.onboarding.CuttingProxy.How;
import org.takeup.demo.onboarding.CuttingProxy.Seen;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.store.TestStores;
import org.takeup.tenant.Stay;

/**
 * A node is killed with -9 behind each change that it has made at Keycloak, before it could note that: the next node goes
 * on where it stood, until one workspace is there and nothing twice.
 */
class KilledFoundingIT {
    private static final String SLUG = "killed";
    /** Longer than a job's lease: each node is that much later by its clock than the one before. */
    private static final Duration LATER = Duration.ofSeconds(31);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    private final Set<String> killedAfter = new LinkedHashSet<>();

    @Test
    void whereverItsNodeDiesAnOnboardingEndsWithOneWholeWorkspace() throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("tenants")).resolve("killed.yaml"),
                FoundingIT.FILE.formatted(SLUG, "Killed"));
        try (var proxy = new CuttingProxy(SharedDemo.keycloak().url())) {
            Map<String, String> variables = NodeSettings.of(proxy.url(), folder);
            int nodes = 1;
            while (diesOnItsWay(proxy, variables, nodes)) {
                nodes++;
            }
            assertTrue(killedAfter.size() >= 4, killedAfter::toString);
            isWhole(variables, nodes);
        }
    }

    /** Starts a node and kills it behind a change behind which none has died yet. @return false if it came to the end */
    private boolean diesOnItsWay(CuttingProxy proxy, Map<String, String> variables, int node) throws Exception {
        proxy.play(new Fault(seen -> isChange(seen) && !killedAfter.contains(name(seen)), How.HELD));
        Path log = folder.resolve("node-" + node + ".log");
        List<String> arguments = List.of(folder.toString(), String.valueOf(node));
        try (var child = TestChild.start(FoundingNode.class, arguments, variables, log)) {
            Instant end = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(end)) {
                Optional<Seen> held = proxy.awaitHeld(BETWEEN_LOOKS);
                if (held.isPresent()) {
                    killedAfter.add(name(held.get()));
                    return true;
                }
                if (Files.readString(log).contains("Workspace " + SLUG + " is ready")) {
                    return false;
                }
                assertTrue(child.isAlive(), () -> read(log));
            }
            throw new AssertionError("It neither went on nor came to its end:\n" + read(log));
        }
    }

    private static boolean isChange(Seen seen) {
        return !seen.method().equals("GET") && !seen.path().endsWith("/token");
    }

    private static String name(Seen seen) {
        return seen.method() + " " + seen.path();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log";
        }
    }

    private void isWhole(Map<String, String> variables, int nodes) {
        Vertx vertx = Vertx.vertx();
        var keycloak = new KeycloakAdmin(
                vertx,
                new KeycloakAdmin.Settings(
                        SharedDemo.keycloak().url(),
                        Realms.PLATFORM,
                        Realms.ADMIN_CLIENT_ID,
                        SharedDemo.clientSecret(),
                        Realms.CLIENT_ID),
                Clock.systemUTC());
        try (Platform last = node(folder, variables, nodes + 1)) {
            var workspace = last.tenants().bySlug(SLUG).orElseThrow();
            assertEquals(Stay.State.HERE, workspace.tenant().stay().state());
            var admins = new LocalAdmins().list(workspace);
            assertEquals(1, admins.size());
            assertEquals(
                    keycloak.localAccounts().find(SLUG + "_admin").orElseThrow().id(),
                    admins.getFirst().subject());
            assertEquals(
                    1,
                    keycloak.organizations().list().stream()
                            .filter(each -> each.alias().equals(SLUG))
                            .count());
        } finally {
            vertx.close().await();
        }
    }

    private static Platform node(Path folder, Map<String, String> variables, int node) {
        return Platform.start(
                Configuration.from(variables),
                TestStores.embedded(folder.resolve("store")),
                Clock.offset(Clock.systemUTC(), LATER.multipliedBy(node)));
    }

    /** The process that is killed. */
    public static final class FoundingNode {
        private FoundingNode() {}

        public static void main(String[] arguments) {
            node(Path.of(arguments[0]), System.getenv(), Integer.parseInt(arguments[1]));
        }
    }
}
