package org.takeup.plugin.isolated;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.Kind;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.isolated.wire.Frames;
import org.takeup.plugin.isolated.wire.Head;
import org.takeup.plugin.isolated.wire.In;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.Operation;
import org.takeup.plugin.isolated.wire.Out;
import org.takeup.plugin.isolated.wire.ProtocolError;
import org.takeup.plugin.isolated.wire.Tokens;

/**
 * A running child and its calls. Each call has a connection to itself, so that its thread reads what belongs to it and
 * no other thread stands between; connections are used again. Thread-safe.
 */
final class Child implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Child.class);
    private static final int LINGER_SECONDS = 10;
    private static final int NOBODY_YET = -1;

    private final ChildProcess child;
    private final String plugin;
    private final Limits limits;
    private final Isolation isolation;
    private final Ended owner;
    private final ConcurrentLinkedDeque<Frames> idle = new ConcurrentLinkedDeque<>();
    private final Set<Long> ending = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    /** How many calls were under way when the process ended: whoever notices first counts before anybody has left. */
    private final AtomicInteger company = new AtomicInteger(NOBODY_YET);

    private final AtomicBoolean told = new AtomicBoolean();
    private final Out said = new Out();
    private volatile boolean retired;

    /** Told once that this child takes no more calls. */
    @FunctionalInterface
    interface Ended {
        void ended(Child child, String why);
    }

    /** The child ended with the call, or before it. */
    static final class Gone extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean made;
        private final boolean alone;

        Gone(boolean made, boolean alone) {
            super("The plugin's process ended", null, false, false);
            this.made = made;
            this.alone = alone;
        }

        /** Whether the child may have begun the call. */
        boolean isMade() {
            return made;
        }

        /** Whether it was the only call, so that it must have ended the process. */
        boolean isAlone() {
            return alone;
        }
    }

    Child(ChildProcess child, String plugin, Limits limits, Isolation isolation, Ended owner) {
        this.child = child;
        this.plugin = plugin;
        this.limits = limits;
        this.isolation = isolation;
        this.owner = owner;
        child.process().onExit().thenAccept(process -> end("its process ended with code " + process.exitValue()));
        Thread.ofVirtual().name("plugin-control").start(this::listen);
    }

    Set<Kind> kinds() {
        return child.kinds();
    }

    long pid() {
        return child.process().pid();
    }

    /**
     * Makes one call and waits.
     *
     * @throws Gone if the child ends meanwhile
     * @throws CallFailed if it is the plugin's fault otherwise
     * @throws InterruptedException if the thread was interrupted: nothing was waited for then
     */
    @Nullable
    Object call(Operation operation, CallTerms terms, Lent lent, List<? extends @Nullable Object> arguments)
            throws InterruptedException, UnreadableSource, Gone {
        long number = numbers.incrementAndGet();
        var signed = new Tokens.Terms(terms.tenant(), terms.plugin(), operation, terms.expires(), number);
        var call = new HostCall(new Head(operation, number, child.tokens().sign(signed)), signed, limits);
        underWay.incrementAndGet();
        boolean late = company.get() != NOBODY_YET;
        @Nullable Frames frames = null;
        try {
            frames = connection(terms);
            return call.run(frames, lent, arguments);
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("The call was given up");
        } catch (IOException e) {
            end("its connection broke");
            throw new Gone(call.isSent(), !late && company.get() <= 1);
        } catch (ProtocolError e) {
            end("it broke the protocol: " + e.getMessage());
            throw new CallFailed(String.valueOf(e.getMessage()));
        } finally {
            underWay.decrementAndGet();
            leave(frames, call, number);
        }
    }

    private void leave(@Nullable Frames frames, HostCall call, long number) {
        if (frames != null && (call.isAnswered() || !call.isBegun())) {
            idle.push(frames);
        } else if (frames != null) {
            frames.close();
            giveUp(number);
        }
        if (retired) {
            if (underWay.get() == 0) {
                close();
            }
        }
        if (told.get() && frames != null) {
            frames.close();
        }
    }

    private Frames connection(CallTerms terms) throws IOException, InterruptedException {
        Frames free = idle.poll();
        if (free != null) {
            return free;
        }
        ChildLine.Expected expected = child.line().expect();
        try {
            say(Message.CONNECT, out -> out.raw(expected.ticket()));
            long left = Math.max(1, terms.expires() - System.currentTimeMillis());
            return expected.frames().get(left, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The child does not connect");
        }
    }

    /** A call that nobody waits for any more: the child ends it within the grace, or is not to be helped. */
    private void giveUp(long number) {
        if (told.get()) {
            return;
        }
        ending.add(number);
        isolation.watch().schedule(() -> overdue(number), limits.grace().toMillis(), TimeUnit.MILLISECONDS);
        // Not on this thread: it may be interrupted, which would close the control connection.
        Thread.ofVirtual().name("plugin-cancel").start(() -> {
            try {
                say(Message.CANCEL, out -> out.number(number));
            } catch (IOException e) {
                end("its connection broke");
            }
        });
    }

    private void overdue(long number) {
        if (ending.remove(number)) {
            retired = true;
            if (told.compareAndSet(false, true)) {
                owner.ended(this, "a call that was stopped did not end");
            }
            // Other calls in there may finish; the one that does not has a limit of its own.
            if (underWay.get() == 0) {
                close();
            } else {
                isolation.watch().schedule(this::close, LINGER_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private synchronized void say(Message message, java.util.function.Consumer<Out> write) throws IOException {
        said.begin().u8(message.ordinal());
        write.accept(said);
        child.control().send(said);
    }

    private void listen() {
        try {
            while (true) {
                In in = child.control().receive();
                if (Message.read(in) != Message.ENDED) {
                    throw new ProtocolError("The control connection says something else");
                }
                ending.remove(in.number());
            }
        } catch (IOException e) {
            end("its control connection ended");
        } catch (ProtocolError e) {
            end("it broke the protocol: " + e.getMessage());
        }
    }

    private void end(String why) {
        company.compareAndSet(NOBODY_YET, underWay.get());
        // The owner first, so that calls that come now wait for the next process.
        if (told.compareAndSet(false, true)) {
            LOG.warn("The process of the plugin {} is ended: {}", plugin, why);
            owner.ended(this, why);
        }
        close();
    }

    /** Ends the process and every call in it; each of them tells its caller. Does not tell the owner. */
    @Override
    public void close() {
        child.close();
        for (Frames frames = idle.poll(); frames != null; frames = idle.poll()) {
            frames.close();
        }
    }

    /** As {@link #close}, on the owner's wish. */
    void dismiss() {
        told.set(true);
        close();
    }
}
