package org.takeup.store;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random texts that nobody can guess: ids, codes of links, tickets. Thread-safe. */
public final class RandomCode {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomCode() {}

    /** So many random bytes in lower-case hexadecimal: two characters a byte. */
    public static String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    /** So many random bytes in base64url without padding, fit for an address. */
    public static String base64Url(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
