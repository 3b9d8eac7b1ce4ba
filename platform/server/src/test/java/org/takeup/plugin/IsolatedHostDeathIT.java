package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A child ends with the process that started it, also when that is killed and the plugin would rather stay. */
class IsolatedHostDeathIT {
    private static final String STAYS = """
            static {
                Thread.ofPlatform().start(() -> { while (true) { Thread.onSpinWait(); } });
                try { System.in.close(); } catch (java.io.IOException e) { throw new IllegalStateException(e); }
            }
            """;

    /** The host: starts the plugin, says the child's process id, and waits to be killed. */
    public static void main(String[] arguments) throws Exception {
        byte[] zip = Files.readAllBytes(Path.of(arguments[0]));
        var modes = new Modes();
        Loaded loaded = modes.load(zip, PackageLoader.Mode.ISOLATED);
        System.out.println("pid " + loaded.isolated().orElseThrow().state().pid());
        new CountDownLatch(1).await();
    }

    @Test
    void noChildOutlivesItsHost() throws Exception {
        Path folder = PluginSource.temporary();
        Path zip = Files.write(
                folder.resolve("p.zip"),
                PluginSource.builder("stays", "1.0.0", STAYS, "return List.of();")
                        .zip());
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        IsolatedHostDeathIT.class.getName(),
                        zip.toString())
                .redirectErrorStream(true)
                .start();
        try (var said = host.inputReader(StandardCharsets.UTF_8)) {
            // Other users pass through the host's temporary folder to what is theirs.
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
            long child = Long.parseLong(said.lines()
                    .filter(line -> line.startsWith("pid "))
                    .findFirst()
                    .orElseThrow()
                    .substring(4));
            assertTrue(ProcessHandle.of(child).isPresent());
            host.destroyForcibly().waitFor();
            Modes.until("the child is gone", () -> ProcessHandle.of(child).isEmpty());
        } finally {
            host.destroyForcibly();
            PluginSource.delete(folder);
        }
    }
}
