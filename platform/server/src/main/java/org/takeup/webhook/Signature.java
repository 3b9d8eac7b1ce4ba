package org.takeup.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as Standard Webhooks 1.0 has them: {@code v1,} and HMAC-SHA256 over id, timestamp and body. */
final class Signature {
    /** Bytes of a secret; the standard wants 24 to 64. */
    private static final int SECRET_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Signature() {}

    static byte[] freshSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** A secret as receivers are given it. */
    static String shown(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    /**
     * The header's value: one signature for each secret, with spaces between, so that a receiver may know the old one or
     * the new one.
     *
     * @param id without a dot
     * @param seconds since 1970
     */
    static String of(List<byte[]> secrets, String id, long seconds, byte[] body) {
        return secrets.stream().map(secret -> sign(secret, id, seconds, body)).collect(Collectors.joining(" "));
    }

    private static String sign(byte[] secret, String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }
}
