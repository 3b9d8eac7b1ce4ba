package org.takeup.plugin.isolated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.Kind;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.isolated.wire.NoValue;
import org.takeup.plugin.isolated.wire.Operation;

/**
 * One version of a plugin in a process of its own: starts it, gives proxies of its extensions, starts it again when it
 * ends, and gives up on one that ends too often. Thread-safe.
 */
public final class IsolatedPlugin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IsolatedPlugin.class);

    private final Isolation isolation;
    private final Path content;
    private final String plugin;
    private final String version;
    private final Limits limits;
    private final Map<Kind, ExtensionPoint> extensions;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReentrantLock again = new ReentrantLock();
    private final Ends ends;
    private final LongSupplier nanos;
    private @Nullable Child current;
    private ProcessState.Phase phase = ProcessState.Phase.STARTING;
    private long phaseBegan;
    private String reason = "";
    private long starts;

    private IsolatedPlugin(
            Isolation isolation, Path content, String plugin, String version, Limits limits, LongSupplier nanos) {
        this.isolation = isolation;
        this.content = content;
        this.plugin = plugin;
        this.version = version;
        this.limits = limits;
        this.nanos = nanos;
        this.ends = new Ends(limits, nanos);
        Child first = launch();
        this.current = first;
        enter(ProcessState.Phase.RUNNING);
        this.extensions = Proxies.of(first.kinds(), this);
    }

    /**
     * Starts it and blocks until it is loaded.
     *
     * @param folder the unpacked package: {@code classes/}, {@code lib/}; copied, and not needed any more afterwards
     * @throws Unstartable if it cannot be loaded, or the operator requires what this machine cannot do
     */
    public static IsolatedPlugin start(
            Isolation isolation, Path folder, String plugin, String version, Limits limits, LongSupplier nanos) {
        isolation.refuseIfMissing();
        Path content = isolation.folder("p");
        try {
            Isolation.copy(folder, content);
            return new IsolatedPlugin(isolation, content, plugin, version, limits, nanos);
        } catch (IOException e) {
            Isolation.delete(content);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            Isolation.delete(content);
            throw e;
        }
    }

    /** Proxies of what it offers. They stay good over restarts. A call needs {@link CallTerms}. */
    public Map<Kind, ExtensionPoint> extensions() {
        return extensions;
    }

    /** How it is now. */
    public ProcessState state() {
        lock.lock();
        try {
            Child running = current;
            return new ProcessState(
                    phase,
                    reason,
                    starts,
                    running == null ? 0 : running.pid(),
                    phaseBegan,
                    limits.heapMegabytes(),
                    isolation.confinement().inForce());
        } finally {
            lock.unlock();
        }
    }

    private void enter(ProcessState.Phase next) {
        phase = next;
        phaseBegan = nanos.getAsLong();
    }

    /** For the proxies. @throws CallFailed if the plugin is at fault. @throws Quarantined if it takes no calls */
    @Nullable
    Object call(Operation operation, Lent lent, List<? extends @Nullable Object> arguments)
            throws InterruptedException, UnreadableSource {
        CallTerms terms = CallTerms.current();
        try (lent) {
            Object result = attempts(operation, terms, lent, arguments);
            lent.rethrow();
            return result;
        } catch (CallFailed | UnreadableSource | InterruptedException e) {
            lent.rethrow();
            throw e;
        } catch (NoValue e) {
            throw new TooMuch(String.valueOf(e.getMessage()));
        }
    }

    /** As {@link #call}, for a method that declares no exception: an interrupt is kept and the call has failed. */
    @Nullable
    Object ask(Operation operation, Lent lent, List<? extends @Nullable Object> arguments) {
        try {
            return call(operation, lent, arguments);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed("was stopped");
        } catch (UnreadableSource e) {
            throw new CallFailed("threw what this call cannot throw");
        }
    }

    @Nullable
    Object ask(Operation operation, @Nullable Object... arguments) {
        return ask(operation, Lent.nothing(), Arrays.asList(arguments));
    }

    private @Nullable Object attempts(
            Operation operation, CallTerms terms, Lent lent, List<? extends @Nullable Object> arguments)
            throws InterruptedException, UnreadableSource {
        try {
            return attempt(operation, terms, lent, arguments);
        } catch (Child.Gone e) {
            // Equal arguments give equal results, so what another call broke may be asked again; what has a sink may
            // not.
            if (operation.hasSink() || e.isAlone()) {
                throw new CallFailed("ended its process");
            }
        }
        // One after the other: the call that ends processes takes none of the others with it again.
        again.lockInterruptibly();
        try {
            return attempt(operation, terms, lent, arguments);
        } catch (Child.Gone e) {
            throw new CallFailed("ended its process");
        } finally {
            again.unlock();
        }
    }

    /** Makes the call in whichever process takes it. */
    private @Nullable Object attempt(
            Operation operation, CallTerms terms, Lent lent, List<? extends @Nullable Object> arguments)
            throws InterruptedException, UnreadableSource, Child.Gone {
        while (true) {
            try {
                return running(terms).call(operation, terms, lent, arguments);
            } catch (Child.Gone e) {
                if (e.isMade()) {
                    throw e;
                }
            }
        }
    }

    private Child running(CallTerms terms) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Child child = current;
                if (child != null) {
                    return child;
                }
                switch (phase) {
                    case QUARANTINED -> throw new Quarantined(reason);
                    case CLOSED -> throw new CallFailed("is being removed");
                    case STARTING, RUNNING -> {
                        long left = terms.expires() - System.currentTimeMillis();
                        if (left <= 0 || !changed.await(left, TimeUnit.MILLISECONDS)) {
                            throw new CallFailed("is being started again");
                        }
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Child launch() {
        lock.lock();
        try {
            starts++;
        } finally {
            lock.unlock();
        }
        return new Child(
                ChildProcess.start(isolation, content, plugin, limits), plugin, limits, isolation, this::ended);
    }

    private void ended(Child child, String why) {
        lock.lock();
        try {
            if (current == child) {
                current = null;
                countEnd(why);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Starts it again, or not, if it ended too often of late. With the lock held. */
    private void countEnd(String why) {
        if (phase == ProcessState.Phase.CLOSED) {
            return;
        }
        if (ends.tooMany()) {
            enter(ProcessState.Phase.QUARANTINED);
            reason = "It ended " + ends.size() + " times within "
                    + limits.window().toMinutes() + " minutes, at last because " + why + ".";
            LOG.error("The plugin {} {} is in quarantine. {}", plugin, version, reason);
            changed.signalAll();
        } else {
            startAgain();
        }
    }

    private void startAgain() {
        enter(ProcessState.Phase.STARTING);
        Thread.ofVirtual().name("plugin-restart").start(() -> {
            try {
                arrived(launch());
            } catch (RuntimeException e) {
                LOG.warn("The plugin {} {} does not start again: {}", plugin, version, e.getMessage());
                lock.lock();
                try {
                    countEnd("it does not start");
                } finally {
                    lock.unlock();
                }
            }
        });
    }

    private void arrived(Child child) {
        lock.lock();
        try {
            if (phase == ProcessState.Phase.CLOSED) {
                child.dismiss();
                return;
            }
            current = child;
            enter(ProcessState.Phase.RUNNING);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the process with whatever is under way in it. */
    @Override
    public void close() {
        lock.lock();
        try {
            enter(ProcessState.Phase.CLOSED);
            Child running = current;
            current = null;
            if (running != null) {
                running.dismiss();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Isolation.delete(content);
    }
}
