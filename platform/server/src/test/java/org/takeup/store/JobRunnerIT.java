package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.identity.StillClock;

/** What becomes of a job that is put off, fails, breaks its node or is interrupted. The test moves the clock. */
class JobRunnerIT {
    private final Vertx vertx = Vertx.vertx();
    private final Store store = TestStores.open();
    private final Signals signals = new Signals(vertx);
    private final StillClock clock = new StillClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Jobs jobs = new Jobs(store, signals, clock);
    private final String kind = "kind-" + UUID.randomUUID();
    private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
    private final JobRunner runner = runner();

    private JobRunner runner() {
        return new JobRunner(jobs, signals, clock, (ended, outcome, took) -> outcomes.add(outcome));
    }

    @AfterEach
    void close() {
        runner.close();
        store.close();
        vertx.close();
    }

    @Test
    void aJobThatWasPutOffTenTimesIsTriedAgainWhenItFails() throws Exception {
        var runs = new AtomicInteger();
        runner.register(kind, job -> {
            int run = runs.incrementAndGet();
            if (run <= 10) {
                throw new JobRunner.Later("a step is not due", Duration.ZERO);
            }
            if (run == 11) {
                throw new IllegalStateException("the store was away");
            }
        });
        jobs.add(kind, "acme", new Document(), clock.instant());
        runner.start();
        // A run says how it ended after it has given the job back: the next one may be done by then.
        var ends = new ArrayList<String>();
        for (int run = 1; run <= 11; run++) {
            ends.add(outcome());
        }
        assertEquals(10, Collections.frequency(ends, "later"), ends::toString);
        assertTrue(ends.contains("failed"), ends::toString);
        pass(Duration.ofSeconds(2));
        assertEquals("done", outcome());
    }

    @Test
    void aJobThatNamesItsMomentGoesOnThenThoughTheClockJumpsWhileItSaysSo() throws Exception {
        Instant moment = clock.instant().plusSeconds(60);
        var asked = new AtomicBoolean();
        runner.register(kind, job -> {
            if (asked.compareAndSet(false, true)) {
                var later = JobRunner.Later.until("The next step is due in a minute", moment);
                // By less than the lease, so that nobody else takes the job.
                clock.pass(Duration.ofSeconds(20));
                throw later;
            }
        });
        jobs.add(kind, "acme", new Document(), clock.instant());
        runner.start();
        assertEquals("later", outcome());
        assertEquals(
                moment,
                jobs.waiting("acme").stream()
                        .filter(each -> each.kind().equals(kind))
                        .findFirst()
                        .orElseThrow()
                        .due());
        pass(Duration.ofSeconds(40));
        assertEquals("done", outcome());
    }

    @Test
    void aMomentThatHasPassedIsNow() throws Exception {
        var asked = new AtomicBoolean();
        runner.register(kind, job -> {
            if (asked.compareAndSet(false, true)) {
                throw JobRunner.Later.until("Due an hour ago", clock.instant().minus(Duration.ofHours(1)));
            }
        });
        jobs.add(kind, "acme", new Document(), clock.instant());
        runner.start();
        assertEquals("later", outcome());
        assertEquals("done", outcome());
    }

    @Test
    void aJobThatGoesOnFailingIsSetAsideAndListed() throws Exception {
        runner.register(kind, job -> {
            throw new IllegalStateException("the value of somebody");
        });
        jobs.add(kind, "acme", new Document(), clock.instant());
        runner.start();
        for (int attempt = 1; attempt <= 8; attempt++) {
            assertEquals("failed", outcome());
            pass(Duration.ofSeconds(1L << attempt));
        }
        Jobs.SetAside aside = aside().getFirst();
        assertEquals("acme", aside.tenant());
        assertEquals(IllegalStateException.class.getName(), aside.reason());
        assertTrue(jobs.countSetAside() >= 1);
    }

    @Test
    void aJobThatRunsOutOfMemoryCountsAsFailed() throws Exception {
        var runs = new AtomicInteger();
        runner.register(kind, job -> {
            if (runs.incrementAndGet() == 1) {
                throw new OutOfMemoryError("in a test");
            }
        });
        jobs.add(kind, "acme", new Document(), clock.instant());
        runner.start();
        assertEquals("failed", outcome());
        pass(Duration.ofSeconds(2));
        assertEquals("done", outcome());
    }

