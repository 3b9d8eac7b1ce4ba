package org.takeup.plugin.packaging;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 public key of a publisher, as it is written down: X.509, in base64 on one line. */
public record PublisherKey(PublicKey key) {
    static final String ALGORITHM = "Ed25519";

    /** @throws IllegalArgumentException saying what is wrong with the text */
    public static PublisherKey read(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            var key = new PublisherKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)));
            if (key.text().equals(base64.strip())) {
                return key;
            }
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("This is not an Ed25519 public key.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
        throw new IllegalArgumentException("This is not an Ed25519 public key in its usual form.");
    }

    /** The key in base64, as {@link #read} takes it. */
    public String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** SHA-256 of the key's X.509 bytes, in hex: how people and signatures name it. */
    public String fingerprint() {
        return PackageZip.sha256(key.getEncoded());
    }

    boolean verifies(byte[] message, byte[] value) {
        try {
            var signature = java.security.Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(value);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
