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
 * @param wins measures that are done, the last one first
 * @param conflicts of programmes, beyond the learning time that people have
 * @param contests of priorities, beyond the working time that people have
 * @param greedy programmes that alone ask for more learning time than people have
 * @param deadlines of laws, the next one first
 * @param gaps programmes without a business need
 * @param balance what each programme costs now and is to bring later, by name
 * @param sponsored how early sponsors are named
 */
public record Overview(
        CaseSettings settings,
        List<Priority> priorities,
        List<Ranked> programmes,
        List<Win> wins,
        List<Conflict> conflicts,
        List<Conflict> contests,
        List<Named> greedy,
        List<Deadline> deadlines,
        List<Named> gaps,
        List<Balance> balance,
        Sponsored sponsored) {
    /** How the order of programmes comes about. */
    public static final String METHOD = QuickWins.METHOD;

    public Overview {
        priorities = List.copyOf(priorities);
        programmes = List.copyOf(programmes);
        wins = List.copyOf(wins);
        conflicts = List.copyOf(conflicts);
        contests = List.copyOf(contests);
        greedy = List.copyOf(greedy);
        deadlines = List.copyOf(deadlines);
        gaps = List.copyOf(gaps);
        balance = List.copyOf(balance);
    }

    /** A programme by its name. */
    public record Named(String id, String name) {}

    /**
     * A programme in its place.
     *
     * @param priority its name, if it serves one
     * @param open measures that are still to be done
     * @param done how many of its measures are done
     * @param launched or still being prepared
     * @param version of the programme
     */
    public record Ranked(
            String id,
            String name,
            double points,
            String because,
            String need,
            Optional<String> priority,
            List<Named> open,
            int done,
            boolean launched,
            long version) {
        public Ranked {
            open = List.copyOf(open);
        }

        /** Whether it has measures, and all of them are done. */
        public boolean finished() {
            return done > 0 && open.isEmpty();
        }

        /** With one digit after the point. */
        public String rounded() {
            return Figures.plain(points);
        }
    }

    /**
     * A measure that is done.
     *
     * @param id of the programme @param programme its name @param measure id of the measure @param name of the measure
     * @param by name of the planner who said so @param evidence by what one sees it; empty if nobody has said it
     * @param indicator by which figure one sees whether it helped @param version of the programme
     */
    public record Win(
            String id,
            String programme,
            String measure,
            String name,
            LocalDate day,
            String by,
            String evidence,
            String indicator,
            long version) {}

    /**
     * The pain of a programme now, and its gain later, as its case counts them.
     *
     * @param cost money that work, purchases and learners' time come to
     * @param gain money that it is expected to bring; none if nobody puts it in money
     * @param net gain less cost; none as well
     * @param effect by how much its indicator is to change, in words
     * @param from the first day on which it asks for people's time @param until the last one
     */
    public record Balance(
            String id,
            String name,
            Estimate cost,
            Optional<Estimate> gain,
            Optional<Estimate> net,
            String effect,
            LocalDate from,
            LocalDate until) {}

    /**
     * How many days before the launch programmes had a sponsor. Programmes that had begun before anybody kept these days are
     * not among them.
     *
     * @param programmes how many it is about
     * @param median days; of an even number of programmes the mean of the two in the middle; none without programmes
     */
    public record Sponsored(int programmes, Optional<Double> median) {
        static Sponsored of(List<Programme> all) {
            long[] days = all.stream()
                    .flatMap(each -> each.daysToLaunch().stream())
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray();
            int half = days.length / 2;
            return new Sponsored(
                    days.length,
                    days.length == 0
                            ? Optional.empty()
                            : Optional.of(days.length % 2 == 1 ? days[half] : (days[half - 1] + days[half]) / 2.0));
        }

        /** With one digit after the point if it needs one. */
        public String rounded() {
            return Figures.plain(median.orElse(0.0));
        }
    }

    /** Programmes that still have something to do. */
    public List<Ranked> open() {
        return programmes.stream().filter(each -> !each.finished()).toList();
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
