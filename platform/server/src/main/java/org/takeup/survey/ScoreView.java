package org.takeup.survey;

import java.util.Optional;
import org.takeup.survey.scoring.Score;
import org.takeup.survey.statistics.Interval;

/**
 * A mean of a group that may be shown, on the range of its scale.
 *
 * @param low and {@code high} are the 95 % interval as computed, not cut to the range; none where all have the same score
 * @param bootstrapLow and {@code bootstrapHigh} are the BCa interval in whole points, where there are few or skewed scores
 * @param range of the scale
 */
public record ScoreView(
        long n,
        double mean,
        Optional<Double> low,
        Optional<Double> high,
        Optional<Double> bootstrapLow,
        Optional<Double> bootstrapHigh,
        ScoreRange range) {
    /** The bootstrap interval as pages say it; empty if there is none. */
    public String bootstrap() {
        return bootstrapLow.isEmpty() || bootstrapHigh.isEmpty()
                ? ""
                : range.inWords(bootstrapLow.get()) + " to " + range.inWords(bootstrapHigh.get());
    }

    /** Cut to the scale, in whole points, as pages say it. */
    public String interval() {
        return low.isEmpty() || high.isEmpty()
                ? "all answered alike"
                : range.inWords(range.clipped(low.get())) + " to " + range.inWords(range.clipped(high.get()));
    }

    public long rounded() {
        return Math.round(mean);
    }

    /** In whole points, with its sign on a range that has two sides. */
    public String inWords() {
        return range.inWords(mean);
    }

    /** {@code above} or {@code below} if the range has two sides and the whole interval is on one of them; else empty. */
    public String side() {
        if (!range.hasSides() || low.isEmpty() || high.isEmpty()) {
            return "";
        }
        return low.get() > 0 ? "above" : high.get() < 0 ? "below" : "";
    }

    static ScoreView of(Score score, ScoreRange range) {
        return new ScoreView(
                score.n(),
                range.at(score.mean()),
                score.interval().map(Interval::low).map(range::at),
                score.interval().map(Interval::high).map(range::at),
                score.bootstrap().map(Interval::low).map(range::at),
                score.bootstrap().map(Interval::high).map(range::at),
                range);
    }
}
