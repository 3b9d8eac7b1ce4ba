package org.takeup.effect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * At most so many of any number of people, by chance and the same ones each time: those with the lowest places, where a place is
 * the beginning of {@code SHA-256(seed + "/" + person id)}. Whom it takes does not depend on the order in which they come. For one
 * thread.
 */
final class Sample<T> {
    private static final Comparator<Placed<?>> ORDER =
            Comparator.<Placed<?>>comparingLong(Placed::place).thenComparing(Placed::id);

    private final int most;
    private final String seed;
    private final PriorityQueue<Placed<T>> kept = new PriorityQueue<>(ORDER.reversed());

    private record Placed<T>(long place, String id, T value) {}

    Sample(int most, String seed) {
        this.most = most;
        this.seed = seed;
    }

    void offer(String id, T value) {
        kept.add(new Placed<>(number(seed + "/" + id), id, value));
        if (kept.size() > most) {
            kept.remove();
        }
    }

    /** In the order of their places. */
    List<T> inOrder() {
        return kept.stream().sorted(ORDER).map(Placed::value).toList();
    }

    /** A whole number that belongs to a text. */
    static long number(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
