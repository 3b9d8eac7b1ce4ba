package org.takeup.plugin.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;

/**
 * The demo of a Takeup checkout, as far as a plugin's author needs it: started, given packages, and asked whether it has
 * loaded them. It takes the same version again with other bytes, but nothing that is not signed: packages get the signature
 * of the demo's own publisher, whose key lies in its data.
 */
final class Demo {
    private static final String LOADED = "Plugin %s %s is loaded";

    /** The variable that names another folder for the demo's data. */
    private static final String DATA = "TAKEUP_DEMO_DATA";

    /** The same each time, so that a package that did not change keeps its bytes. */
    private static final Instant SIGNED = Instant.parse("2026-01-01T00:00:00Z");

    private final Path home;
    private final Path data;

    /** @param takeup the folder of the checkout */
    Demo(Path takeup, Map<String, String> environment) {
        this.home = takeup.resolve("platform/demo");
        this.data = home.resolve(environment.getOrDefault(DATA, "target/demo-data"));
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
        return data.resolve("plugins");
    }

    /** The package as the demo takes it; the demo has started once before. */
    byte[] signed(byte[] zip) throws IOException {
        Path file = data.resolve("publisher-key");
        if (!Files.exists(file)) {
            throw new BadPackage(
                    "the demo has no publisher's key in " + file, "Start it once, or name its folder in " + DATA + ".");
        }
        List<String> lines = Files.readAllLines(file);
        try {
            var secret = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(1))));
            var keys = new KeyPair(PublisherKey.read(lines.getFirst()).key(), secret);
            return new PackageSigner("takeup-demo", keys).sign(zip, SIGNED);
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BadPackage(
                    "the demo's publisher's key in " + file + " cannot be read", "Start the demo with --fresh, once.");
        }
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
