package org.takeup.web;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When those may come back who find no place: {@code Retry-After} (RFC 9110, 10.2.3). Each of the next seconds is
 * promised to a few more than can be served in one, as airlines sell their seats: nothing stands empty while people wait,
 * and it shows when more can be served than before. The few are refused once more, which costs next to nothing, and not
 * all stand at the door again together. A promise is no reservation: whoever comes is let in as long as there is room.
 * Thread-safe.
 */
final class Appointments {
    /** Nobody knows what is farther ahead; all who would wait longer are told this. */
    static final int LONGEST_SECONDS = 60;

    /** A node that served nobody yet, or whose store was away, serves some nevertheless. */
    static final int FEWEST_PER_SECOND = 20;

    /** Of what can be served in a second. */
    private static final double PROMISED_SHARE = 1.1;

    /**
     * What is left in a second of what was once seen, if less was served in it though many were refused. A crowd's first
     * seconds are the slowest, and what they promise lasts for a minute.
     */
    private static final double FORGETTING = 0.97;

    private final LongSupplier nanos;
    /** By second, modulo their number: how many were told to come then. */
    private final int[] promised = new int[LONGEST_SECONDS + 1];

    /** How many can be served in a second, as far as has been seen. */
    private double capacity = FEWEST_PER_SECOND;

    private long now;
    private int servedNow;
    private int refusedNow;
    private int refusedBefore;
    /** No second before this one has room. */
    private long earliest;

    /** Whose turn it is among the seconds that are given out at a time. */
    private int turn;

    /** @param nanos a clock that never goes back, in nanoseconds */
    Appointments(LongSupplier nanos) {
        this.nanos = nanos;
        this.now = second();
        this.earliest = now + 1;
    }

    /** Notes that somebody was served at this moment. */
    synchronized void served() {
        moveOn();
        servedNow++;
        capacity = Math.max(capacity, servedNow);
    }

    /** In how many seconds one more may come back: 1 to {@link #LONGEST_SECONDS}. */
    synchronized int next() {
        moveOn();
        refusedNow++;
        int each = (int) (capacity * PROMISED_SHARE);
        earliest = firstWithRoom(Math.max(earliest, now + 1), each);
        // Whoever is refused in the same moment and told the same second comes back in the same moment, and most are
        // refused again. So as many seconds are given out by turns as those of one second need.
        int atATime = 1 + Math.max(refusedBefore, refusedNow) / each;
        turn = (turn + 1) % atATime;
        long second = firstWithRoom(earliest + turn, each);
        promised[at(second)]++;
        return (int) (second - now);
    }

    private long firstWithRoom(long from, int each) {
        long second = Math.min(from, now + LONGEST_SECONDS);
        while (second < now + LONGEST_SECONDS && promised[at(second)] >= each) {
            second++;
        }
        return second;
    }

    private void moveOn() {
        long second = second();
        if (second <= now) {
            return;
        }
        if (refusedNow > servedNow / 2 && servedNow > 0) {
            // A few are refused at any time, as people do not come evenly: that says nothing of what can be served. Nor
            // does a store that is away, and serves nobody: it will do as much as before.
            capacity = Math.max(FEWEST_PER_SECOND, Math.max(servedNow, capacity * FORGETTING));
        }
        for (long over = Math.max(now, second - promised.length); over < second; over++) {
            // Its place is that of the farthest second now.
            promised[at(over)] = 0;
        }
        refusedBefore = second == now + 1 ? refusedNow : 0;
        now = second;
        servedNow = 0;
        refusedNow = 0;
    }

    private long second() {
        return Math.floorDiv(nanos.getAsLong(), Duration.ofSeconds(1).toNanos());
    }

    private int at(long second) {
        return Math.floorMod(second, promised.length);
    }
}
