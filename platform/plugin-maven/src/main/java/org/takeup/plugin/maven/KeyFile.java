package org.takeup.plugin.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A publisher's key pair in PEM: the private key as PKCS#8, and after it the public key, which cannot be had from the
 * private one with the JDK alone.
 */
final class KeyFile {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private KeyFile() {}

    /**
     * Writes a new file that its owner alone may read.
     *
     * @throws FileAlreadyExistsException if there is one: a key that is lost cannot be made again
     */
    static void write(Path file, KeyPair keys) throws IOException {
        String text = block(PRIVATE, keys.getPrivate().getEncoded())
                + block(PUBLIC, keys.getPublic().getEncoded());
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, owner(folder, "rwx------"));
        }
        // The rights come with the file, so there is no moment in which others can read it.
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner(folder, "rw-------"))) {
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** Reads what {@link #write} wrote. @throws IllegalArgumentException saying what is wrong with it, and nothing of it */
    static KeyPair read(String pem) {
        byte[] secret = section(pem, PRIVATE)
                .orElseThrow(() -> new IllegalArgumentException("There is no PKCS#8 private key in PEM in it."));
        byte[] open = section(pem, PUBLIC)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The public key is missing: append it, for example with openssl pkey -in <file> -pubout."));
        try {
            var factory = KeyFactory.getInstance(ALGORITHM);
            var keys = new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(open)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
            if (fit(keys.getPrivate(), keys.getPublic())) {
                return keys;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("It holds no Ed25519 keys; make them with takeup:keygen.", e);
        }
        throw new IllegalArgumentException("Its public key does not belong to its private key.");
    }

    private static boolean fit(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
        byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
        var signing = Signature.getInstance(ALGORITHM);
        signing.initSign(secret);
        signing.update(probe);
        var checking = Signature.getInstance(ALGORITHM);
        checking.initVerify(open);
        checking.update(probe);
        return checking.verify(signing.sign());
    }

    private static FileAttribute<?>[] owner(Path folder, String rights) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    private static String block(String name, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + name + "-----\n" + text + "\n-----END " + name + "-----\n";
    }

    private static Optional<byte[]> section(String pem, String name) {
        var block = Pattern.compile("-----BEGIN " + name + "-----([A-Za-z0-9+/=\\s]*)-----END " + name + "-----")
                .matcher(pem);
        try {
            return block.find() ? Optional.of(Base64.getMimeDecoder().decode(block.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
