package org.takeup.business.pilot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.takeup.comparison.Balance;
import org.takeup.http.Problem;
import org.takeup.learning.Histories;
import org.takeup.learning.Histories.Window;

/**
 * A pilot, from its first idea to its result.
 *
 * @param programme id of the programme that it tries out; empty if none
 * @param segment key of the segment that takes part, comparison group included
 * @param named ids of the people who try it out, if they are named and not drawn
 * @param percent of the segment that tries it out, if people are drawn
 * @param seed of the draw
 * @param course key of a course, or empty for all
 * @param starts the Monday on which it begins
 * @param weeksBefore how many weeks before that are the baseline
 * @param weeksAfter how many weeks from then on count
 * @param caliper how far apart a pair may be, in standard deviations
 * @param agreed what the business owner has agreed to; nothing starts without
 * @param amendments what was changed about that afterwards, the latest first
 * @param begun who was assigned, once it has begun
 * @param by name of the planner who changed it last
 * @param version grows with each change
 */
public record Pilot(
        String id,
        String name,
        String programme,
        String segment,
        Design design,
        List<String> named,
        int percent,
        String seed,
        Metric metric,
        String course,
        LocalDate starts,
        int weeksBefore,
        int weeksAfter,
        double caliper,
        Optional<Agreement> agreed,
        List<Amendment> amendments,
        Optional<Begun> begun,
        Instant changed,
        String by,
        long version) {
    public Pilot {
        named = List.copyOf(named);
        amendments = List.copyOf(amendments);
    }

    /** How the groups come about. */
    public enum Design {
        RANDOM("Drawn at random"),
        BLOCKS("Drawn at random within each unit"),
        MATCHED("Named people, each matched with somebody alike"),
        BEFORE_AFTER("Everybody, before and after");

        private final String label;

        Design(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether chance alone decides who tries it out. */
        public boolean random() {
            return this == RANDOM || this == BLOCKS;
        }

        /** Whether there is somebody to compare with. */
        public boolean compares() {
            return this != BEFORE_AFTER;
        }
    }

    /** What counts as take-up: at least once in the weeks looked at. */
    public enum Metric {
        ACTIVE("did something in a course"),
        FINISHED("finished a course"),
        ENROLLED("were enrolled in a course");

        private final String label;

        Metric(String label) {
            this.label = label;
        }

        /** As a predicate of people. */
        public String label() {
            return label;
        }

        /** 1 if it holds of somebody in any of the weeks looked at, else 0. */
        double of(Histories.Did did) {
            int weeks = switch (this) {
                case ACTIVE -> did.active();
                case FINISHED -> did.finished();
                case ENROLLED -> did.enrolled();
            };
            return weeks > 0 ? 1 : 0;
        }
    }

    /** By what people will say whether it worked. @param least the smallest difference that counts, in points */
    public record Success(String words, double least) {}

    /** @param owner the business owner who agreed @param by name of the planner who wrote it down */
    public record Agreement(String owner, Success success, Instant at, String by) {}

    /** A change after that. @param before what was agreed until then */
    public record Amendment(Success before, String owner, String reason, Instant at, String by) {}

    /**
     * The assignment.
     *
     * @param draw which one it is; what an earlier attempt left behind carries another
     * @param balance how alike the groups were, before and after matching
     * @param unmatched named people for whom nobody alike was found
     */
    public record Begun(Instant at, String draw, int pilot, int others, List<Balance> balance, int unmatched) {
        public Begun {
            balance = List.copyOf(balance);
        }
    }

    /** With what somebody has agreed to. */
    Pilot agreed(Agreement agreement, List<Amendment> changes, Instant at, String planner, long next) {
        return with(Optional.of(agreement), changes, begun, at, planner, next);
    }

    /** As it has begun. */
    Pilot begun(Begun assignment, String planner, long next) {
        return with(agreed, amendments, Optional.of(assignment), assignment.at(), planner, next);
    }

    private Pilot with(
            Optional<Agreement> agreement,
            List<Amendment> changes,
            Optional<Begun> assignment,
            Instant at,
            String planner,
            long next) {
        return new Pilot(
                id,
                name,
                programme,
                segment,
                design,
                named,
                percent,
                seed,
                metric,
                course,
                starts,
                weeksBefore,
                weeksAfter,
                caliper,
                agreement,
                changes,
                assignment,
                at,
                planner,
                next);
    }

    /** @throws Problem 409 if it has begun */
    void refuseBegun() {
        if (begun.isPresent()) {
            throw new Problem(
                    409,
                    "pilot-begun",
                    "This pilot has begun, and its people are assigned.",
                    "Wait for its result. Whoever ends a pilot when they like can find whatever they like.");
        }
    }

    /** The baseline. */
    Window before() {
        return new Window(starts.minusWeeks(weeksBefore), weeksBefore);
    }

    /** What counts. */
    Window after() {
        return new Window(starts, weeksAfter);
    }

    /** Whether all of it is over on this day. */
    boolean over(LocalDate today) {
        return !after().end().isAfter(today);
    }
}
