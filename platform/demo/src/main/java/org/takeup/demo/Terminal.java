package org.takeup.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the demo says to the person who started it: steps with the time since the start, and the final table. Thread-safe. */
final class Terminal {
    private final PrintStream out;
    private final Clock clock;
    private final Instant started;

    /**
     * @param started when the person gave the command
     */
    Terminal(PrintStream out, Clock clock, Instant started) {
        this.out = out;
        this.clock = clock;
        this.started = started;
    }

    /** One step, with the seconds since the start. */
    void step(String words) {
        out.printf("%4d s  %s%n", seconds(), words);
    }

    /** Text as it is. */
    void say(String text) {
        out.println(text);
    }

    long seconds() {
        return Duration.between(started, clock.instant()).toSeconds();
    }
}
