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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        assertThrows(IllegalArgumentException.class, () -> jobs.wake(kind, ""));
    }

    @Test
    void howeverManyWakeAtOnceThereIsOneJobAndItSeesWhatWasStoredBefore() throws Exception {
        var stored = new AtomicInteger();
        var seen = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = IntStream.range(0, 64)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        if (i % 2 == 0) {
                            stored.incrementAndGet();
                            jobs.wake(kind, "acme");
                        } else {
                            run(seen, stored);
                        }
                        return waiting() <= 1;
                    })
                    .toList();
            for (var each : threads.invokeAll(all)) {
                assertTrue(each.get());
            }
        }
        while (run(seen, stored)) {
            assertTrue(seen.get() <= stored.get());
        }
        assertEquals(stored.get(), seen.get());
        assertEquals(0, waiting());
    }

    private long waiting() {
        return jobs.waiting("acme").stream()
                .filter(each -> each.kind().equals(kind))
                .count();
    }

    /** A run that looks and ends. @return whether there was something to run */
    private boolean run(AtomicInteger seen, AtomicInteger stored) {
        Optional<Jobs.Job> job = jobs.claim(List.of(kind));
        job.ifPresent(each -> {
            seen.accumulateAndGet(stored.get(), Math::max);
            jobs.done(each);
        });
        return job.isPresent();
    }

    /** How a run ends that has looked. */
    enum End {
        DONE,
        LATER,
        AGAIN
    }

    private static final Duration LONG = Duration.ofHours(3);

    /**
     * A run takes the job, looks and ends; somebody stores something and wakes it. In whatever order these five steps come,
     * what was stored is seen, and at once unless the run failed.
     */
    @ParameterizedTest
    @EnumSource(End.class)
    void inWhateverOrderARunAndAWakingMeetWhatWasStoredIsSeen(End end) {
        for (int store = 0; store <= 3; store++) {
            for (int wake = store; wake <= 3; wake++) {
                String order = "stored before step " + store + ", woken before step " + wake + ", " + end;
                jobs.wake(kind, "acme");
                var stored = new AtomicInteger();
                var seen = new AtomicInteger();
                Optional<Jobs.Job> job = Optional.empty();
                for (int step = 0; step <= 3; step++) {
                    if (step == store) {
                        stored.incrementAndGet();
                    }
                    if (step == wake) {
                        jobs.wake(kind, "acme");
                    }
                    switch (step) {
                        case 0 -> job = jobs.claim(List.of(kind));
                        case 1 -> seen.set(stored.get());
                        case 2 -> end(job.orElseThrow(), end);
                        default -> assertTrue(waiting() <= 1, order);
                    }
                }
                if (end == End.AGAIN) {
                    pass(LONG);
                }
                run(seen, stored);
                assertEquals(1, seen.get(), order);
                pass(LONG);
                while (run(seen, stored)) {
                    assertEquals(1, seen.get(), order);
                }
                assertEquals(0, waiting(), order);
            }
        }
    }

    private void end(Jobs.Job job, End end) {
        switch (end) {
            case DONE -> jobs.done(job);
            case LATER -> jobs.later(job, now.get().plus(LONG));
            case AGAIN -> jobs.again(job, now.get().plus(LONG));
        }
    }

    @Test
    void wakingCallsAJobForwardUnlessItIsToBeLeftInPeace() {
        jobs.wake(kind, "acme");
        jobs.later(jobs.claim(List.of(kind)).orElseThrow(), now.get().plus(LONG));
        assertTrue(jobs.claim(List.of(kind)).isEmpty());
        jobs.wake(kind, "acme");
        Jobs.Job forward = jobs.claim(List.of(kind)).orElseThrow();
        assertEquals(1, forward.attempt());
        jobs.wake(kind, "acme");
        jobs.laterUndisturbed(forward, now.get().plus(LONG));
        jobs.wake(kind, "acme");
        assertTrue(jobs.claim(List.of(kind)).isEmpty());
        pass(LONG);
        Jobs.Job rests = jobs.claim(List.of(kind)).orElseThrow();
        jobs.rest(rests, "it got no further", now.get().plus(LONG), 7);
        jobs.wake(kind, "acme");
        assertTrue(jobs.claim(List.of(kind)).isEmpty());
        pass(LONG);
        assertTrue(jobs.done(jobs.claim(List.of(kind)).orElseThrow()));
    }

    @Test
    void aWokenJobOfADeadNodeIsTakenUpAndItsEndByTheDeadOneIsRefused() {
        jobs.wake(kind, "acme");
        Jobs.Job dead = jobs.claim(List.of(kind)).orElseThrow();
        jobs.wake(kind, "acme");
        pass(Jobs.LEASE.plusSeconds(1));
        Jobs.Job next = jobs.claim(List.of(kind)).orElseThrow();
        assertFalse(jobs.done(dead));
        jobs.later(dead, now.get().plus(LONG));
        assertTrue(jobs.renew(next));
        assertTrue(jobs.done(next));
    }

    @Test
    void aJobThatIsWithdrawnIsGone() {
        String id = jobs.add(kind, "acme", new Document(), now.get());
        jobs.withdraw(id);
        jobs.withdraw(id);
        assertTrue(jobs.claim(List.of(kind)).isEmpty());
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}