    @Test
    void aJobWhoseNodesAllDiedIsNotRunOnOneMore() throws Exception {
        var runs = new AtomicInteger();
        jobs.add(kind, "acme", new Document(), clock.instant());
        die(8);
        runner.register(kind, job -> runs.incrementAndGet());
        runner.start();
        assertEquals("failed", outcome());
        assertEquals(0, runs.get());
        assertEquals(1, aside().size());
    }

    @Test
    void theJobOfAQueueRestsWhenItsNodesDieAndIsTriedAgainOnceAfterEachRest() throws Exception {
        jobs.add(kind, "acme", new Document(), clock.instant());
        die(8);
        var runs = new AtomicInteger();
        runner.registerQueue(kind, (job, progress) -> {
            if (runs.incrementAndGet() == 1) {
                throw new OutOfMemoryError("in a test");
            }
            progress.made();
        });
        runner.start();
        assertEquals("failed", outcome());
        assertEquals(0, runs.get(), "no ninth node dies of it");
        assertEquals(clock.instant(), aside().getFirst().since(), "operators see that it rests");

        pass(JobRunner.REST);
        assertEquals("failed", outcome());
        assertEquals(1, runs.get());
        assertEquals(1, aside().size(), "one attempt a rest");

        pass(JobRunner.REST);
        assertEquals("done", outcome());
        assertEquals(List.of(), aside());
    }

    @Test
    void whatAQueueGotDoneBetweenTwoDeathsIsAllThatCounts() throws Exception {
        jobs.add(kind, "acme", new Document(), clock.instant());
        die(7);
        var attempts = new LinkedBlockingQueue<Integer>();
        runner.registerQueue(kind, (job, progress) -> {
            attempts.add(job.attempt());
            progress.made();
            progress.made();
            if (attempts.size() == 1) {
                throw new IllegalStateException("after the first mail");
            }
            if (attempts.size() == 2) {
                throw new JobRunner.Later("the server is away", Duration.ofSeconds(2));
            }
        });
        runner.start();
        assertEquals("failed", outcome());
        pass(Duration.ofSeconds(2));
        assertEquals("later", outcome());
        pass(Duration.ofSeconds(2));
        assertEquals("done", outcome());
        assertEquals(List.of(8, 2, 1), List.copyOf(attempts));
    }

    /** So many nodes take the job and are heard of no more. */
    private void die(int nodes) {
        for (int node = 0; node < nodes; node++) {
            assertTrue(jobs.claim(List.of(kind)).isPresent());
            clock.pass(Jobs.LEASE.plusSeconds(1));
        }
    }

    /** Said in each of the ways in which a worker hears of it. */
    @ParameterizedTest
    @ValueSource(strings = {"waiting", "in a driver's call", "wrapped by the worker"})
    void aJobUnderWayWhenANodeClosesIsTakenUpByAnotherAtOnce(String where) throws Exception {
        var begun = new CountDownLatch(1);
        runner.register(kind, job -> {
            begun.countDown();
            stay(where);
        });
        jobs.add(kind, "acme", new Document(), clock.instant());
        runner.start();
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        runner.close();
        assertEquals("interrupted", outcome());

        var taken = new LinkedBlockingQueue<Jobs.Job>();
        try (var other = runner()) {
            other.register(kind, taken::add);
            other.start();
            Jobs.Job job = taken.poll(30, TimeUnit.SECONDS);
            assertNotNull(job, "the clock stands still: only a job that was given back can be taken");
            assertEquals(1, job.attempt());
            assertEquals("done", outcome());
        }
    }

    private void stay(String where) throws InterruptedException {
        switch (where) {
            case "waiting" -> new CountDownLatch(1).await();
            case "in a driver's call" -> {
                while (true) {
                    store.ping();
                }
            }
            default -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("cannot go on", e);
                }
            }
        }
    }

    private List<Jobs.SetAside> aside() {
        return jobs.setAside().stream().filter(each -> each.kind().equals(kind)).toList();
    }

    private String outcome() throws InterruptedException {
        return String.valueOf(outcomes.poll(30, TimeUnit.SECONDS));
    }

    /** Time passes, and the runner is told to look. */
    private void pass(Duration time) {
        clock.pass(time);
        signals.publish(Signals.Topic.JOBS, kind);
    }
}
