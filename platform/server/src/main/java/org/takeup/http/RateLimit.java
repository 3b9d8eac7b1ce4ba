package org.takeup.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many requests each caller may make, counted on this node alone: a limit against programs that run wild, not a
 * quota of record. The generic cell rate algorithm (ITU-T I.371): a full burst at once, and then one request for each
 * share of the window; it needs one number a caller. Thread-safe.
 *
 * @param <K> what is counted by: a record, so that no two callers can be mistaken
 */
public final class RateLimit<K> {
    private static final int SWEEP_ABOVE = 10_000;

    private final long quota;
    private final long window;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<K, AtomicLong> full = new ConcurrentHashMap<>();

    /**
     * @param quota requests in a window
     * @param nanos a clock that never goes back
     */
    public RateLimit(int quota, Duration window, LongSupplier nanos) {
        this.quota = quota;
        this.window = window.toNanos();
        this.nanos = nanos;
    }

    /**
     * What a request gets.
     *
     * @param remaining requests that would be let through now
     * @param seconds rounded up: until a refused request is let through, or until all of the quota is there again
     */
    public record Verdict(boolean allowed, long quota, long windowSeconds, long remaining, long seconds) {}

    /** Counts a request. What is refused is not counted. */
    public Verdict take(K caller) {
        return take(caller, quota);
    }

    /** As above, for a caller with a quota of its own. */
    public Verdict take(K caller, long quota) {
        long share = window / quota;
        long now = nanos.getAsLong();
        sweep(now);
        AtomicLong until = full.computeIfAbsent(caller, ignored -> new AtomicLong(now));
        while (true) {
            long before = until.get();
            long filled = Math.max(0, before - now);
            if (filled > window - share) {
                return verdict(false, quota, 0, filled - (window - share));
            }
            long after = now + filled + share;
            if (until.compareAndSet(before, after)) {
                return verdict(true, quota, (window - filled - share) / share, filled + share);
            }
        }
    }

    private Verdict verdict(boolean allowed, long quota, long remaining, long waitNanos) {
        long second = Duration.ofSeconds(1).toNanos();
        return new Verdict(allowed, quota, window / second, remaining, Math.ceilDiv(waitNanos, second));
    }

    /** Whoever has all of the quota again need not be remembered. */
    private void sweep(long now) {
        if (full.size() > SWEEP_ABOVE) {
            full.values().removeIf(until -> until.get() - now <= 0);
        }
    }

    /** How many callers are remembered. */
    int size() {
        return full.size();
    }
}
