package org.takeup.plugin.packaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Signs packages with a publisher's key. Immutable. */
public final class PackageSigner {
    private final String publisher;
    private final KeyPair keys;

    /** @param publisher the id under which platforms know the publisher; @param keys Ed25519 */
    public PackageSigner(String publisher, KeyPair keys) {
        if (!PackageSignature.PUBLISHER.matcher(publisher).matches()) {
            throw new IllegalArgumentException("A publisher's id has 3 to 60 lower-case letters, digits and hyphens");
        }
        this.publisher = publisher;
        this.keys = keys;
    }

    /** A new key pair of a publisher. */
    public static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance(PublisherKey.ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    /**
     * The package with a list of its entries and a signature over every byte. A signature that it has already is
     * replaced. The same package, key and time give the same bytes.
     *
     * @param signed when; kept to the second
     * @throws BadPackage if it is no good package to begin with
     */
    public byte[] sign(byte[] zip, Instant signed) {
        byte[] listed = withList(PackageZip.check(zip));
        Instant at = signed.truncatedTo(ChronoUnit.SECONDS);
        String key = new PublisherKey(keys.getPublic()).fingerprint();
        String header = PackageSignature.header(publisher, key, at);
        byte[] message =
                PackageSignature.message(header, PackageZip.check(listed).signedContent());
        byte[] comment = new PackageSignature(publisher, key, at, value(message))
                .comment()
                .getBytes(StandardCharsets.US_ASCII);
        return withComment(listed, comment);
    }

    private String value(byte[] message) {
        try {
            var signature = Signature.getInstance(PublisherKey.ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This key cannot sign: it must be an Ed25519 key", e);
        }
    }

    private static byte[] withList(PackageZip checked) {
        var bytes = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(checked.bytes()), StandardCharsets.UTF_8);
                var out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().equals(FileList.NAME)) {
                    copy(entry, in, out);
                }
            }
            var list = new ZipEntry(FileList.NAME);
            list.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
            out.putNextEntry(list);
            out.write(FileList.write(checked.digests()));
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void copy(ZipEntry entry, ZipInputStream in, ZipOutputStream out) throws IOException {
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        in.transferTo(out);
        out.closeEntry();
    }

    /** The zip has no comment yet, so the last two bytes are the length of one. */
    private static byte[] withComment(byte[] zip, byte[] comment) {
        byte[] whole = Arrays.copyOf(zip, zip.length + comment.length);
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putShort(zip.length - 2, (short) comment.length);
        System.arraycopy(comment, 0, whole, zip.length, comment.length);
        return whole;
    }
}
