package org.takeup.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Whom a plan does not speak to, by chance: what becomes of them shows what would have become of the others without it.
 * The same people are held out of all steps, in whatever order they are asked about, and whoever is held out by a small
 * share is so by every larger one.
 *
 * @param percent of the people behind each audience, 0 to {@value #MOST}; 0 for nobody
 * @param seed of the draw; empty until it is first set, and never changed afterwards
 */
public record HoldOut(int percent, String seed) {
    /** A larger group would be better spoken to. */
    public static final int MOST = 50;

    /** Everybody is spoken to. */
    public static final HoldOut NONE = new HoldOut(0, "");

    /** All that four bytes can be. */
    private static final long RANGE = 1L << 32;

    /** @throws IllegalArgumentException if the share is not 0 to {@value #MOST}, or has no seed although it is more than 0 */
    public HoldOut {
        if (percent < 0 || percent > MOST) {
            throw new IllegalArgumentException("A plan holds out 0 to " + MOST + " percent");
        }
        if (percent > 0 && seed.isBlank()) {
            throw new IllegalArgumentException("A draw needs a seed");
        }
    }

    /** Whether this person is held out. Drawn by SHA-256 of the seed and the person's id, so that nobody can choose who it is. */
    public boolean holds(String personId) {
        if (percent == 0) {
            return false;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((seed + "/" + personId).getBytes(StandardCharsets.UTF_8));
            long drawn = Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt());
            return drawn * 100 < RANGE * percent;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
