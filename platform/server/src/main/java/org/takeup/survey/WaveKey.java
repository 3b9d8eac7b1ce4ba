package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random key of a wave: makes tickets, and is the only thing that can tell whose ballot is whose. Never leaves memory
 * unsealed.
 */
final class WaveKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final byte[] key;

    WaveKey(byte[] key) {
        this.key = key.clone();
    }

    static WaveKey fresh() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return new WaveKey(key);
    }

    byte[] bytes() {
        return key.clone();
    }

    /** The person's ticket: 256 bits, fit for an address. */
    String ticket(String personId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac("ticket:" + personId));
    }

    /** A new id in place of an old one, the same each time; without the key, unrelated to it. */
    String separated(String ballotId) {
        return HexFormat.of().formatHex(mac("separate:" + ballotId));
    }

    /** The id of the ballot that a ticket of this wave opens. Says nothing about the ticket. */
    static String ballotId(String waveId, String ticket) {
        try {
            byte[] named = ("ballot:" + waveId + ":" + ticket).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(named));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static boolean isTicket(String text) {
        return TICKET.matcher(text).matches();
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "WaveKey";
    }
}
