package org.takeup.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The platform's master key. The demo makes its own in the data folder; production is given one. */
final class MasterKey {
    private MasterKey() {}

    static byte[] of(Configuration configuration) {
        return configuration
                .masterKey()
                .orElseGet(() -> kept(configuration.dataFolder().resolve("master.key")));
    }

    /** 32 bytes that are made of it for one use; other uses have others. */
    static byte[] derived(Configuration configuration, String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(of(configuration), "HmacSHA256"));
            return mac.doFinal(use.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
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
