package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.delivery.Eventually;

/** Two nodes that are started at the same moment on a store with nothing in it, as a first installation does. */
class ClusterStartIT {
    @Test
    void nodesThatStartTogetherOnAnEmptyStoreBothGetReadyInOneCluster() throws Exception {
        var server = new MongoServer(new MemoryBackend());
        String uri = "mongodb://127.0.0.1:" + server.bind().getPort();
        int port = FreePort.next();
        int otherPort = FreePort.next();
        try (NodeProcess one = NodeProcess.startWatched(environment(uri, port, otherPort));
                NodeProcess two = NodeProcess.startWatched(environment(uri, otherPort, port))) {
            for (NodeProcess node : List.of(one, two)) {
                node.awaitReady();
            }
            Eventually.holds(
                    "each sees the other",
                    Duration.ofSeconds(60),
                    () -> one.health().contains("2 nodes") && two.health().contains("2 nodes"));
            List<String> migrations = Stream.of(one, two)
                    .flatMap(node -> node.lines().stream())
                    .filter(ClusterStartIT::isMigration)
                    .toList();
            assertEquals(
                    1,
                    migrations.stream()
                            .filter(line -> line.contains("Migration 1:"))
                            .count(),
                    () -> "" + migrations);
        } finally {
            server.shutdownNow();
        }
    }

    private static boolean isMigration(String line) {
        return line.contains("\"message\":\"Migration ");
    }

    private static Map<String, String> environment(String uri, int port, int otherPort) {
        var environment = new HashMap<String, String>();
        environment.put("TAKEUP_MONGODB_URI", uri);
        environment.put("TAKEUP_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        environment.put("TAKEUP_CLUSTER", "true");
        environment.put("TAKEUP_CLUSTER_NAME", "start-" + Math.min(port, otherPort));
        environment.put("TAKEUP_CLUSTER_PORT", String.valueOf(port));
        environment.put("TAKEUP_CLUSTER_MEMBERS", "127.0.0.1:" + port + ",127.0.0.1:" + otherPort);
        environment.put("TAKEUP_EVENTBUS_PORT", String.valueOf(FreePort.next()));
        return environment;
    }
}
