package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A crowd that comes back just when it was told, at a store that does so much a second, less at first, and has so many places. */
class AppointmentsKeptTest {
    private static final int PLACES = 48;

    private long nanos;

    @ParameterizedTest
    @CsvSource({
        "5000, 10, 1100, 1100, 0",
        "3000, 20, 1100, 1100, 0",
        "1500, 30, 1100, 1100, 0",
        "5000, 5, 300, 300, 0",
        "5000, 10, 150, 900, 10",
        "5000, 10, 150, 900, 20"
    })
    void whoComesBackWhenToldIsServedNearlyAsSoonAsCanBe(int rate, int seconds, int atFirst, int later, int slow) {
        var appointments = new Appointments(() -> nanos);
        int people = rate * seconds;
        // What was once seen.
        for (int i = 0; i < later; i++) {
            appointments.served();
        }
        var coming = new PriorityQueue<Long>();
        for (int person = 0; person < people; person++) {
            coming.add((long) (2e9 + person * 1e9 / rate));
        }
        var inside = new ArrayDeque<Long>();
        long quick = (slow + 2) * 1_000_000_000L;
        long free = 2_000_000_000L;
        int refused = 0;
        while (!coming.isEmpty()) {
            nanos = coming.remove();
            while (!inside.isEmpty() && inside.peek() <= nanos) {
                inside.remove();
                appointments.served();
            }
            if (inside.size() < PLACES) {
                free = Math.max(free, nanos);
                free += 1_000_000_000L / (free < quick ? atFirst : later);
                inside.add(free);
            } else {
                refused++;
                coming.add(nanos + appointments.next() * Duration.ofSeconds(1).toNanos());
            }
        }
        double took = free / 1e9 - 2;
        double best = slow + (double) (people - slow * atFirst) / later;
        assertTrue(took < 1.35 * best, () -> took + " s, and " + best + " would do");
        double timesEach = (double) refused / people;
        assertTrue(timesEach < 1.6, () -> timesEach + " times refused");
    }
}
