package org.takeup.business;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * All cases of a workspace.
 *
 * @param priorities by weight, then by name
 * @param programmes quick wins first
 * @param conflicts of programmes, beyond the learning time that people have
 * @param contests of priorities, beyond the working time that people have
 * @param greedy programmes that alone ask for more learning time than people have
 * @param deadlines of laws, the next one first
 * @param gaps programmes without a business need
 */
public record Overview(
        CaseSettings settings,
        List<Priority> priorities,
        List<Ranked> programmes,
        List<Conflict> conflicts,
        List<Conflict> contests,
        List<Named> greedy,
        List<Deadline> deadlines,
        List<Named> gaps) {
    /** How the order of programmes comes about. */
    public static final String METHOD = QuickWins.METHOD;

    public Overview {
        priorities = List.copyOf(priorities);
        programmes = List.copyOf(programmes);
        conflicts = List.copyOf(conflicts);
        contests = List.copyOf(contests);
        greedy = List.copyOf(greedy);
        deadlines = List.copyOf(deadlines);
        gaps = List.copyOf(gaps);
    }

    /** A programme by its name. */
    public record Named(String id, String name) {}

    /** A programme in its place. @param priority its name, if it serves one */
    public record Ranked(
            String id, String name, double points, String because, String need, Optional<String> priority) {
        /** With one digit after the point. */
        public String rounded() {
            return Figures.plain(points);
        }
    }

    /** A law's deadline. @param days left until then; below 0 it has passed */
    public record Deadline(String id, String name, String rule, LocalDate due, String audience, long days) {
        static Deadline of(Programme programme, Programme.Statutory law, String audience, LocalDate today) {
            return new Deadline(
                    programme.id(),
                    programme.name(),
                    law.rule(),
                    law.due(),
                    audience,
                    ChronoUnit.DAYS.between(today, law.due()));
        }

        public boolean overdue() {
            return days < 0;
        }
    }

    /** Nothing is there yet. */
    public boolean blank() {
        return priorities.isEmpty() && programmes.isEmpty();
    }
}
