package org.takeup.plugin;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What one tenant may have of one version of a plugin: a number of calls at once, and a breaker. A call that ignores its
 * interrupt keeps its place until it really ends. Thread-safe.
 */
final class Lane {
    static final int AT_ONCE = 8;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Semaphore free = new Semaphore(AT_ONCE, true);
    private final Breaker breaker = new Breaker(System::nanoTime);

    /** Waits a moment for a place. */
    boolean enter(Duration limit) throws InterruptedException {
        Duration wait = limit.compareTo(LONGEST_WAIT) < 0 ? limit : LONGEST_WAIT;
        return free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    void leave() {
        free.release();
    }

    Breaker breaker() {
        return breaker;
    }
}
