package org.takeup.tenant.life;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.takeup.store.Sealer;

/**
 * What opens the sealed parts of an archive, and shows that nobody has changed it: 256 random bits, which only whoever
 * asked for the archive gets to see.
 */
public final class TransportKey {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private TransportKey(byte[] key) {
        this.key = key;
    }

    public static TransportKey fresh() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return new TransportKey(key);
    }

    /** The key as it was shown; white space and case do not matter. Empty if it is none. */
    public static Optional<TransportKey> parse(String text) {
        String hex = text.replaceAll("\\s", "").toLowerCase(java.util.Locale.ROOT);
        return FORM.matcher(hex).matches()
                ? Optional.of(new TransportKey(HexFormat.of().parseHex(hex)))
                : Optional.empty();
    }

    /** 64 hex digits, to be shown once. */
    public String shown() {
        return HexFormat.of().formatHex(key);
    }

    /** What seals with it. */
    public Sealer sealer() {
        return Sealer.fromMaster(key, "archive");
    }

    @Override
    public String toString() {
        return "TransportKey";
    }
}
