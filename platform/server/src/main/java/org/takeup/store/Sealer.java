package org.takeup.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Encrypts and authenticates values with AES-256-GCM. What was sealed for one purpose cannot be opened for another: the
 * purpose is part of the seal. Thread-safe.
 */
public final class Sealer {
    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Aead aead;

    private Sealer(Aead aead) {
        this.aead = aead;
    }

    /**
     * A sealer derived from the platform's master key (HKDF-SHA-256, RFC 5869).
     *
     * @param masterKey 32 bytes
     * @param use what it is for; different uses cannot open one another's seals
     */
    public static Sealer fromMaster(byte[] masterKey, String use) {
        if (masterKey.length != 32) {
            throw new IllegalArgumentException("The master key has 32 bytes, this one has " + masterKey.length);
        }
        try {
            byte[] key = Hkdf.computeHkdf("HMACSHA256", masterKey, new byte[0], bytes(use), 32);
            return new Sealer(new AesGcmJce(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot derive a key for " + use, e);
        }
    }

    /** A fresh data key, sealed by this sealer. Forgetting it makes everything sealed with it unreadable. */
    public byte[] newDataKey(String owner) {
        try {
            KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            return seal(
                    TinkProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get()), "data-key:" + owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a data key", e);
        }
    }

    /** The sealer of a data key made by {@link #newDataKey} for the same owner. */
    public Sealer withDataKey(byte[] sealedKey, String owner) {
        try {
            byte[] plain = open(sealedKey, "data-key:" + owner)
                    .orElseThrow(() -> new IllegalStateException(
                            "The data key of " + owner + " does not open: is this the master key it was made with?"));
            KeysetHandle handle = TinkProtoKeysetFormat.parseKeyset(plain, InsecureSecretKeyAccess.get());
            return new Sealer(handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The data key of " + owner + " is damaged", e);
        }
    }

    /** A data key that this sealer has sealed, sealed by another one for another owner. */
    public byte[] handOver(byte[] sealedKey, String owner, Sealer to, String newOwner) {
        byte[] plain = open(sealedKey, "data-key:" + owner)
                .orElseThrow(() -> new IllegalStateException("The data key of " + owner + " does not open"));
        return to.seal(plain, "data-key:" + newOwner);
    }

    public byte[] seal(byte[] plain, String purpose) {
        try {
            return aead.encrypt(plain, bytes(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal", e);
        }
    }

    /** What was sealed, or nothing if it was changed, sealed for another purpose or with another key. */
    public Optional<byte[]> open(byte[] sealed, String purpose) {
        try {
            return Optional.of(aead.decrypt(sealed, bytes(purpose)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
