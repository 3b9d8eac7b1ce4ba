package org.takeup.business.pilot;

import java.util.List;
import java.util.Optional;
import org.takeup.comparison.Contrast;
import org.takeup.survey.statistics.Interval;

/**
 * What a pilot changed: the change of those who tried it out less the change of the others, as {@link Contrast} counts it. Pure;
 * the same input gives the same figures.
 *
 * @param pilot people who tried it out @param others people they are compared with
 * @param difference of the changes; of before/after the change alone
 * @param interval 95 %; none where it is not defined
 * @param method by which the interval comes about, in words
 */
public record Effect(
        int pilot,
        int others,
        double pilotBefore,
        double pilotAfter,
        double othersBefore,
        double othersAfter,
        double difference,
        Optional<Interval> interval,
        String method) {
    /** @param seed of the permutations */
    static Effect of(List<Contrast.Seen> all, Pilot.Design design, long seed) {
        Contrast.Dealing dealing = switch (design) {
            case RANDOM -> Contrast.Dealing.ANYHOW;
            case BLOCKS -> Contrast.Dealing.WITHIN_UNITS;
            case MATCHED -> Contrast.Dealing.WITHIN_PAIRS;
            case BEFORE_AFTER -> Contrast.Dealing.NOBODY_ELSE;
        };
        Contrast found = Contrast.of(all, dealing, seed);
        return new Effect(
                found.treated(),
                found.others(),
                found.treatedBefore(),
                found.treatedAfter(),
                found.othersBefore(),
                found.othersAfter(),
                found.difference(),
                found.interval(),
                found.method());
    }
}
