package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.app.FreePort;

class KilledDemoIT {
    @TempDir
    Path data;

    @Test
    void aDemoThatIsKilledLeavesNoKeycloakRunning() throws Exception {
        Process demo = new ProcessBuilder(Tether.command(
                        List.of("-Xmx64m"),
                        System.getProperty("java.class.path"),
                        SmallDemo.class.getName(),
                        List.of(data.toString())))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("demo.log").toFile())
                .start();
        try {
            ProcessHandle keycloak = runningKeycloak(demo);

            demo.destroyForcibly();

            keycloak.onExit().get(20, TimeUnit.SECONDS);
            assertFalse(keycloak.isAlive());
        } finally {
            demo.descendants().forEach(ProcessHandle::destroyForcibly);
            demo.destroyForcibly();
        }
    }

    /** Waits until the child process is Keycloak itself and no longer a JVM that is about to become it. */
    private ProcessHandle runningKeycloak(Process demo) throws Exception {
        Path log = data.resolve("keycloak.log");
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (Instant.now().isBefore(end)) {
            Optional<ProcessHandle> child = demo.children().findFirst();
            if (child.isPresent() && Files.exists(log) && Files.size(log) > 0) {
                return child.get();
            }
            assertTrue(demo.isAlive(), () -> "The demo ended by itself:\n" + LogTail.of(data.resolve("demo.log")));
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("Keycloak did not begin to log:\n" + LogTail.of(data.resolve("demo.log")));
    }

    /** Starts Keycloak as the demo does, and nothing else. */
    public static final class SmallDemo {
        private SmallDemo() {}

        public static void main(String[] args) {
            KeycloakServer.start(
                    new KeycloakServer.Settings(
                            KeycloakDistribution.in(Path.of("target/keycloak")),
                            Path.of(args[0]),
                            FreePort.next(),
                            FreePort.next(),
                            Duration.ofMinutes(3)),
                    Map.of());
        }
    }
}
