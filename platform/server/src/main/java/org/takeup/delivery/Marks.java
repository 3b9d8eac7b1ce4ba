package org.takeup.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.takeup.delivery.OutboxStore.End;
import org.takeup.tenant.Workspace;

/**
 * Notes how conversations ended, several in one write: whoever comes while one is under way waits, and the next one takes
 * all that wait. Nobody goes on before the own note is kept, so what is in doubt never grows. Thread-safe; blocks.
 */
final class Marks {
    private final OutboxStore store;
    private final long fence;
    private final Workspace workspace;
    private final Consumer<Duration> windows;
    private final ReentrantLock turn = new ReentrantLock();
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    /** @param windows told, for each mail that was sent, how long it was sent without our note of it */
    Marks(OutboxStore store, long fence, Workspace workspace, Consumer<Duration> windows) {
        this.store = store;
        this.fence = fence;
        this.workspace = workspace;
        this.windows = windows;
    }

    /** A note that waits to be kept. Its last two fields change while the turn is held. */
    private static final class Waiting {
        private final End end;
        private final long heard;
        private boolean kept;
        private @Nullable RuntimeException failure;

        Waiting(End end, long heard) {
            this.end = end;
            this.heard = heard;
        }
    }

    /**
     * Keeps how an attempt ended. An interrupt does not keep it from doing so.
     *
     * @param heard when the server's yes came in, as {@link System#nanoTime}; 0 if it did not
     * @throws RuntimeException if the store could not be written; the mail's mark then says that it was begun
     */
    void keep(End end, long heard) {
        var own = new Waiting(end, heard);
        waiting.add(own);
        turn.lock();
        try {
            if (!own.kept && own.failure == null) {
                Uninterrupted.run(this::keepAll);
            }
            if (own.failure != null) {
                throw own.failure;
            }
        } finally {
            turn.unlock();
        }
    }

    private void keepAll() {
        List<Waiting> all = new ArrayList<>();
        for (Waiting each = waiting.poll(); each != null; each = waiting.poll()) {
            all.add(each);
        }
        try {
            store.end(
                    all.stream().map(each -> each.end).toList(),
                    fence,
                    workspace.clock().instant());
        } catch (RuntimeException e) {
            all.forEach(each -> each.failure = e);
            return;
        }
        long now = System.nanoTime();
        for (Waiting each : all) {
            each.kept = true;
            if (each.heard != 0) {
                windows.accept(Duration.ofNanos(now - each.heard));
            }
        }
    }
}
