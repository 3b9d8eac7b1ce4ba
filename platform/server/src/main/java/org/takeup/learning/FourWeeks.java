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
 * @param people none where {@code unknown} says why
 */
public record FourWeeks(
        LocalDate from, LocalDate to, Instant counted, Optional<People> people, Optional<Unknown> unknown) {
    /** How many weeks it is about. */
    public static final int WEEKS = 4;

    /** Why nobody is counted. */
    public enum Unknown {
        /** The weeks were not over when it was counted last: the next import counts them whole. */
        NOT_OVER,
        /** What was counted last is from before four weeks were counted together: the next import does. */
        NOT_COUNTED,
        /** Too few were eligible to show any. */
        TOO_FEW
    }

    static FourWeeks of(LocalDate from, LocalDate to, Instant counted, People people) {
        return new FourWeeks(from, to, counted, Optional.of(people), Optional.empty());
    }

    static FourWeeks without(LocalDate from, LocalDate to, Instant counted, Unknown why) {
        return new FourWeeks(from, to, counted, Optional.empty(), Optional.of(why));
    }

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
