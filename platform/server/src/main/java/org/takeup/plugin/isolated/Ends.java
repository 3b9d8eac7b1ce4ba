package org.takeup.plugin.isolated;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How often a plugin's process ended of late. Not thread-safe. */
final class Ends {
    private final Limits limits;
    private final LongSupplier nanos;
    private final Deque<Long> times = new ArrayDeque<>();

    Ends(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    /** Counts one more. @return whether it is not to be started again */
    boolean tooMany() {
        long now = nanos.getAsLong();
        while (!times.isEmpty() && now - times.peekFirst() > limits.window().toNanos()) {
            times.removeFirst();
        }
        times.addLast(now);
        return times.size() > limits.restarts();
    }

    int size() {
        return times.size();
    }
}
