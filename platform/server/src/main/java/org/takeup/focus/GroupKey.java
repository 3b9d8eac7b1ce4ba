package org.takeup.focus;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The random key of a focus group, which signs its people's links. Stored sealed only. */
record GroupKey(byte[] bytes) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9_-]{43}");

    static GroupKey fresh() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return new GroupKey(key);
    }

    /** The end of the person's link: 256 bits that only this key gives, fit for an address. */
    String ticket(String person) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(("focus:" + person).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    static boolean isTicket(String text) {
        return TICKET.matcher(text).matches();
    }

    /** The id of the guest whose link ends so. */
    static String guest(String group, String ticket) {
        return HexFormat.of().formatHex(Draw.digest("focus-guest:" + group + ":" + ticket));
    }

    @Override
    public String toString() {
        return "GroupKey";
    }
}
