package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.takeup.plugin.api.plan.PlanBuilder;

/** Honest plugins of another tenant, called all the time while something evil is done. Not one call may fail. */
final class Bystanders {
    private static final int AT_LEAST = 5;
    private static final long PAUSE_NANOS = 1_000_000;

    private final List<Offered<PlanBuilder>> honest;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean calling;

    Bystanders(List<Offered<PlanBuilder>> honest) {
        this.honest = honest;
    }

    void begin() {
        calling = true;
        for (Offered<PlanBuilder> each : honest) {
            callers.add(Thread.ofVirtual().start(() -> {
                while (calling) {
                    try {
                        each.call(PlanBuilder::profile);
                        answers.incrementAndGet();
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }));
        }
    }

    /** Goes on for a moment, so that what the evil deed broke would be seen. */
    void end() throws InterruptedException {
        long now = answers.get();
        Modes.until("others are answered", () -> answers.get() >= now + AT_LEAST);
        calling = false;
        for (Thread each : callers) {
            each.join();
        }
        callers.clear();
        assertEquals(List.of(), List.copyOf(failures));
    }

    /** How many calls were answered so far. */
    long answers() {
        return answers.get();
    }
}
