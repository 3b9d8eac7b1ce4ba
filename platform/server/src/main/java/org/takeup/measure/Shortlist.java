package org.takeup.measure;

import java.util.List;
import java.util.Optional;

/**
 * The measures that a survey's results speak for, in one language.
 *
 * @param found what was found that measures can answer, in sentences, in the instrument's order
 * @param proposed the first one first
 * @param aside those that were done, or set aside a short while ago; in the same order
 */
public record Shortlist(List<String> found, List<Line> proposed, List<Line> aside) {
    /** How the order comes about, for people. */
    public static final String METHOD = "Points are 100 x need x evidence x effort x time. Need: of each finding that a"
            + " measure answers, the cautious end of its interval from 0 to 1, for barriers times how often they are met"
            + " (half if that is not known), times 1 if the measure answers it directly and 0.5 if in part; the largest"
            + " counts in full, the next half, the third a quarter. Evidence: 1 strong, 0.85 moderate, 0.75 some, 0.65"
            + " experience. Effort: 1 small, 0.85 medium, 0.7 large. Time: from 1 at once down to 0.7 after a year. Equal"
            + " points are ordered by id. The factors are judgement: they order proposals and predict nothing.";

    public Shortlist {
        found = List.copyOf(found);
        proposed = List.copyOf(proposed);
        aside = List.copyOf(aside);
    }

    /**
     * A measure in the list.
     *
     * @param points from the rule of {@link #METHOD}
     * @param quick whether it is a quick win
     * @param reasons in sentences, what counts most first
     * @param decision what was decided about it, if anything
     */
    public record Line(
            String measure,
            String name,
            String doing,
            double points,
            boolean quick,
            List<String> reasons,
            Optional<Decision> decision) {
        public Line {
            reasons = List.copyOf(reasons);
        }

        static Line of(Ranking.Ranked ranked, Speech speech, Optional<Decision> decision) {
            Measure measure = ranked.measure();
            return new Line(
                    measure.id(),
                    measure.name().in(speech.locale()),
                    measure.doing().in(speech.locale()),
                    ranked.points(),
                    measure.quick(),
                    speech.reasons(ranked),
                    decision);
        }

        /** In whole points. */
        public long rounded() {
            return Math.round(points);
        }
    }
}
