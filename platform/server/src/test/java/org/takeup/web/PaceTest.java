package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;
    private static final int MOST = 96;

    private long nanos;
    private final Pace pace = new Pace(MOST, () -> nanos);

    @Test
    void itLetsInAllUntilRequestsTakeLonger() {
        finish(1_000, "page", 2, 1);
        finish(1_000, "page", 10, 50);
        assertEquals(MOST, pace.atOnce());
    }

    @Test
    void itSlowsDownWhereRequestsTakeManyTimesAsLongAndNeverBelowTheFewest() {
        finish(1_000, "page", 2, 1);
        finish(200, "page", 20, 50);
        assertTrue(pace.atOnce() < MOST, "still " + pace.atOnce());
        finish(5_000, "page", 500, 50);
        assertEquals(Pace.FEWEST, pace.atOnce());
    }

    @Test
    void itComesBackInAFewSeconds() {
        finish(1_000, "page", 2, 1);
        finish(5_000, "page", 500, 50);
        nanos += 1_000 * MILLI;
        assertTrue(pace.atOnce() > Pace.FEWEST && pace.atOnce() < MOST, "now " + pace.atOnce());
        nanos += 3_000 * MILLI;
        assertEquals(MOST, pace.atOnce());
    }

    @Test
    void aRouteThatIsSlowByItselfSlowsNobodyDown() {
        finish(1_000, "page", 2, 1);
        finish(1_000, "report", 900, 2);
        finish(500, "report", 1_500, 40);
        assertEquals(MOST, pace.atOnce());
    }

    @Test
    void aRouteThatWasNeverSeenByItselfSaysNothing() {
        finish(1_000, "page", 900, 80);
        assertEquals(MOST, pace.atOnce());
    }

    @Test
    void aMomentInWhichAllStoodStillDoesNotHideALine() {
        for (int i = 0; i < 50; i++) {
            finish(20, "page", 2, 1);
            finish(1, "page", 2_000, 1);
        }
        assertEquals(MOST, pace.atOnce(), "there was no line");
        finish(5_000, "page", 40, 50);
        assertTrue(pace.atOnce() <= Pace.FEWEST + 2, "now " + pace.atOnce());
    }

    /**
     * Ten times as many come as a store with so many workers can serve; whoever finds no place goes away. Reliability
     * C12: at least 0.8 of what can be done is done, and the slowest of a hundred takes at most five times as long as
     * with little to do.
     */
    @Property(tries = 30)
    void atTenTimesTheRateItKeepsTheStoreBusyAndNobodyWaitsLong(
            @ForAll @IntRange(min = 2, max = 12) int workers,
            @ForAll @IntRange(min = 1, max = 6) int millis,
            @ForAll @IntRange(max = 1_000) int seed) {
        var calm = new Store(workers, millis, seed).run(workers * 300.0 / millis, 20);
        var crowd = new Store(workers, millis, seed).run(workers * 10_000.0 / millis, 20);
        double peak = workers * 1_000.0 / millis;
        assertTrue(crowd.perSecond() >= 0.8 * peak, crowd + " of " + peak);
        if (workers * Pace.STRETCH >= Pace.FEWEST) {
            assertTrue(crowd.p99() <= 5 * calm.p99(), crowd + " beside " + calm);
        }
    }

    private record Seen(double perSecond, double p99) {}

    /** Work that takes an exponential time, done by so many at once, behind a line; and whoever is let in. */
    private static final class Store {
        private final Random random;
        private final int workers;
        private final double mean;
        private long now;
        private final Pace pace = new Pace(MOST, () -> now);
        private int inside;
        private final ArrayDeque<long[]> line = new ArrayDeque<>();
        /** Ends of work: when, and when whoever it is for came, and among how many. */
        private final PriorityQueue<long[]> ends = new PriorityQueue<>((one, two) -> Long.compare(one[0], two[0]));

        private Store(int workers, int millis, int seed) {
            this.random = new Random(seed);
            this.workers = workers;
            this.mean = millis * (double) MILLI;
        }

        private long drawn(double about) {
            return Math.round(-about * Math.log(1 - random.nextDouble()));
        }

        private Seen run(double perSecond, int seconds) {
            var took = new ArrayList<Double>();
            // A calm second first, in which it learns what is usual.
            for (double rate : List.of(Math.min(perSecond, workers * 200_000_000.0 / mean), perSecond)) {
                took.clear();
                long end = now + seconds * 1_000 * MILLI;
                long next = now + drawn(1e9 / rate);
                while (now < end) {
                    if (ends.isEmpty() || next < ends.peek()[0]) {
                        now = next;
                        next += Math.max(1, drawn(1e9 / rate));
                        come();
                    } else {
                        took.add(leave());
                    }
                }
            }
            Collections.sort(took);
            return new Seen(took.size() / (double) seconds, took.get(took.size() * 99 / 100));
        }

        private void come() {
            if (inside < pace.atOnce()) {
                inside++;
                line.add(new long[] {now, inside});
                work();
            }
        }

        private double leave() {
            long[] ended = ends.remove();
            now = ended[0];
            inside--;
            pace.done("answer", now - ended[1], (int) ended[2]);
            work();
            return (now - ended[1]) / (double) MILLI;
        }

        private void work() {
            while (ends.size() < workers && !line.isEmpty()) {
                long[] first = line.remove();
                ends.add(new long[] {now + drawn(mean), first[0], first[1]});
            }
        }
    }

    private void finish(int many, String route, int millis, int together) {
        for (int i = 0; i < many; i++) {
            nanos += 10 * MILLI;
            pace.done(route, millis * MILLI, together);
        }
    }
}
