package org.takeup.plugin.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.plugin.packaging.PackageSigner;

class KeyFileTest {
    @TempDir
    private Path folder;

    private final KeyPair keys = PackageSigner.newKeys();

    @Test
    void aKeyThatWasWrittenIsReadAndOnlyItsOwnerMayReadIt() throws IOException {
        Path file = folder.resolve("keys/acme.key");
        KeyFile.write(file, keys);
        KeyPair read = KeyFile.read(Files.readString(file));
        assertEquals(keys.getPublic(), read.getPublic());
        assertEquals(keys.getPrivate(), read.getPrivate());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void aKeyIsNeverOverwritten() throws IOException {
        Path file = folder.resolve("acme.key");
        KeyFile.write(file, keys);
        assertThrows(FileAlreadyExistsException.class, () -> KeyFile.write(file, PackageSigner.newKeys()));
    }

    @Test
    void keysThatDoNotBelongTogetherAreRefusedWithoutShowingThem() throws IOException {
        KeyFile.write(folder.resolve("one.key"), keys);
        KeyFile.write(folder.resolve("other.key"), PackageSigner.newKeys());
        String one = Files.readString(folder.resolve("one.key"));
        String other = Files.readString(folder.resolve("other.key"));
        String mixed = one.substring(0, one.indexOf("-----BEGIN PUBLIC"))
                + other.substring(other.indexOf("-----BEGIN PUBLIC"));
        var refused = assertThrows(IllegalArgumentException.class, () -> KeyFile.read(mixed));
        assertEquals("Its public key does not belong to its private key.", refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> KeyFile.read("-----BEGIN PRIVATE KEY-----\nAAAA\n"));
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentAndTheUsualFileComesLast() throws Exception {
        Path file = folder.resolve("acme.key");
        KeyFile.write(file, keys);
        var named = new Properties();
        named.setProperty(Publisher.KEY_PROPERTY, file.toString());
        var none = new Properties();
        var other = Map.of(Publisher.KEY_VARIABLE, "rubbish");
        assertEquals(keys.getPublic(), Publisher.keys("acme", named, other).getPublic());
        assertEquals(
                keys.getPublic(),
                Publisher.keys("acme", none, Map.of(Publisher.KEY_VARIABLE, Files.readString(file)))
                        .getPublic());
        assertEquals(
                keys.getPublic(),
                Publisher.keys("acme", none, Map.of(Publisher.KEY_FILE_VARIABLE, file.toString()))
                        .getPublic());
        assertTrue(Publisher.keyFile("acme", none, Map.of()).endsWith(".takeup/acme.key"));
        var refused = assertThrows(MojoFailureException.class, () -> Publisher.keys("acme", none, other));
        assertFalse(refused.getMessage().contains("rubbish"), "a message shows nothing of a key");
    }
}
