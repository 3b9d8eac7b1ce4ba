package org.takeup.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Keycloak's unpacked distribution. Read-only but for the one build step that makes later starts quick; every running server
 * keeps its own data elsewhere, so that several can share one distribution.
 */
public final class KeycloakDistribution {
    /** Fixed when the distribution is built, not when a server starts. */
    private static final List<String> BUILD_OPTIONS =
            List.of("--db=dev-file", "--health-enabled=true", "--metrics-enabled=false");

    private static final String MAIN_CLASS = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final int BUILD_MINUTES = 5;

    private final Path home;

    private KeycloakDistribution(Path home) {
        this.home = home;
    }

    /**
     * Finds the distribution that the build has unpacked.
     *
     * @param folder the folder with {@code keycloak-<version>} in it
     * @throws StartFailed if there is none
     */
    public static KeycloakDistribution in(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.filter(entry -> Files.isRegularFile(entry.resolve("lib/quarkus-run.jar")))
                        .findFirst()
                        .map(home -> new KeycloakDistribution(home.toAbsolutePath()))
                        .orElseThrow(() -> missing(folder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw missing(folder);
    }

    /**
     * Prepares the distribution for quick starts, once; later calls return at once. Takes some 20 s of one core.
     * Safe to call from several processes.
     *
     * @param log where Keycloak's output goes
     * @throws StartFailed if Keycloak's build step fails
     */
    public void build(Path log) {
        try (FileChannel lockFile = FileChannel.open(
                        home.resolve("takeup-build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lockFile.lock()) {
            if (!lock.isValid() || !isBuilt()) {
                runBuild(log);
                Files.writeString(marker(), String.join(" ", BUILD_OPTIONS));
            }
        } catch (IOException e) {
            throw new StartFailed("Keycloak's build step cannot write into " + home + ": " + e.getMessage(), e);
        }
    }

    /** Whether {@link #build} would return at once. */
    public boolean isBuilt() {
        try {
            return Files.exists(marker()) && Files.readString(marker()).equals(String.join(" ", BUILD_OPTIONS));
        } catch (IOException e) {
            return false;
        }
    }

    private Path marker() {
        return home.resolve("takeup-built");
    }

    /**
     * Lays out a folder as the home of one running server: its data is its own, the programs are those of the distribution.
     *
     * @param instance the folder; made if it is not there
     */
    void furnish(Path instance) throws IOException {
        Files.createDirectories(instance.resolve("conf"));
        Files.createDirectories(instance.resolve("providers"));
        Path lib = instance.resolve("lib");
        Files.deleteIfExists(lib);
        Files.createSymbolicLink(lib, home.resolve("lib"));
    }

    /**
     * The command for a server or a tool of this distribution, tied to this process (see {@link Tether}).
     *
     * @param instance the folder that the running server calls its home
     * @param arguments as for {@code kc.sh}
     */
    List<String> command(Path instance, List<String> arguments) {
        return Tether.command(
                jvmOptions(instance), home.resolve("lib/quarkus-run.jar").toString(), MAIN_CLASS, arguments);
    }

    private void runBuild(Path log) throws IOException {
        List<String> arguments =
                Stream.concat(Stream.of("build"), BUILD_OPTIONS.stream()).toList();
        Process process = new ProcessBuilder(command(home, arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new StartFailed("Keycloak's build step failed. Its last words:\n" + LogTail.of(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Interrupted while Keycloak was being built.", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What {@code kc.sh} sets, with a smaller heap and the quick compiler only: the demo starts often and serves few. */
    private static List<String> jvmOptions(Path instance) {
        return List.of(
                "-Xms96m",
                "-Xmx512m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-Dkc.home.dir=" + instance,
                "-Djboss.server.config.dir=" + instance.resolve("conf"));
    }

    private static StartFailed missing(Path folder) {
        return new StartFailed("No Keycloak distribution is unpacked in " + folder
                + ". Run: mvn -DskipTests package -pl platform/demo -am");
    }
}
