package org.takeup.survey.privacy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The key that lets people of one wave and one unit in: whoever shows its signature belongs there, and nobody can tell
 * who it is. 2048 bits: it only has to withstand forging until the wave closes, a year at most, and what it hides does
 * not rest on its length.
 */
public final class CellKey {
    private static final int BITS = 2048;

    private final RSAPrivateCrtKey secret;
    private final RSAPublicKey open;

    private CellKey(RSAPrivateCrtKey secret) {
        this.secret = secret;
        this.open = open(secret);
    }

    static CellKey fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new CellKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    /** From {@link #bytes}. */
    static CellKey of(byte[] bytes) {
        try {
            return new CellKey(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of a unit is damaged", e);
        }
    }

    private static RSAPublicKey open(RSAPrivateCrtKey secret) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    byte[] bytes() {
        return secret.getEncoded();
    }

    RSAPublicKey open() {
        return open;
    }

    /** The modulus for a browser, as base64url; the exponent is 65537. */
    public String modulus() {
        BigInteger n = open.getModulus();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(BlindSignature.fixed(n, BlindSignature.bytes(n)));
    }

    /** The signature of what it cannot see; empty if that is nothing that this key could sign. */
    Optional<byte[]> sign(byte[] blinded) {
        try {
            return Optional.of(BlindSignature.sign(secret, blinded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the key has signed this. */
    boolean signed(byte[] message, byte[] signature) {
        return BlindSignature.verify(open, message, signature);
    }

    @Override
    public String toString() {
        return "CellKey";
    }
}
