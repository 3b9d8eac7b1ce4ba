package org.takeup.survey.privacy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * RSA blind signatures as RFC 9474 defines them, in the variant RSABSSA-SHA384-PSS-Deterministic: what is signed is 32
 * random bytes, so nothing is put before it (RFC 9474, 5 and 7.3). Pure functions; whoever calls brings the randomness.
 */
public final class BlindSignature {
    private static final String HASH = "SHA-384";
    private static final int HASH_BYTES = 48;

    /** Bytes of the salt. */
    static final int SALT_BYTES = 48;

    private BlindSignature() {}

    /**
     * What the signer gets to see: says nothing about the message, as {@code r} may have been anything (RFC 9474, 4.2).
     *
     * @param salt {@link #SALT_BYTES} random bytes
     * @param r random, from 1 to the modulus, without it
     */
    static byte[] blind(RSAPublicKey key, byte[] message, byte[] salt, BigInteger r) {
        BigInteger n = key.getModulus();
        BigInteger m = new BigInteger(1, encoded(message, salt, n.bitLength() - 1));
        if (!m.gcd(n).equals(BigInteger.ONE) || !r.gcd(n).equals(BigInteger.ONE)) {
            throw new IllegalStateException("A factor of the modulus was hit by chance");
        }
        return fixed(m.multiply(r.modPow(key.getPublicExponent(), n)).mod(n), bytes(n));
    }

    /** Signs what it cannot see (RFC 9474, 4.3). The JDK's own RSA: blinded against timing, and checked after signing. */
    static byte[] sign(RSAPrivateKey key, byte[] blinded) {
        if (blinded.length != bytes(key.getModulus()) || new BigInteger(1, blinded).compareTo(key.getModulus()) >= 0) {
            throw new IllegalArgumentException("This is not a blinded message for this key");
        }
        try {
            Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding");
            raw.init(Cipher.DECRYPT_MODE, key);
            return raw.doFinal(blinded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    /** Takes the blinding off: an ordinary signature of the message (RFC 9474, 4.4). */
    static byte[] unblind(RSAPublicKey key, byte[] signedBlind, BigInteger r) {
        BigInteger n = key.getModulus();
        return fixed(new BigInteger(1, signedBlind).multiply(r.modInverse(n)).mod(n), bytes(n));
    }

    /** Whether this is the key's signature of the message (RFC 8017, RSASSA-PSS). */
    static boolean verify(RSAPublicKey key, byte[] message, byte[] signature) {
        try {
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new PSSParameterSpec(HASH, "MGF1", MGF1ParameterSpec.SHA384, SALT_BYTES, 1));
            pss.initVerify(key);
            pss.update(message);
            return signature.length == bytes(key.getModulus()) && pss.verify(signature);
        } catch (java.security.SignatureException e) {
            // Of another shape than a signature has.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has RSASSA-PSS", e);
        }
    }

    /** EMSA-PSS-ENCODE (RFC 8017, 9.1.1). */
    private static byte[] encoded(byte[] message, byte[] salt, int bits) {
        int length = (bits + 7) / 8;
        byte[] hash = hash(new byte[8], hash(message), salt);
        byte[] block = new byte[length - HASH_BYTES - 1];
        block[block.length - salt.length - 1] = 1;
        System.arraycopy(salt, 0, block, block.length - salt.length, salt.length);
        byte[] mask = mask(hash, block.length);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= mask[i];
        }
        block[0] &= (byte) (0xff >>> (8 * length - bits));
        byte[] encoded = Arrays.copyOf(block, length);
        System.arraycopy(hash, 0, encoded, block.length, HASH_BYTES);
        encoded[length - 1] = (byte) 0xbc;
        return encoded;
    }

    /** MGF1 (RFC 8017, B.2.1). */
    private static byte[] mask(byte[] seed, int length) {
        byte[] mask = new byte[length];
        for (int i = 0, at = 0; at < length; i++, at += HASH_BYTES) {
            byte[] part = hash(seed, new byte[] {(byte) (i >>> 24), (byte) (i >>> 16), (byte) (i >>> 8), (byte) i});
            System.arraycopy(part, 0, mask, at, Math.min(HASH_BYTES, length - at));
        }
        return mask;
    }

    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(HASH);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-384", e);
        }
    }

    static int bytes(BigInteger modulus) {
        return (modulus.bitLength() + 7) / 8;
    }

    /** Unsigned, big-endian, of this length. */
    static byte[] fixed(BigInteger number, int length) {
        byte[] raw = number.toByteArray();
        byte[] fixed = new byte[length];
        int skip = Math.max(0, raw.length - length);
        System.arraycopy(raw, skip, fixed, length - (raw.length - skip), raw.length - skip);
        return fixed;
    }
}
