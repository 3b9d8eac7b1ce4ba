package org.takeup.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;

/**
 * The publisher that the platforms of tests take for their own. Its key is made anew for each JVM; nodes in other JVMs
 * are told of it by {@link #VARIABLE}.
 */
public final class TestPublisher {
    /** The variable that makes a platform trust it. */
    public static final String VARIABLE = "TAKEUP_PLUGIN_PUBLISHERS";

    private static final String ID = "test-publisher";
    private static final KeyPair KEYS = PackageSigner.newKeys();

    /** The same for every package, so that the same package has the same bytes. */
    private static final Instant SIGNED = Instant.parse("2026-01-01T00:00:00Z");

    private TestPublisher() {}

    /** What {@link #VARIABLE} is set to. */
    public static String configured() {
        return ID + "=" + new PublisherKey(KEYS.getPublic()).text();
    }

    /** The same, for a runtime that a test makes itself. */
    static Map<String, List<PublisherKey>> publishers() {
        return Map.of(ID, List.of(new PublisherKey(KEYS.getPublic())));
    }

    /** The package with this publisher's signature. */
    public static byte[] sign(byte[] zip) {
        return new PackageSigner(ID, KEYS).sign(zip, SIGNED);
    }

    /** A folder with the signed packages of another one; it is left behind in the build's folder. */
    public static Path signAll(Path packages) {
        Path target = packages.resolveSibling(
                "signed-plugins-" + ProcessHandle.current().pid());
        try (var zips = Files.newDirectoryStream(packages, "*.zip")) {
            Files.createDirectories(target);
            for (Path zip : zips) {
                Files.write(target.resolve(zip.getFileName()), sign(Files.readAllBytes(zip)));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
