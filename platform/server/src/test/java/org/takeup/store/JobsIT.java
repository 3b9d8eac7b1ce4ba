package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases and fencing tokens, with a clock that the test moves. */
class JobsIT {
    private final Vertx vertx = Vertx.vertx();
    private final Store store = TestStores.open();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T09:00:00Z"));
    private final Clock clock = clock(now::get);
    private final Jobs jobs = new Jobs(store, new Signals(vertx), clock);
    private final String kind = "kind-" + UUID.randomUUID();

    @AfterEach
    void close() {
        store.close();
        vertx.close();
    }

    @Test
    void aJobIsTakenOnceHoweverManyAsk() throws Exception {
        jobs.add(kind, "acme", new Document("n", 1), now.get());
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> asking = IntStream.range(0, 32)
                    .mapToObj(i ->
                            (Callable<Boolean>) () -> jobs.claim(List.of(kind)).isPresent())
                    .toList();
            long taken = 0;
            for (var each : askers.invokeAll(asking)) {
                taken += each.get() ? 1 : 0;
            }
            assertEquals(1, taken);
        }
    }

    @Test
    void aJobOfADeadNodeIsTakenUpAfterItsLeaseAndTheDeadOneCanDoNothingMore() {
        jobs.add(kind, "acme", new Document(), now.get());
        Jobs.Job first = jobs.claim(List.of(kind)).orElseThrow();
        assertTrue(jobs.claim(List.of(kind)).isEmpty(), "the lease holds");

        pass(Jobs.LEASE.plusSeconds(1));
        Jobs.Job second = jobs.claim(List.of(kind)).orElseThrow();
        assertEquals(first.id(), second.id());
        assertTrue(second.fence() > first.fence());
        assertFalse(jobs.renew(first));
        assertFalse(jobs.done(first));
        assertTrue(jobs.done(second));
    }

    @Test
    void aRenewedLeaseHolds() {
        jobs.add(kind, "acme", new Document(), now.get());
        Jobs.Job job = jobs.claim(List.of(kind)).orElseThrow();
        pass(Jobs.LEASE.minusSeconds(1));
        assertTrue(jobs.renew(job));
        pass(Jobs.LEASE.minusSeconds(1));
        assertTrue(jobs.claim(List.of(kind)).isEmpty());
    }

    @Test
    void aJobWaitsUntilItIsDueAndGoesBackWhenItIsGivenBack() {
        jobs.add(kind, "acme", new Document(), now.get().plusSeconds(60));
        assertTrue(jobs.claim(List.of(kind)).isEmpty());
        pass(Duration.ofSeconds(61));
        Jobs.Job job = jobs.claim(List.of(kind)).orElseThrow();
        jobs.again(job, now.get().plusSeconds(10));
        assertTrue(jobs.claim(List.of(kind)).isEmpty());
        pass(Duration.ofSeconds(11));
        assertEquals(2, jobs.claim(List.of(kind)).orElseThrow().attempt());
    }

    @Test
    void aJobThatWasSetAsideIsNotTriedAgain() {
        jobs.add(kind, "acme", new Document(), now.get());
        jobs.setAside(jobs.claim(List.of(kind)).orElseThrow(), "it cannot be done");
        pass(Duration.ofDays(1));
        assertTrue(jobs.claim(List.of(kind)).isEmpty());
    }

    @Test
    void thereIsNoJobWithoutATenant() {
        assertThrows(IllegalArgumentException.class, () -> jobs.add(kind, "", new Document(), now.get()));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}
