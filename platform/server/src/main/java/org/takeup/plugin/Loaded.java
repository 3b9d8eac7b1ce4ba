package org.takeup.plugin;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.pf4j.ExtensionPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.isolated.Confinement;
import org.takeup.plugin.isolated.IsolatedPlugin;
import org.takeup.plugin.isolated.ProcessState;
import org.takeup.plugin.packaging.Manifest;

/**
 * One loaded version of a plugin: its extensions, its class loader and its threads. The only holder of objects of the
 * plugin; when it is closed nothing of the platform leads to them any more. Thread-safe.
 *
 * <p>Its threads are platform threads: one that spins for ever costs a thread, where a virtual one would cost a carrier.
 */
final class Loaded {
    private static final Logger LOG = LoggerFactory.getLogger(Loaded.class);
    private static final int MOST_THREADS = 64;
    private static final int MOST_OVERDUE = 8;
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** Longer than any call may take. */
    private static final Duration LONGEST_DRAIN = Duration.ofHours(1);

    private final Manifest manifest;
    private final String digest;
    private final Optional<byte[]> settingsSchema;
    private volatile Map<Kind, ExtensionPoint> extensions;
    private final ClassLoader classLoader;
    private final Runnable unload;
    private final Optional<IsolatedPlugin> isolated;
    private final ExecutorService threads;
    private final ConcurrentHashMap<String, Lane> lanes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Timer> timers = new ConcurrentHashMap<>();
    private final AtomicInteger overdue = new AtomicInteger();
    private volatile int underWay;
    private boolean closed;
    private boolean hurried;
    private long latest;
    private final long loadedNanos = System.nanoTime();
    private volatile boolean quarantined;
    private volatile long quarantinedNanos;

    /** @param unload closes the class loader and its files */
    Loaded(
            Manifest manifest,
            String digest,
            Optional<byte[]> settingsSchema,
            Map<Kind, ExtensionPoint> extensions,
            ClassLoader classLoader,
            Runnable unload) {
        this(manifest, digest, settingsSchema, extensions, classLoader, unload, Optional.empty());
    }

    /** A version in a process of its own; no class of it is here. */
    Loaded(Manifest manifest, String digest, Optional<byte[]> settingsSchema, IsolatedPlugin isolated) {
        this(
                manifest,
                digest,
                settingsSchema,
                isolated.extensions(),
                new HostClasses(),
                isolated::close,
                Optional.of(isolated));
    }

