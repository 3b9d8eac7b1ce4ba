package org.takeup.delivery;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The addresses that mails come back to: each names its mail and its attempt and is signed, so that nobody can have a mail
 * taken for undeliverable that they were not sent. Thread-safe.
 *
 * <p>Behind the plus sign stand 31 bytes, as digits to the base of 32: 4 of a digest of the tenant, 16 of the mail's id, 2 of
 * the day, 1 of the attempt and 8 of an HMAC-SHA-256 over the tenant and all that.
 */
final class ReturnPaths {
    /** Servers try for five days; complaints take longer. */
    private static final Duration VALID = Duration.ofDays(30);

    private static final int TENANT = 4;
    private static final int ID = 16;
    private static final int PLAIN = TENANT + ID + 3;
    private static final int ALL = PLAIN + 8;
    private static final int DIGITS = 50;
    private static final int BASE = 32;

    private final String local;
    private final String domain;
    private final SecretKeySpec secret;
    private final Pattern ours;

    ReturnPaths(Mailing.Returns returns) {
        int at = returns.address().indexOf('@');
        this.local = returns.address().substring(0, at);
        this.domain = returns.address().substring(at + 1);
        this.secret = new SecretKeySpec(returns.secret(), "HmacSHA256");
        this.ours = Pattern.compile(
                Pattern.quote(local) + "\\+([0-9a-v]{" + DIGITS + "})@" + Pattern.quote(domain),
                Pattern.CASE_INSENSITIVE);
    }

    /**
     * What an address says. Not to be believed before {@link ReturnPaths#isSigned}.
     *
     * @param bytes as they stand in the address
     */
    @SuppressWarnings("ArrayRecordComponent") // lives while one report is read
    record Tag(byte[] bytes) {
        /** The mail's id in the outbox. */
        String mail() {
            return HexFormat.of().formatHex(bytes, TENANT, TENANT + ID);
        }

        /** Its attempt's lowest eight bits. */
        int attempt() {
            return bytes[PLAIN - 1] & 0xff;
        }

        private long day() {
            return ByteBuffer.wrap(bytes).getShort(TENANT + ID) & 0xffff;
        }

        /** Whether it can be this tenant's: one of four thousand million others is taken for it. */
        boolean mayBeOf(String tenant) {
            return Arrays.equals(bytes, 0, TENANT, digest(tenant), 0, TENANT);
        }
    }

    /** @param mail id in the outbox: 32 hex digits */
    String of(String tenant, String mail, int attempt, Instant now) {
        byte[] plain = ByteBuffer.allocate(PLAIN)
                .put(digest(tenant), 0, TENANT)
                .put(HexFormat.of().parseHex(mail))
                .putShort((short) day(now))
                .put((byte) attempt)
                .array();
        byte[] all = Arrays.copyOf(plain, ALL);
        System.arraycopy(sign(tenant, plain), 0, all, PLAIN, ALL - PLAIN);
        String digits = new BigInteger(1, all).toString(BASE);
        return local + "+" + "0".repeat(DIGITS - digits.length()) + digits + "@" + domain;
    }

    /** The first address of ours in a text, such as a header. */
    Optional<Tag> find(String text) {
        Matcher found = ours.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        var written = new BigInteger(found.group(1), BASE);
        if (written.bitLength() > ALL * Byte.SIZE) {
            return Optional.empty();
        }
        byte[] number = written.toByteArray();
        byte[] all = new byte[ALL];
        int length = Math.min(ALL, number.length);
        System.arraycopy(number, number.length - length, all, ALL - length, length);
        return Optional.of(new Tag(all));
    }

    /** Whether we have written this address for this tenant, not too long ago. */
    boolean isSigned(Tag tag, String tenant, Instant now) {
        byte[] signature = Arrays.copyOf(sign(tenant, Arrays.copyOf(tag.bytes(), PLAIN)), ALL - PLAIN);
        boolean own = MessageDigest.isEqual(signature, Arrays.copyOfRange(tag.bytes(), PLAIN, ALL));
        long age = day(now) - tag.day();
        return own && age >= -1 && age <= VALID.toDays();
    }

    private static long day(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }

    private byte[] sign(String tenant, byte[] plain) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update((tenant + "/").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }

    private static byte[] digest(String tenant) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(tenant.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
