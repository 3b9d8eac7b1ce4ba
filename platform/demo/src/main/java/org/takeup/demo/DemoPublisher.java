package org.takeup.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;

/** Signs the plugins of this checkout, so that the demo trusts them as an operator trusts its own. */
record DemoPublisher(KeyPair keys) {
    private static final String ID = "takeup-demo";
    private static final String FILE = "publisher-key";

    /** The same for every start, so that a package that did not change keeps its bytes. */
    private static final Instant SIGNED = Instant.parse("2026-01-01T00:00:00Z");

    /** The key of earlier runs, or a new one. @param data the demo's folder */
    static DemoPublisher in(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (Files.exists(file)) {
            return read(file);
        }
        KeyPair keys = PackageSigner.newKeys();
        Files.createDirectories(data);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                new PublisherKey(keys.getPublic()).text() + "\n"
                        + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()) + "\n");
        return new DemoPublisher(keys);
    }

    private static DemoPublisher read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            byte[] secret = Base64.getDecoder().decode(lines.get(1));
            return new DemoPublisher(new KeyPair(
                    PublisherKey.read(lines.getFirst()).key(),
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret))));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new StartFailed(file + " cannot be read; start with --fresh to make a new one.");
        }
    }

    /** What the platform's variable TAKEUP_PLUGIN_PUBLISHERS is set to. */
    String configured() {
        return ID + "=" + new PublisherKey(keys.getPublic()).text();
    }

    byte[] sign(byte[] zip) {
        return new PackageSigner(ID, keys).sign(zip, SIGNED);
    }
}
