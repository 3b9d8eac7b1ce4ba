package org.takeup.plugin.isolated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this node's isolated plugins live: the folder of their packages and sockets, the threads that start and watch
 * them, and what the operator demands. Closing it does not end plugins: close those first. Thread-safe.
 */
public final class Isolation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Isolation.class);
    private static final String PREFIX = "takeup-isolated-";

    private final Confinement confinement;
    private final Set<Confinement.Part> required;
    private final AtomicInteger numbers = new AtomicInteger();
    private final ScheduledExecutorService watch;
    private final ExecutorService starter;
    private final ExecutorService tidying;
    private @Nullable Path root;

    /** @param required without these no isolated plugin is started */
    public Isolation(Confinement confinement, Set<Confinement.Part> required) {
        this.confinement = confinement;
        this.required = Set.copyOf(required);
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("plugin-watch").factory());
        // One thread that stays: a child is killed by the kernel when the thread that started it ends.
        this.starter = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("plugin-starter").factory());
        this.tidying = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("plugin-tidying-", 0).factory());
    }

    /** What holds every child of this node. */
    public Confinement confinement() {
        return confinement;
    }

    /** @throws Unstartable naming each part that is required and missing */
    void refuseIfMissing() {
        var lacking = confinement.missing();
        lacking.keySet().retainAll(required);
        if (!lacking.isEmpty()) {
            throw new Unstartable("cannot run isolated here: TAKEUP_PLUGIN_CONFINEMENT requires what is missing; "
                    + String.join("; ", lacking.values()));
        }
    }

    /** A new folder that every user may pass through and nobody may list. */
    Path folder(String name) {
        try {
            return passable(Files.createDirectory(root().resolve(name + "-" + numbers.incrementAndGet())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for isolated plugins below java.io.tmpdir", e);
        }
    }

    /** Takes away what a child leaves as soon as it has ended. */
    void removeAfter(Process child, Leftovers left) {
        child.onExit().thenRunAsync(left::remove, tidying);
    }

    int number() {
        return numbers.incrementAndGet();
    }

    Path jar() {
        return root().resolve("child.jar");
    }

    ScheduledExecutorService watch() {
        return watch;
    }

    ExecutorService starter() {
        return starter;
    }

    private synchronized Path root() {
        if (root == null) {
            try {
                Path made = Files.createTempDirectory(
                        PREFIX + ProcessHandle.current().pid() + "-");
                ChildJar.write(made.resolve("child.jar"));
                Files.setPosixFilePermissions(made.resolve("child.jar"), PosixFilePermissions.fromString("rw-r--r--"));
                root = passable(made);
                LOG.info("Isolated plugins: {}", confinement.summary());
                confinement.missing().values().forEach(without -> LOG.warn("Isolated plugins have {}", without));
                sweep(made);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot make a folder for isolated plugins in java.io.tmpdir", e);
            }
        }
        return root;
    }

    /** Takes away what processes of ours left that were killed. */
    private static void sweep(Path own) throws IOException {
        try (var folders = Files.newDirectoryStream(own.getParent(), PREFIX + "*")) {
            for (Path each : folders) {
                String[] parts = each.getFileName().toString().split("-", -1);
                boolean ours = Files.getOwner(each).equals(Files.getOwner(own));
                if (ours
                        && parts[2].matches("\\d{1,9}")
                        && ProcessHandle.of(Long.parseLong(parts[2])).isEmpty()) {
                    delete(each);
                }
            }
        }
    }

    private static Path passable(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    /** The child's user must be able to read it, wherever the platform keeps its own copy. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path each : files.skip(1).toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                boolean folder = Files.isDirectory(each);
                Files.copy(each, copy);
                Files.setPosixFilePermissions(
                        copy, PosixFilePermissions.fromString(folder ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Cannot delete {}: {}", folder, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        watch.shutdownNow();
        starter.shutdownNow();
        // Plugins are closed before; what the last of them left is waited for.
        tidying.close();
        if (root != null) {
            delete(root);
            root = null;
        }
    }
}
