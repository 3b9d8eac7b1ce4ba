package org.takeup.learning;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Take-up week by week.
 *
 * @param unit whose people; all units if the key is empty
 * @param course in what; all courses if the key is empty
 * @param weeks without gaps, oldest first
 */
public record TakeUp(Group unit, Group course, List<Week> weeks) {
    public TakeUp {
        weeks = List.copyOf(weeks);
    }

    /** The same, but a week that is still running on a day has no figures: they do not compare with those of whole weeks. */
    public TakeUp wholeWeeks(LocalDate today) {
        return new TakeUp(
                unit,
                course,
                weeks.stream()
                        .map(week -> week.monday().plusDays(6).isAfter(today)
                                ? new Week(week.monday(), Optional.empty())
                                : week)
                        .toList());
    }

    /**
     * A week.
     *
     * @param monday its first day
     * @param figures empty if too few people were enrolled to show any
     */
    public record Week(LocalDate monday, Optional<Figures> figures) {}

    /**
     * The figures of a week. Each counts a person once.
     *
     * @param enrolled people whose enrolment ran on a day of the week
     * @param started those who did something for the first time
     * @param active those who did something
     * @param finished those who completed a course
     */
    public record Figures(int enrolled, int started, int active, int finished) {
        /** Take-up: the active among the enrolled, 0 to 1. */
        public double share() {
            return enrolled == 0 ? 0 : (double) active / enrolled;
        }
    }
}
