package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.event.CommandListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;
import org.takeup.delivery.Eventually;
import org.takeup.store.TestStores;

/**
 * A node in a process of its own that is killed with -9 once it stands at the point that a test wants. The test calls
 * {@link #kill}; the main class that it names calls {@link #live}, and says in it when it stands there.
 */
final class DoomedNode {
    /** A node takes its time to start on a busy machine. */
    static final Duration SOON = Duration.ofMinutes(5);

    private final Path marker;

    private DoomedNode(Path marker) {
        this.marker = marker;
    }

    /** What a node does until it is killed. */
    @FunctionalInterface
    interface Life {
        /** @param arguments as the test gave them */
        void run(DoomedNode self, List<String> arguments) throws Exception;
    }

    /** A listener of a node that nothing stops. */
    static final class Unstopped implements CommandListener {}

    /**
     * Starts a node, waits until it says that it stands there, and kills it. Fails with what it wrote if it ends by itself.
     *
     * @param folder for what it writes, under the name
     */
    static void kill(Class<?> main, Path folder, String name, String... arguments) throws Exception {
        Path marker = folder.resolve(name + ".there");
        Path log = folder.resolve(name + ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("..", "jvm.options").toAbsolutePath().normalize(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                marker.toString()));
        command.addAll(Arrays.asList(arguments));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Eventually.holds(name, SOON, () -> Files.exists(marker) || !child.isAlive());
            assertTrue(child.isAlive(), () -> said(log));
        } finally {
            child.destroyForcibly().waitFor();
        }
        TestStores.requireNoOffence(said(log).lines().toList());
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "nothing";
        }
    }

    /** The node's own side, to be called by its main method: lives until it is killed, or ends at once if it fails. */
    static void live(String[] arguments, Life life) {
        List<String> all = List.of(arguments);
        try {
            life.run(new DoomedNode(Path.of(all.getFirst())), all.subList(1, all.size()));
            Thread.currentThread().join();
        } catch (Exception | AssertionError e) {
            // Says why, and does not let the test wait for it.
            LoggerFactory.getLogger(DoomedNode.class).error("The node cannot be killed where it should", e);
            Runtime.getRuntime().halt(1);
        }
    }

    /** Tells the test that the node stands where it is to be killed. */
    void isThere() {
        try {
            Files.writeString(marker, "x");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds the calling thread until the node is killed. */
    static void stand() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The environment of nodes that open what any of them sealed, with more in it. */
    static UnaryOperator<Map<String, String>> environment(Map<String, String> more) {
        return environment -> {
            var changed = new HashMap<>(environment);
            changed.put("TAKEUP_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
            changed.putAll(more);
            return changed;
        };
    }
}
