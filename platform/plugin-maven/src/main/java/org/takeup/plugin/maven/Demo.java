package org.takeup.plugin.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.takeup.plugin.packaging.BadPackage;

/**
 * The demo of a Takeup checkout, as far as a plugin's author needs it: started, given packages, and asked whether it has
 * loaded them. It takes packages without a signature, and the same version again with other bytes.
 */
final class Demo {
    private static final String LOADED = "Plugin %s %s is loaded";

    private final Path home;

    /** @param takeup the folder of the checkout */
    Demo(Path takeup) {
        this.home = takeup.resolve("platform/demo");
        if (!Files.isExecutable(home.resolve("run"))) {
            throw new BadPackage(
                    takeup + " holds no Takeup: there is no platform/demo/run",
                    "Clone Takeup and name its folder with -Dtakeup.demo=<folder>.");
        }
    }

    /** Starts it in a process of its own that ends with this one; its words go to this terminal. */
    Process start() throws IOException {
        Process process = new ProcessBuilder(home.resolve("run").toString())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    /** The folder that the demo watches; it makes it when it starts. */
    Path plugins() {
        return home.resolve("target/demo-data/plugins");
    }

    /** Whether this very package is there: the demo would not load it again. */
    static boolean has(Path folder, String name, byte[] zip) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), zip);
    }

    /** Puts a package there in one move, so that the demo never sees the half of it. */
    static void put(Path folder, String name, byte[] zip) throws IOException {
        Path part = Files.write(folder.resolve(name + ".part"), zip);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** How often the demo has said that it loaded this version since it started. */
    int loads(String id, String version) throws IOException {
        Path log = home.resolve("target/demo.log");
        String line = LOADED.formatted(id, version);
        if (!Files.exists(log)) {
            return 0;
        }
        try (var lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return (int) lines.filter(one -> one.endsWith(line)).count();
        }
    }
}
