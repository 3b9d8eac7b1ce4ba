package org.takeup.plan;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids of stakeholders, plans and steps. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** 96 random bits in hexadecimal. */
    static String fresh() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
