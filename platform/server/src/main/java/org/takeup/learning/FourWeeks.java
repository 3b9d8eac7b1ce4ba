package org.takeup.learning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Take-up of a whole workspace over four weeks: different people, each counted once.
 *
 * @param from a Monday
 * @param to the last day, a Sunday
 * @param counted when: what people did later is not in it
 * @param people none if too few were eligible to show any
 */
public record FourWeeks(LocalDate from, LocalDate to, Instant counted, Optional<People> people) {
    /** How many weeks it is about. */
    public static final int WEEKS = 4;

    /**
     * How many people.
     *
     * @param eligible whose enrolment ran on a day of these weeks, in whatever course
     * @param active those of them who did something in the course meanwhile
     */
    public record People(int eligible, int active) {
        /** Take-up: the active among the eligible, 0 to 1. */
        public double share() {
            return (double) active / eligible;
        }
    }
}
