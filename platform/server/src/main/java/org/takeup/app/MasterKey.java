package org.takeup.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The platform's master key. The demo makes its own in the data folder; production is given one. */
final class MasterKey {
    private MasterKey() {}

    static byte[] of(Configuration configuration) {
        return configuration
                .masterKey()
                .orElseGet(() -> kept(configuration.dataFolder().resolve("master.key")));
    }

    private static byte[] kept(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            try {
                var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
                Files.createFile(file, ownerOnly);
                Files.write(file, fresh);
                return fresh;
            } catch (FileAlreadyExistsException e) {
                return Files.readAllBytes(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the master key in " + file + "; set TAKEUP_DATA_DIR", e);
        }
    }
}
