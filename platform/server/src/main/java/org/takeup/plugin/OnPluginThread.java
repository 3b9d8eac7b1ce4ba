package org.takeup.plugin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.slf4j.MDC;

/**
 * One call, on the thread of the plugin that makes it. Leaves the plugin and the lane when the thread is really done,
 * however long after its caller has given up that is. Thread-safe.
 */
final class OnPluginThread implements Runnable {
    private final Loaded loaded;
    private final Lane lane;
    private final FutureTask<?> call;
    private final Map<String, String> context =
            Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
    private boolean ended;
    private boolean overdue;

    OnPluginThread(Loaded loaded, Lane lane, FutureTask<?> call) {
        this.loaded = loaded;
        this.lane = lane;
        this.call = call;
    }

    @Override
    public void run() {
        Thread.currentThread().setContextClassLoader(loaded.classLoader());
        MDC.setContextMap(context);
        try {
            call.run();
        } finally {
            MDC.clear();
            Thread.currentThread().setContextClassLoader(null);
            end();
            lane.leave();
            loaded.leave();
        }
    }

    /** Tells the thread to stop; until it does, it counts as one that does not obey. */
    void giveUp() {
        synchronized (this) {
            if (!ended) {
                overdue = true;
                loaded.overdue();
            }
        }
        call.cancel(true);
    }

    private synchronized void end() {
        ended = true;
        if (overdue) {
            loaded.stoppedAtLast();
        }
    }
}
