package org.takeup.plugin.isolated.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes and checks the token of a call: HMAC-SHA256 over its terms, with a key of this one child. Thread-safe. */
public final class Tokens {
    /** Bytes of a token, and of a key. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac prepared;

    /**
     * What a call may do.
     *
     * @param tenant id of the tenant it is made for
     * @param plugin id of the plugin
     * @param expires milliseconds since 1970, after which it is refused
     * @param call number of the call
     */
    public record Terms(String tenant, String plugin, Operation operation, long expires, long call) {}

    public Tokens(byte[] key) {
        try {
            this.prepared = Mac.getInstance(ALGORITHM);
            prepared.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] sign(Terms terms) {
        byte[] tenant = terms.tenant().getBytes(StandardCharsets.UTF_8);
        byte[] plugin = terms.plugin().getBytes(StandardCharsets.UTF_8);
        // Each text with its length, so that no two terms give the same bytes.
        var bytes = ByteBuffer.allocate(tenant.length + plugin.length + 8 + 20)
                .putInt(tenant.length)
                .put(tenant)
                .putInt(plugin.length)
                .put(plugin)
                .putInt(terms.operation().ordinal())
                .putLong(terms.expires())
                .putLong(terms.call());
        try {
            return ((Mac) prepared.clone()).doFinal(bytes.array());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the token was made for exactly these terms. */
    public boolean fits(Terms terms, byte[] token) {
        return MessageDigest.isEqual(sign(terms), token);
    }
}
