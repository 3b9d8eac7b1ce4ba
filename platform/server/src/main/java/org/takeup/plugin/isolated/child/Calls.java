package org.takeup.plugin.isolated.child;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** The calls under way in this child, and those that the host has given up. Thread-safe. */
final class Calls {
    private static final int MOST_EARLY = 1024;

    private final Map<Long, Thread> underWay = new HashMap<>();
    private final Set<Long> cancelled = new HashSet<>();
    private final LongConsumer ended;

    /** @param ended told of each cancelled call that has ended */
    Calls(LongConsumer ended) {
        this.ended = ended;
    }

    /** @return false if the host has given the call up already */
    synchronized boolean begin(long call) {
        if (cancelled.remove(call)) {
            return false;
        }
        underWay.put(call, Thread.currentThread());
        return true;
    }

    void end(long call) {
        boolean tell;
        synchronized (this) {
            underWay.remove(call);
            tell = cancelled.remove(call);
        }
        // An interrupt that came late would close the next channel that this thread writes to. No other can come now.
        Thread.interrupted();
        if (tell) {
            ended.accept(call);
        }
    }

    void cancel(long call) {
        boolean tell = false;
        synchronized (this) {
            Thread thread = underWay.get(call);
            if (thread != null) {
                cancelled.add(call);
                thread.interrupt();
            } else {
                tell = true;
                if (cancelled.size() < MOST_EARLY) {
                    cancelled.add(call);
                }
            }
        }
        if (tell) {
            ended.accept(call);
        }
    }
}
