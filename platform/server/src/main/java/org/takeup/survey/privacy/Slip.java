package org.takeup.survey.privacy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a person without script holds instead of their browser: the secret of a ballot to come, and the randomness that
 * hides it while it is signed. It is in the page's form and in a cookie of that page, and stored nowhere here. The same
 * slip is blinded in the same way each time, so that a lost answer can be asked for again.
 */
public final class Slip {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{86}");
    private static final int PART = 32;
    /** More than the modulus has, so that the remainder is as good as uniform. */
    private static final int SPARE = 16;

    private final byte[] secret;
    private final byte[] seed;

    private Slip(byte[] both) {
        this.secret = Arrays.copyOfRange(both, 0, PART);
        this.seed = Arrays.copyOfRange(both, PART, 2 * PART);
    }

    public static Slip fresh() {
        byte[] both = new byte[2 * PART];
        RANDOM.nextBytes(both);
        return new Slip(both);
    }

    /** From {@link #text}; empty if it is none. */
    public static Optional<Slip> parse(String text) {
        return Optional.of(text)
                .filter(each -> TEXT.matcher(each).matches())
                .map(each -> new Slip(Base64.getUrlDecoder().decode(each)));
    }

    public String text() {
        byte[] both = Arrays.copyOf(secret, 2 * PART);
        System.arraycopy(seed, 0, both, PART, PART);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /** What the address of the ballot ends with. */
    public String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    byte[] blinded(RSAPublicKey key) {
        byte[] salt = Arrays.copyOf(stretched("salt", BlindSignature.SALT_BYTES), BlindSignature.SALT_BYTES);
        return BlindSignature.blind(key, secret, salt, r(key));
    }

    byte[] signature(RSAPublicKey key, byte[] signedBlind) {
        return BlindSignature.unblind(key, signedBlind, r(key));
    }

    private BigInteger r(RSAPublicKey key) {
        BigInteger n = key.getModulus();
        byte[] many = stretched("blind", BlindSignature.bytes(n) + SPARE);
        return new BigInteger(1, many).mod(n.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    /** So many bytes from the seed, or some more: HMAC-SHA-512 of a counter. */
    private byte[] stretched(String use, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(seed, "HmacSHA512"));
            byte[] all = new byte[Math.ceilDiv(length, mac.getMacLength()) * mac.getMacLength()];
            for (int i = 0; i * mac.getMacLength() < length; i++) {
                mac.update((use + ":" + i).getBytes(StandardCharsets.UTF_8));
                mac.doFinal(all, i * mac.getMacLength());
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA512", e);
        }
    }

    @Override
    public String toString() {
        return "Slip";
    }
}
