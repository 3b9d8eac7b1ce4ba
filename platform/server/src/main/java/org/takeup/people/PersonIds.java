package org.takeup.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids that follow from what a source or a sign-in calls somebody: 128 bits of SHA-256 over length-prefixed parts. So two
 * nodes that see the same person at once make the same id, and an import needs no look-up.
 */
final class PersonIds {
    private PersonIds() {}

    static String ofRecord(String source, String externalId) {
        return digest("record", source, externalId).substring(0, 32);
    }

    static String ofIdentity(String issuer, String subject) {
        return digest("identity", issuer, subject).substring(0, 32);
    }

    /** The key of an identity's document. */
    static String identityKey(String issuer, String subject) {
        return digest("identity-key", issuer, subject);
    }

    private static String digest(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
