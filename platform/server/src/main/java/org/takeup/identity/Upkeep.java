package org.takeup.identity;

import com.mongodb.MongoException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for other nodes' revocations four times a second, so that one counts within a second even if its signal got lost,
 * and clears away what has ended.
 */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration REFRESH = Duration.ofMillis(250);
    private static final Duration SWEEP = Duration.ofHours(1);

    private Upkeep() {}

    /** Goes on until Vert.x is closed. */
    static void start(Vertx vertx, Revocations revocations, OneTime oneTime, SignOutHints hints) {
        every(vertx, REFRESH, revocations::refresh);
        every(vertx, SWEEP, () -> {
            revocations.sweep();
            oneTime.sweep();
            hints.sweep();
        });
    }

    /** One round at a time, on a thread of its own. A round that fails, however it fails, is not the last one. */
    static void every(Vertx vertx, Duration period, Runnable work) {
        var busy = new AtomicBoolean();
        vertx.setPeriodic(period.toMillis(), ignored -> {
            if (busy.compareAndSet(false, true)) {
                Thread.ofVirtual().name("identity-upkeep").start(() -> {
                    try {
                        attempt(work);
                    } finally {
                        busy.set(false);
                    }
                });
            }
        });
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (MongoException | IllegalStateException e) {
            // The store is away or closing; the next round tries again.
            LOG.debug("Upkeep of sessions has to wait", e);
        } catch (RuntimeException e) {
            LOG.warn("Upkeep of sessions failed; the next round tries again", e);
        }
    }
}
