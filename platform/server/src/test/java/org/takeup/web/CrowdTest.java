package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CrowdTest {
    @Test
    void oneAddressLeavesPlacesToTheOthers() {
        var crowd = new Crowd(5, () -> 3);
        for (int i = 0; i < 3; i++) {
            assertTrue(crowd.enter("loud").isPresent());
        }
        assertTrue(crowd.enter("loud").isEmpty());
        assertTrue(crowd.enter("quiet").isPresent());
        assertTrue(crowd.enter("other").isPresent());
        assertTrue(crowd.enter("third").isEmpty(), "all places are taken");
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        var crowd = new Crowd(2, () -> 1);
        var place = crowd.enter("a").orElseThrow();
        assertTrue(crowd.enter("b").isPresent());
        place.close();
        place.close();
        assertTrue(crowd.enter("a").isPresent());
        assertTrue(crowd.enter("c").isEmpty());
    }

    /** Comings and goings as they fall: the counts are those of a plain list, and nothing is left at the end. */
    @Property
    void itCountsAsAListWould(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 9) Integer> steps,
            @ForAll @IntRange(max = 1000) int seed) {
        var crowd = new Crowd(6, () -> 4);
        var random = new Random(seed);
        var inside = new ArrayList<Crowd.Place>();
        var addresses = new ArrayList<String>();
        for (int step : steps) {
            if (step > 6 && !inside.isEmpty()) {
                int leaver = random.nextInt(inside.size());
                inside.remove(leaver).close();
                addresses.remove(leaver);
            } else {
                String address = "t" + step % 3;
                long own = addresses.stream().filter(address::equals).count();
                assertEquals(addresses.size() >= 6 || own >= 4, crowd.isFullFor(address));
                Optional<Crowd.Place> place = crowd.enter(address);
                assertEquals(addresses.size() < 6 && own < 4, place.isPresent());
                place.ifPresent(entered -> {
                    inside.add(entered);
                    addresses.add(address);
                });
            }
        }
        inside.forEach(Crowd.Place::close);
        assertEquals(0, crowd.addresses());
    }

    @Test
    void manyThreadsNeverFindMoreThanThereAre() throws Exception {
        var crowd = new Crowd(8, () -> 5);
        var inside = new AtomicInteger();
        var over = new AtomicInteger();
        var entered = new AtomicInteger();
        var done = new CountDownLatch(16);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                String address = "t" + i % 2;
                threads.execute(() -> {
                    for (int round = 0; round < 2_000; round++) {
                        crowd.enter(address).ifPresent(place -> {
                            if (inside.incrementAndGet() > 8) {
                                over.incrementAndGet();
                            }
                            entered.incrementAndGet();
                            Thread.yield();
                            inside.decrementAndGet();
                            place.close();
                        });
                    }
                    done.countDown();
                });
            }
            done.await();
        }
        assertEquals(0, over.get());
        assertTrue(entered.get() > 0);
        assertEquals(0, crowd.addresses());
    }
}
