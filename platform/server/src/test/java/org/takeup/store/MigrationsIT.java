package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.delivery.Eventually;
import org.takeup.store.Migrations.Migration;

/** Each migration runs once per cluster, in order. On a store of its own: versions are the database's. */
class MigrationsIT {
    private final Store store = TestStores.inMemory();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nodesThatStartTogetherRunEachMigrationOnceAndInOrder() throws Exception {
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        List<Migration> all = IntStream.rangeClosed(1, 5)
                .mapToObj(version -> new Migration(version, "step " + version, ignored -> ran.add(version)))
                .toList();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> starting = IntStream.range(0, 8)
                    .mapToObj(node -> (Callable<Void>) () -> {
                        new Migrations(store, Clock.systemUTC(), "node-" + node).run(all);
                        return null;
                    })
                    .toList();
            for (var each : nodes.invokeAll(starting)) {
                each.get();
            }
        }
        assertEquals(List.of(1, 2, 3, 4, 5), ran);
    }

    @Test
    void aMigrationWhoseNodeDiedHalfWayIsRunAgainAfterItsLease() {
        var now = new AtomicReference<>(Instant.parse("2026-11-24T09:00:00Z"));
        Clock clock = ((java.time.InstantSource) now::get).withZone(ZoneOffset.UTC);
        var dies = new Migration(1, "dies", ignored -> {
            throw new IllegalStateException("the node dies here");
        });
        assertThrows(IllegalStateException.class, () -> new Migrations(store, clock, "dead").run(List.of(dies)));

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(3)));
        var runs = new AtomicInteger();
        new Migrations(store, clock, "alive")
                .run(List.of(new Migration(1, "works", ignored -> runs.incrementAndGet())));
        assertEquals(1, runs.get());
    }

    @Test
    void aMigrationThatTakesLongerThanItsLeaseIsNotTakenForAbandoned() {
        var slow = new Migration(1, "slow", ignored -> {
            Instant first = leaseEnd();
            Eventually.holds(
                    "the lease is renewed",
                    Duration.ofSeconds(30),
                    () -> leaseEnd().isAfter(first));
        });
        new Migrations(store, Clock.systemUTC(), "slow", Duration.ofMillis(300)).run(List.of(slow));
    }

    private Instant leaseEnd() {
        return Objects.requireNonNull(store.control("migrations").find().first())
                .getDate("leaseUntil")
                .toInstant();
    }

    @Test
    void dataOfANewerTakeupIsNotTouched() {
        var one = new Migration(1, "one", ignored -> {});
        var two = new Migration(2, "two", ignored -> {});
        new Migrations(store, Clock.systemUTC(), "new").run(List.of(one, two));
        var refusal = assertThrows(
                IllegalStateException.class, () -> new Migrations(store, Clock.systemUTC(), "old").run(List.of(one)));
        assertTrue(String.valueOf(refusal.getMessage()).contains("Start the newer Takeup"), refusal.getMessage());
    }
}
