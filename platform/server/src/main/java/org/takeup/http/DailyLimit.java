package org.takeup.http;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;

/**
 * How much one person may send within any 24 hours, so that nobody floods whoever reads it. Two requests at the same moment may
 * both be taken as the last one: it keeps readers from floods, and is no quota. Immutable.
 */
public final class DailyLimit {
    private static final Duration DAY = Duration.ofDays(1);

    private final int most;
    private final String type;
    private final String title;
    private final String detail;

    /**
     * @param most that is taken
     * @param type of the problem that is said beyond it
     * @param title what happened, in one short sentence; <code>{most}</code> stands for the number
     * @param detail what to do about it
     */
    public DailyLimit(int most, String type, String title, String detail) {
        this.most = most;
        this.type = type;
        this.title = title.replace("{most}", String.valueOf(most));
        this.detail = detail;
    }

    /** What is taken within 24 hours. */
    public int most() {
        return most;
    }

    /**
     * @param now when one more is sent
     * @param sentSince how many the person has sent at this moment or after it
     * @throws Reached if there were as many as are taken
     */
    public void refuseBeyond(Instant now, ToLongFunction<Instant> sentSince) {
        if (sentSince.applyAsLong(now.minus(DAY)) >= most) {
            throw new Reached(this);
        }
    }

    /** Somebody has sent as much as is taken within a day: 429, which pages say in the reader's language. */
    public static final class Reached extends Problem {
        private static final long serialVersionUID = 1;

        private final int most;

        private Reached(DailyLimit limit) {
            super(429, limit.type, limit.title, limit.detail);
            this.most = limit.most;
        }

        /** What is taken within 24 hours. */
        public int most() {
            return most;
        }
    }
}