    private Loaded(
            Manifest manifest,
            String digest,
            Optional<byte[]> settingsSchema,
            Map<Kind, ExtensionPoint> extensions,
            ClassLoader classLoader,
            Runnable unload,
            Optional<IsolatedPlugin> isolated) {
        this.isolated = isolated;
        this.manifest = manifest;
        this.digest = digest;
        this.settingsSchema = settingsSchema;
        this.extensions = Collections.unmodifiableMap(new EnumMap<>(extensions));
        this.classLoader = classLoader;
        this.unload = unload;
        var factory = Thread.ofPlatform()
                .daemon()
                .name("plugin-" + manifest.plugin() + "-", 0)
                .inheritInheritableThreadLocals(false)
                .factory();
        this.threads = new ThreadPoolExecutor(0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    Manifest manifest() {
        return manifest;
    }

    String digest() {
        return digest;
    }

    /** The JSON schema of its settings; empty if it has none. */
    Optional<byte[]> settingsSchema() {
        return settingsSchema;
    }

    ClassLoader classLoader() {
        return classLoader;
    }

    /** Its process, if it has one of its own. */
    Optional<IsolatedPlugin> isolated() {
        return isolated;
    }

    List<Kind> kinds() {
        return List.copyOf(extensions.keySet());
    }

    <E extends ExtensionPoint> Optional<E> extension(Class<E> type) {
        return extensions.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** Since when a tenant's calls are not made because they failed in a row, by {@link System#nanoTime}; empty if they are made. */
    Optional<Long> resting(String tenant) {
        return Optional.ofNullable(lanes.get(tenant))
                .flatMap(lane -> lane.breaker().resting());
    }

    /** The timer of its calls that ended so; made once. */
    Timer timer(String outcome, BiFunction<Manifest, String, Timer> make) {
        Timer made = timers.get(outcome);
        return made != null ? made : timers.computeIfAbsent(outcome, ended -> make.apply(manifest, ended));
    }

    /** How many calls are being made now. */
    int underWay() {
        return underWay;
    }

    Lane lane(String tenant) {
        return lanes.computeIfAbsent(tenant, ignored -> new Lane());
    }

    /** Begins a call. @return false once this version is being unloaded; ask the catalogue again */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        underWay++;
        return true;
    }

    /** Whether this version is being unloaded; what its calls throw then says nothing about the plugin. */
    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void leave() {
        underWay--;
        notifyAll();
    }

    /** A call was told to stop and its thread still runs. Too many of them, and this version is called no more. */
    void overdue() {
        if (overdue.incrementAndGet() >= MOST_OVERDUE && !quarantined) {
            quarantinedNanos = System.nanoTime();
            quarantined = true;
            LOG.error(
                    "Plugin {} {} is in quarantine on this node: {} of its threads cannot be stopped",
                    name(),
                    manifest.version(),
                    overdue);
        }
    }

    /** A thread that was told to stop has done so at last. */
    void stoppedAtLast() {
        overdue.decrementAndGet();
    }

    /** Whether it is called no more. Loading it anew ends that. */
    boolean isQuarantined() {
        return quarantined;
    }

    /** How it runs. */
    Running running(Moments moments) {
        Running running =
                isolated.map(process -> apart(process.state(), moments)).orElseGet(() -> inside(moments));
        return quarantined
                ? running.inQuarantine(
                        moments.of(quarantinedNanos),
                        MOST_OVERDUE + " of its threads did not stop when they were told to.")
                : running;
    }

    private Running inside(Moments moments) {
        return new Running(false, ProcessState.Phase.RUNNING, moments.of(loadedNanos), 0, 0, List.of(), "");
    }

    private static Running apart(ProcessState state, Moments moments) {
        return new Running(
                true,
                state.phase(),
                moments.of(state.sinceNanos()),
                Math.max(0, state.starts() - 1),
                state.heapMegabytes(),
                state.confinement().stream()
                        .map(Confinement.Part::label)
                        .sorted()
                        .toList(),
                state.reason());
    }

    /** Runs on a thread of this version. @throws java.util.concurrent.RejectedExecutionException if all are taken */
    void execute(Runnable work) {
        threads.execute(work);
    }

    /** Takes no more calls, lets those under way finish for a while, then interrupts them and lets go of everything. */
    void close() {
        close(GRACE);
    }

    /** As {@link #close}, but lets calls take all the time that they may have: nothing is wrong with this version. */
    void drain() {
        close(LONGEST_DRAIN);
    }

    /** Its calls get no more time than {@link #close} gives them, also if it is being drained; when the node stops. */
    synchronized void hurry() {
        hurried = true;
        long soon = System.nanoTime() + GRACE.toNanos();
        if (closed && soon - latest < 0) {
            latest = soon;
            notifyAll();
        }
    }

    private void close(Duration patience) {
        boolean idle = awaitIdle(patience);
        threads.shutdownNow();
        if (!idle) {
            LOG.warn("Plugin {} {} has calls that do not end; they were interrupted", name(), manifest.version());
        }
        extensions = Map.of();
        lanes.clear();
        unload.run();
    }

    private synchronized boolean awaitIdle(Duration patience) {
        closed = true;
        latest = System.nanoTime() + (hurried ? GRACE : patience).toNanos();
        try {
            while (underWay > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(latest - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String name() {
        return manifest.plugin();
    }
}
