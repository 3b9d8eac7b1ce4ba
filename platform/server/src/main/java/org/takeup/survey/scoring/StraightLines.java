package org.takeup.survey.scoring;

import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/**
 * People who gave the same answer to everything that they rated, to statements and to their opposites. They are counted in all
 * figures; this says how many they are, and where a score would clearly be another one without them.
 *
 * @param people how many; none where they or the others are fewer than may be shown
 * @param without what the others score, where that lies further from the score of everybody than half its 95 % interval is wide
 */
public record StraightLines(Optional<Long> people, List<Without> without) {
    public StraightLines {
        without = List.copyOf(without);
    }

    /** Nothing to say. */
    static StraightLines none() {
        return new StraightLines(Optional.empty(), List.of());
    }

    /**
     * A scale's mean without them. In whole points and without its spread, so that beside the figures of units it tells nobody
     * whose answers are in the one and not in the other.
     *
     * @param n the others who have a score
     */
    public record Without(Scale scale, long n, long mean) {}
}
