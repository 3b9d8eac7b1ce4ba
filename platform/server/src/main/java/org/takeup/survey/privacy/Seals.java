package org.takeup.survey.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The two seals of an anonymous answer. A draft is sealed with a key that only the ballot's address gives (HKDF-SHA-256);
 * a finished answer to the wave's public key (DHKEM with X25519, RFC 9180, then AES-256-GCM). Both are filled up to a size
 * class first, so that length says next to nothing.
 */
final class Seals {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SMALLEST = 2_048;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY = 32;
    private static final int ENCAPSULATION = 32;

    private Seals() {}

    /** A key pair of a wave, encoded. */
    record Pair(byte[] open, byte[] secret) {}

    static Pair freshPair() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            return new Pair(pair.getPublic().getEncoded(), pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has X25519", e);
        }
    }

    static byte[] draft(String wave, String secret, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, draftKey(wave, secret), nonce, wave, padded(plain));
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    static byte[] openDraft(String wave, String secret, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        byte[] rest = Arrays.copyOfRange(sealed, NONCE, sealed.length);
        return unpadded(run(Cipher.DECRYPT_MODE, draftKey(wave, secret), nonce, wave, rest));
    }

    static byte[] toWave(String wave, byte[] open, byte[] plain) {
        try {
            PublicKey key = KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(open));
            KEM.Encapsulated made =
                    KEM.getInstance("DHKEM").newEncapsulator(key).encapsulate(0, KEY, "AES");
            // Each seal has a key of its own, so the nonce may be the same.
            byte[] sealed = run(Cipher.ENCRYPT_MODE, made.key(), new byte[NONCE], wave, padded(plain));
            return ByteBuffer.allocate(ENCAPSULATION + sealed.length)
                    .put(made.encapsulation())
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal an answer", e);
        }
    }

    /** What was sealed to the wave; empty if it was changed since, or sealed to another. */
    static Optional<byte[]> openOfWave(String wave, byte[] secret, byte[] sealed) {
        try {
            PrivateKey key = KeyFactory.getInstance("X25519").generatePrivate(new PKCS8EncodedKeySpec(secret));
            SecretKey shared = KEM.getInstance("DHKEM")
                    .newDecapsulator(key)
                    .decapsulate(Arrays.copyOf(sealed, ENCAPSULATION), 0, KEY, "AES");
            byte[] rest = Arrays.copyOfRange(sealed, ENCAPSULATION, sealed.length);
            return Optional.of(unpadded(run(Cipher.DECRYPT_MODE, shared, new byte[NONCE], wave, rest)));
        } catch (GeneralSecurityException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static SecretKey draftKey(String wave, String secret) {
        try {
            AlgorithmParameterSpec how = HKDFParameterSpec.ofExtract()
                    .addIKM(Base64.getUrlDecoder().decode(secret))
                    .addSalt(wave.getBytes(StandardCharsets.UTF_8))
                    .thenExpand("draft".getBytes(StandardCharsets.UTF_8), KEY);
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", how);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HKDF-SHA256", e);
        }
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, String wave, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(wave.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A seal does not open", e);
        }
    }

    /** Filled up to 2 KiB, 4 KiB, 8 KiB and so on, its length in front. */
    static byte[] padded(byte[] plain) {
        int size = SMALLEST;
        while (size < plain.length + Integer.BYTES) {
            size *= 2;
        }
        return ByteBuffer.allocate(size).putInt(plain.length).put(plain).array();
    }

    private static byte[] unpadded(byte[] padded) {
        ByteBuffer buffer = ByteBuffer.wrap(padded);
        byte[] plain = new byte[buffer.getInt()];
        buffer.get(plain);
        return plain;
    }
}
