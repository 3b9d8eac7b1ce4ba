package org.takeup.plugin;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pf4j.ExtensionPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.PluginFailed.Reason;
import org.takeup.plugin.isolated.CallTerms;
import org.takeup.plugin.packaging.Manifest;

/**
 * The one way into a plugin. A call waits for a place in its tenant's lane, runs on a thread of the plugin with the
 * plugin's class loader, is interrupted at its limit, and lets out values only. Thread-safe.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final long LONGEST_SPIN_NANOS = 50_000;

    private final MeterRegistry metrics;
    private final CallSpans spans;
    private final Calls calls;

    Guard(MeterRegistry metrics, Tracer tracer, Calls calls) {
        this.metrics = metrics;
        this.spans = new CallSpans(tracer);
        this.calls = calls;
    }

    /** Hears how each call ended. Fast and never throws. */
    @FunctionalInterface
    interface Calls {
        /** @param outcome {@code ok}, or why it failed, in lower case */
        void ended(Manifest manifest, String outcome, long nanos);
    }

    /** Calls the extension. The caller has entered {@code loaded}; this leaves it, when the plugin's thread is done. */
    <E extends ExtensionPoint, R> R call(
            Loaded loaded, E extension, String tenant, Duration limit, PluginCall<E, R> call) {
        long begun = System.nanoTime();
        Span span = spans.begin(loaded, tenant);
        String outcome = "ok";
        try {
            var terms =
                    new CallTerms(tenant, loaded.manifest().plugin(), System.currentTimeMillis() + limit.toMillis());
            return guarded(loaded, loaded.lane(tenant), limit, () -> terms.call(() -> call.on(extension)));
        } catch (PluginFailed e) {
            outcome = e.reason().name().toLowerCase(Locale.ROOT);
            throw e;
        } catch (RuntimeException e) {
            outcome = "platform";
            throw e;
        } finally {
            long took = System.nanoTime() - begun;
            Manifest manifest = loaded.manifest();
            spans.end(span, outcome);
            calls.ended(manifest, outcome, took);
            loaded.timer(outcome, this::timer).record(took, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer(Manifest manifest, String outcome) {
        return metrics.timer(
                "takeup.plugin.calls",
                List.of(
                        Tag.of("plugin", manifest.plugin()),
                        Tag.of("version", manifest.version()),
                        Tag.of("outcome", outcome)));
    }

    private <R> R guarded(Loaded loaded, Lane lane, Duration limit, Callable<R> call) {
        boolean started = false;
        boolean entered = false;
        try {
            if (loaded.isQuarantined()) {
                throw failed(loaded, Reason.QUARANTINED);
            }
            entered = lane.enter(limit);
            if (!entered) {
                throw failed(loaded, Reason.BUSY);
            }
            if (!lane.breaker().lets()) {
                throw failed(loaded, Reason.RESTING);
            }
            var task = new FutureTask<Ended<R>>(() -> Ended.of(call, loaded.classLoader()));
            var thread = new OnPluginThread(loaded, lane, task);
            loaded.execute(thread);
            started = true;
            return await(task, thread, loaded, lane.breaker(), limit);
        } catch (RejectedExecutionException e) {
            lane.breaker().noMatter();
            throw failed(loaded, Reason.BUSY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(loaded, Reason.CANCELLED);
        } finally {
            if (!started) {
                loaded.leave();
                if (entered) {
                    lane.leave();
                }
            }
        }
    }

    private static <R> R await(
            FutureTask<Ended<R>> task, OnPluginThread thread, Loaded loaded, Breaker breaker, Duration limit) {
        spin(task, loaded);
        try {
            return result(task.get(limit.toNanos(), TimeUnit.NANOSECONDS), loaded, breaker);
        } catch (TimeoutException e) {
            thread.giveUp();
            breaker.failed();
            LOG.warn("Plugin {} did not answer within {} and was interrupted", label(loaded), limit);
            throw failed(loaded, Reason.TOO_SLOW);
        } catch (InterruptedException e) {
            thread.giveUp();
            breaker.noMatter();
            Thread.currentThread().interrupt();
            throw failed(loaded, Reason.CANCELLED);
        } catch (ExecutionException e) {
            // What a plugin throws is told by Ended and never comes this way.
            breaker.noMatter();
            throw new IllegalStateException("A call of the plugin " + label(loaded) + " could not be made", e);
        }
    }

    /**
     * Going to sleep and being woken takes longer than most calls in this process. Where calls wait for processors, or
     * for another process that needs one, sleeping is cheaper.
     */
    private static void spin(FutureTask<?> task, Loaded loaded) {
        if (loaded.isolated().isPresent() || loaded.underWay() >= PROCESSORS || PROCESSORS == 1) {
            return;
        }
        long until = System.nanoTime() + LONGEST_SPIN_NANOS;
        while (!task.isDone() && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }

    private static <R> R result(Ended<R> ended, Loaded loaded, Breaker breaker) {
        return switch (ended) {
            case Ended.Gave<R>(R value) -> {
                breaker.succeeded();
                yield value;
            }
            case Ended.OursThrew<R>(RuntimeException ours) -> {
                breaker.noMatter();
                throw ours;
            }
            case Ended.Refused<R>(Reason reason) -> {
                breaker.noMatter();
                throw failed(loaded, reason);
            }
            case Ended.Broke<R>(String how) -> {
                if (loaded.isClosed()) {
                    // Interrupted because its version goes away; the next call finds another version, or none.
                    breaker.noMatter();
                    throw failed(loaded, Reason.CANCELLED);
                }
                breaker.failed();
                LOG.warn("Plugin {} failed: {}", label(loaded), how);
                throw failed(loaded, Reason.BROKEN);
            }
        };
    }

    private static PluginFailed failed(Loaded loaded, Reason reason) {
        return new PluginFailed(loaded.manifest().plugin(), reason);
    }

    private static String label(Loaded loaded) {
        return loaded.manifest().plugin() + " " + loaded.manifest().version();
    }
}
