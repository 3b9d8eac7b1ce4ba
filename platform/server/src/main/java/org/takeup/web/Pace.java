package org.takeup.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests of one address may be at work together. Where each takes many times as long as it does nearly by
 * itself, they stand in line somewhere behind us, and fewer are let in; as time goes by there are more again. Down by
 * shares and back slowly, as TCP's window goes, so that it stays about where the line begins (Chiu and Jain 1989).
 * Thread-safe.
 */
final class Pace {
    /** Never fewer: one page of a browser asks for several things at once, and people come together. */
    static final int FEWEST = 24;

    /** More than this many times as long means that they stand in line. */
    static final double STRETCH = 7;

    /** At work together, so few that each takes as long as it does by itself. */
    private static final int FEW = 4;

    /** By how much one more time moves what is usual, when much was seen. */
    private static final double STEP = 0.02;

    /** Of one request: more says no more of a line. */
    private static final double LARGEST_STRETCH = 2 * STRETCH;

    private static final double SMALLEST_SHARE_LEFT = 0.7;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int ENOUGH = 20;

    /** In which there are e times as many. */
    private static final Duration RECOVERY = Duration.ofSeconds(2);

    private final int most;
    private final LongSupplier nanos;
    /**
     * How long a request of each route takes nearly by itself, in nanoseconds: the median, as one moment in which all stood
     * still would make a mean many times as long. As many as there are routes.
     */
    private final Map<String, Usual> usual = new HashMap<>();

    private volatile Slowed slowed;
    private long looked;
    private double stretches;
    private int finished;

    /** The median of what was seen: each time moves it, the first ones by more, as the very first may be long. */
    private record Usual(double nanos, int seen) {
        Usual with(long took) {
            double step = 1 + Math.max(STEP, 1.0 / (seen + 1));
            return new Usual(took > nanos ? nanos * step : nanos / step, seen + 1);
        }
    }

    /** How many were let in when it was last slowed down, and when that was. */
    private record Slowed(double to, long at) {}

    /**
     * @param most that are ever let in, and how many are at first
     * @param nanos a clock that never goes back, in nanoseconds
     */
    Pace(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
        this.slowed = new Slowed(most, looked);
    }

    /** How many of one address may be at work now: {@link #FEWEST} or more. */
    int atOnce() {
        return (int) now();
    }

    private double now() {
        Slowed last = slowed;
        double since = (nanos.getAsLong() - last.at()) / (double) RECOVERY.toNanos();
        return Math.min(most, last.to() * Math.exp(since));
    }

    /**
     * Notes that a request was done. Those that were refused say nothing.
     *
     * @param route its id
     * @param took in nanoseconds
     * @param together how many were at work when it began, this one too
     */
    synchronized void done(String route, long took, int together) {
        if (together <= FEW) {
            usual.compute(route, (key, before) -> before == null ? new Usual(Math.max(1, took), 1) : before.with(took));
        }
        Usual byItself = usual.get(route);
        if (byItself != null) {
            stretches += Math.min(LARGEST_STRETCH, took / byItself.nanos());
            finished++;
        }
        if (finished >= ENOUGH && nanos.getAsLong() - looked >= BETWEEN_LOOKS.toNanos()) {
            look();
        }
    }

    private void look() {
        double stretch = stretches / finished;
        looked = nanos.getAsLong();
        stretches = 0;
        finished = 0;
        if (stretch > STRETCH) {
            double fewer = now() * Math.max(SMALLEST_SHARE_LEFT, STRETCH / stretch);
            slowed = new Slowed(Math.max(FEWEST, fewer), looked);
        }
    }
}
