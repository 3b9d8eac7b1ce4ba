package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A crowd that comes back just when it was told, at a store that does so much a second and has so many places. */
class AppointmentsKeptTest {
    private static final int PLACES = 48;

    private long nanos;

    @ParameterizedTest
    @CsvSource({"5000, 10, 1100", "3000, 20, 1100", "1500, 30, 1100", "5000, 5, 300"})
    void whoComesBackWhenToldIsServedNearlyAsSoonAsCanBe(int rate, int seconds, int served) {
        var appointments = new Appointments(() -> nanos);
        int people = rate * seconds;
        var coming = new PriorityQueue<Long>();
        for (int person = 0; person < people; person++) {
            coming.add((long) (person * 1e9 / rate));
        }
        var inside = new ArrayDeque<Long>();
        long each = 1_000_000_000L / served;
        long free = 0;
        int refused = 0;
        while (!coming.isEmpty()) {
            nanos = coming.remove();
            while (!inside.isEmpty() && inside.peek() <= nanos) {
                inside.remove();
                appointments.served();
            }
            if (inside.size() < PLACES) {
                free = Math.max(free, nanos) + each;
                inside.add(free);
            } else {
                refused++;
                coming.add(nanos + appointments.next() * Duration.ofSeconds(1).toNanos());
            }
        }
        double took = free / 1e9;
        double best = (double) people / served;
        assertTrue(took < 1.5 * best, () -> took + " s, and " + best + " would do");
        double timesEach = (double) refused / people;
        assertTrue(timesEach < 1.5, () -> timesEach + " times refused");
    }
}
