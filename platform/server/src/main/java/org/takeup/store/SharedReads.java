package org.takeup.store;

import com.mongodb.MongoInterruptedException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads what many ask for in the same moment once for all of them. For what is kept for a while: when it is old, everybody
 * who works asks for it together. Thread-safe.
 *
 * @param <K> what is asked for
 * @param <V> what is read, never null
 */
public final class SharedReads<K, V> {
    private final ConcurrentHashMap<K, FutureTask<V>> reading = new ConcurrentHashMap<>();

    /**
     * Reads it, or waits for whoever is reading it.
     *
     * @param keep is handed what was read, by who has read it, unless {@link #forget} was called meanwhile: it may be old
     *     then. Only puts it somewhere
     * @return what was read; what the reading throws is thrown to all who wait for it
     */
    public V read(K key, Supplier<V> read, Consumer<V> keep) {
        var mine = new FutureTask<>(read::get);
        FutureTask<V> first = reading.putIfAbsent(key, mine);
        if (first != null) {
            try {
                return result(first);
            } catch (MongoInterruptedException e) {
                // Who was reading was told to stop, like a job; that is nothing to those who waited.
                return read.get();
            }
        }
        mine.run();
        reading.computeIfPresent(key, (same, current) -> {
            if (current == mine && mine.state() == Future.State.SUCCESS) {
                keep.accept(mine.resultNow());
            }
            return current == mine ? null : current;
        });
        return result(mine);
    }

    /**
     * Something has changed: who asks from now on does not wait for a read that began before. To be called before what was
     * kept is thrown away; then nothing old is kept after it.
     */
    public void forget() {
        reading.clear();
    }

    private static <V> V result(FutureTask<V> read) {
        try {
            return read.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while somebody else was reading", e);
        }
    }
}
