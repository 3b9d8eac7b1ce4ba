package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.mongodb.MongoInterruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.takeup.delivery.Eventually;

class SharedReadsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final SharedReads<String, Integer> reads = new SharedReads<>();
    private final List<Integer> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger times = new AtomicInteger();
    private final CountDownLatch may = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /** Reads as many times as it was read, slowly the first time. */
    private int slowly() {
        int time = times.incrementAndGet();
        if (time == 1) {
            begun.countDown();
            try {
                may.await();
            } catch (InterruptedException e) {
                throw new MongoInterruptedException("told to stop", e);
            }
        }
        return time;
    }

    private FutureTask<Integer> reading(Supplier<Integer> read) {
        return started(() -> reads.read("key", read, kept::add));
    }

    private FutureTask<Integer> started(Callable<Integer> work) {
        var task = new FutureTask<>(work);
        threads.add(Thread.ofVirtual().start(task));
        return task;
    }

    private FutureTask<Integer> first() throws InterruptedException {
        FutureTask<Integer> first = reading(this::slowly);
        begun.await();
        return first;
    }

    private FutureTask<Integer> waiting() {
        FutureTask<Integer> waiting = reading(this::slowly);
        Eventually.holds("it waits", SOON, () -> threads.getLast().getState() == Thread.State.WAITING);
        return waiting;
    }

    @Test
    void whoComesMeanwhileGetsWhatTheFirstOneReads() throws Exception {
        FutureTask<Integer> first = first();
        FutureTask<Integer> second = waiting();
        may.countDown();
        assertEquals(1, first.get());
        assertEquals(1, second.get());
        assertEquals(List.of(1), kept);
        assertEquals(2, reads.read("key", this::slowly, kept::add), "later it is read anew");
    }

    @Test
    void whatWasReadBeforeAChangeIsHandedToWhoAskedBeforeAndNotKept() throws Exception {
        FutureTask<Integer> first = first();
        FutureTask<Integer> second = waiting();
        reads.forget();
        assertEquals(2, reads.read("key", this::slowly, kept::add));
        may.countDown();
        assertEquals(1, first.get());
        assertEquals(1, second.get());
        assertEquals(List.of(2), kept);
    }

    @Test
    void whoWaitsForOneThatIsToldToStopReadsForItself() throws Exception {
        FutureTask<Integer> first = first();
        FutureTask<Integer> second = waiting();
        threads.getFirst().interrupt();
        assertEquals(2, second.get());
        assertEquals(
                MongoInterruptedException.class,
                assertThrows(java.util.concurrent.ExecutionException.class, first::get)
                        .getCause()
                        .getClass());
        assertEquals(List.of(), kept);
    }

    @Test
    void whatGoesWrongGoesWrongForAllWhoWaitAndNotForTheNext() {
        assertThrows(
                ArithmeticException.class,
                () -> reads.read(
                        "key",
                        () -> {
                            throw new ArithmeticException();
                        },
                        kept::add));
        assertEquals(7, reads.read("key", () -> 7, kept::add));
        assertEquals(List.of(7), kept);
    }
}
