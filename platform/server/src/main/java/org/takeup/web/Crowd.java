package org.takeup.web;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * How many requests are at work on this node at once: so many together that the store is busy and nobody waits long, and
 * of one address so many that there is always a place for the others. One more is refused at once and may come back; a
 * queue would only make all of them late. Thread-safe.
 */
final class Crowd {
    private final int most;
    private final IntSupplier share;
    private final AtomicInteger here = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();

    /**
     * @param most at once
     * @param share of them that one address may have at this moment; less than {@code most}, or one address could shut out
     *     the others
     */
    Crowd(int most, IntSupplier share) {
        this.most = most;
        this.share = share;
    }

    /** A place at work. Leaving twice counts once. */
    final class Place implements AutoCloseable {
        private final String address;
        private final int together;
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(String address, int together) {
            this.address = address;
            this.together = together;
        }

        /** How many were at work when this one came, itself among them. */
        int together() {
            return together;
        }

        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                byAddress.computeIfPresent(address, (key, number) -> number == 1 ? null : number - 1);
                here.decrementAndGet();
            }
        }
    }

    /** A place for a request, if there is one. @param address of the workspace that it asks for, or of what else it does */
    Optional<Place> enter(String address) {
        int together = here.incrementAndGet();
        if (together > most) {
            here.decrementAndGet();
            return Optional.empty();
        }
        int ofOne = share.getAsInt();
        var entered = new AtomicBoolean();
        byAddress.compute(address, (key, number) -> {
            int before = number == null ? 0 : number;
            entered.set(before < ofOne);
            return before < ofOne ? Integer.valueOf(before + 1) : number;
        });
        if (!entered.get()) {
            here.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new Place(address, together));
    }

    /** Whether there is no place at this moment; a first look, before anything is done for a request. */
    boolean isFullFor(String address) {
        return here.get() >= most || byAddress.getOrDefault(address, 0) >= share.getAsInt();
    }

    /** Addresses that have a place; for tests. */
    int addresses() {
        return byAddress.size();
    }
}
