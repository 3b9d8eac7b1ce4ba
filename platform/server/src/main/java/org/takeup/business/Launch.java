package org.takeup.business;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * That a programme is launched, and what was known of its readiness then.
 *
 * @param day on which it was launched, where the workspace is
 * @param by name of the planner who launched it; empty if it had begun before anybody was asked
 * @param at when they did
 * @param rests on these results; empty if it was launched without
 * @param waiver why it was launched without; empty if it rests on results
 */
public record Launch(LocalDate day, String by, Instant at, List<Rest> rests, String waiver) {
    public Launch {
        rests = List.copyOf(rests);
    }

    /**
     * Results of a readiness survey as they stood.
     *
     * @param wave its id @param title its title @param n people with a score @param score their mean, 0 to 100
     */
    public record Rest(String wave, String title, long n, double score) {}

    /** Of a programme that had begun before anybody was asked whether it was ready. */
    static Launch unasked(LocalDate day, Instant at) {
        return new Launch(day, "", at, List.of(), "");
    }

    /** Whether somebody decided that it needs no readiness survey. */
    public boolean waived() {
        return !waiver.isEmpty();
    }
}
